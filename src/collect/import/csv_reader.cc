#include "collect/import/csv_reader.h"

namespace throng::collect {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

bool is_blank(const TextRow& row) {
  return row.problem.empty() && (row.fields.empty() || (row.fields.size() == 1 && row.fields.front().empty()));
}

}  // namespace

Result<int> CsvReader::peek() {
  while (at_ >= piece_.size() && !ended_) {
    THRONG_TRY(piece_, source_.next());
    at_ = 0;
    ended_ = piece_.empty();
  }
  return ended_ ? -1 : static_cast<unsigned char>(piece_[at_]);
}

bool CsvReader::separates(char c) const {
  return options_.whitespace ? c == ' ' || c == '\t' : c == options_.delimiter;
}

Result<bool> CsvReader::next(TextRow& row) {
  while (true) {
    row.fields.clear();
    row.problem.clear();
    row.line = line_;
    THRONG_TRY(const bool more, read_row(row));
    if (!more) return false;
    if (!started_ && !row.fields.empty() && row.fields.front().starts_with(kByteOrderMark)) {
      row.fields.front().erase(0, kByteOrderMark.size());
    }
    started_ = true;
    if (!is_blank(row)) return true;
  }
}

// One row to its line end. False when there is nothing left.
Result<bool> CsvReader::read_row(TextRow& row) {
  state_ = State::field_start;
  field_.clear();
  row_bytes_ = 0;
  THRONG_TRY(int c, peek());
  if (c < 0) return false;
  for (; c >= 0;) {
    take();
    if (c == '\n') {
      ++line_;
      if (state_ != State::quoted) break;
    }
    step(row, static_cast<char>(c));
    THRONG_TRY(c, peek());
  }
  if (state_ == State::quoted && row.problem.empty()) row.problem = "a quoted field does not end";
  const bool loose = options_.whitespace && state_ == State::field_start;
  if (!loose) close_field(row);
  return true;
}

void CsvReader::step(TextRow& row, char c) {
  switch (state_) {
    case State::field_start: begin_field(row, c); return;
    case State::plain:
      if (separates(c)) {
        close_field(row);
      } else {
        put(row, c);
      }
      return;
    case State::quoted:
      if (c == '"') {
        state_ = State::quote_in_quoted;
      } else {
        put(row, c);
      }
      return;
    case State::quote_in_quoted:
      if (c == '"') {
        put(row, c);
        state_ = State::quoted;
      } else if (separates(c)) {
        close_field(row);
      } else if (c != '\r') {
        row.problem = "text after a closing quote";
        state_ = State::plain;
      }
  }
}

void CsvReader::begin_field(TextRow& row, char c) {
  if (separates(c)) {
    if (!options_.whitespace) close_field(row);
    return;
  }
  const bool first = !started_ && row.fields.empty();
  if (c == '"' && !options_.whitespace && (field_.empty() || (first && field_ == kByteOrderMark))) {
    state_ = State::quoted;
    field_.clear();
    return;
  }
  put(row, c);
  // A byte order mark may stand before the first field's quote.
  if (!(first && field_.size() <= kByteOrderMark.size() && kByteOrderMark.starts_with(field_))) state_ = State::plain;
}

void CsvReader::put(TextRow& row, char c) {
  if (++row_bytes_ > kMaxRowBytes) {
    row.problem = "longer than 256 KB";
    return;
  }
  field_ += c;
}

void CsvReader::close_field(TextRow& row) {
  if (state_ == State::plain && field_.ends_with('\r')) field_.pop_back();
  if (state_ == State::field_start && field_ == "\r") field_.clear();
  state_ = State::field_start;
  if (row.fields.size() >= kMaxColumns) {
    row.problem = "more than 1000 columns";
  } else if (!(options_.whitespace && field_.empty())) {
    row.fields.push_back(field_);
  }
  field_.clear();
}

}  // namespace throng::collect
