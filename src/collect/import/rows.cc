#include "collect/import/rows.h"

#include <algorithm>

#include <fmt/core.h>

#include "base/json.h"
#include "collect/import/csv_reader.h"
#include "collect/import/line_mapper.h"
#include "collect/internal/text.h"

namespace throng::collect {
namespace {

class CsvRows final : public MappedRows {
 public:
  CsvRows(ByteSource& source, const Mapping& mapping, RowMapper mapper)
      : reader_(source, {mapping.delimiter.front(), mapping.format == FileFormat::whitespace}),
        mapper_(std::move(mapper)),
        columns_(mapping.columns) {}

  Result<void> start() {
    TextRow header;
    if (columns_.empty()) {
      THRONG_TRY(const bool found, reader_.next(header));
      if (!found) return invalid("", "the file is empty");
      for (const std::string& name : header.fields) columns_.emplace_back(trim(name));
    }
    return mapper_.check_columns(columns_);
  }

  Result<bool> next(MappedRow& out) override {
    THRONG_TRY(const bool found, reader_.next(row_));
    if (!found) return false;
    out = {.line = row_.line, .messages = {}, .problem = row_.problem, .field = {}, .text = {}};
    if (out.problem.empty() && row_.fields.size() != columns_.size()) {
      out.problem = fmt::format("{} columns instead of {}", row_.fields.size(), columns_.size());
    }
    if (out.problem.empty()) take(mapper_.map(cells(), row_.line), out);
    if (!out.problem.empty()) out.text = joined();
    return true;
  }

 private:
  Cells cells() const {
    Cells out;
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      out.emplace_back(columns_[i], Cell{row_.fields[i], json_of(row_.fields[i], ValueType::automatic)});
    }
    return out;
  }
  std::string joined() const {
    std::string out;
    for (const std::string& field : row_.fields) out += (out.empty() ? "" : ",") + field;
    return out;
  }

  CsvReader reader_;
  RowMapper mapper_;
  std::vector<std::string> columns_;
  TextRow row_;
};

class JsonRows final : public MappedRows {
 public:
  JsonRows(ByteSource& source, LineMapper mapper) : source_(source), mapper_(std::move(mapper)) {}

  Result<bool> next(MappedRow& out) override {
    THRONG_TRY(const bool found, next_line());
    if (!found) return false;
    THRONG_CHECK(mapper_.map(text_, line_, out));
    return true;
  }

 private:
  Result<bool> next_line() {
    text_.clear();
    while (true) {
      if (at_ >= piece_.size()) {
        THRONG_TRY(piece_, source_.next());
        at_ = 0;
        if (piece_.empty()) return finish_line(!text_.empty());
      }
      const auto end = piece_.find('\n', at_);
      const std::string_view part = piece_.substr(at_, end == std::string_view::npos ? end : end - at_);
      if (text_.size() + part.size() <= 2 * kMaxRowBytes) text_ += part;
      at_ += part.size() + (end == std::string_view::npos ? 0 : 1);
      if (end == std::string_view::npos) continue;
      if (trim(text_).empty()) {
        ++line_;
        text_.clear();
        continue;
      }
      return finish_line(true);
    }
  }
  bool finish_line(bool found) {
    if (trim(text_).empty()) return false;
    ++line_;
    return found;
  }

  ByteSource& source_;
  LineMapper mapper_;
  std::string_view piece_;
  std::size_t at_ = 0;
  std::string text_;
  std::uint64_t line_ = 0;
};

}  // namespace

Result<std::unique_ptr<MappedRows>> open_rows(ByteSource& source, const std::string& name, const RowForm& form) {
  if (form.mapping == nullptr || form.mapping->format == FileFormat::json_lines) {
    THRONG_TRY(LineMapper mapper, LineMapper::create(form, name));
    return std::make_unique<JsonRows>(source, std::move(mapper));
  }
  THRONG_TRY(RowMapper mapper, RowMapper::create(*form.mapping, name));
  auto rows = std::make_unique<CsvRows>(source, *form.mapping, std::move(mapper));
  THRONG_CHECK(rows->start());
  return rows;
}

}  // namespace throng::collect
