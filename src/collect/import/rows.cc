#include "collect/import/rows.h"

#include <algorithm>

#include <fmt/core.h>

#include "base/json.h"
#include "collect/collector.h"
#include "collect/import/csv_reader.h"
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
  // `exported` reads the lines, or where there is none the messages that say when they were sent.
  JsonRows(ByteSource& source, std::string name, std::optional<RowMapper> mapper, ShapeReader exported, bool shaped)
      : source_(source),
        name_(std::move(name)),
        mapper_(std::move(mapper)),
        exported_(std::move(exported)),
        shaped_(shaped) {}

  Result<bool> next(MappedRow& out) override {
    THRONG_TRY(const bool found, next_line());
    if (!found) return false;
    out = {.line = line_, .messages = {}, .problem = {}, .field = {}, .text = {}};
    if (shaped_) {
      THRONG_CHECK(read_exported(out));
    } else {
      THRONG_CHECK(map(out));
    }
    if (!out.problem.empty()) out.text = text_.substr(0, kMaxEventBytes);
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

  Result<void> read_exported(MappedRow& out) {
    auto messages = exported_.read(trim(text_), line_);
    if (messages) {
      out.messages = std::move(*messages);
      return {};
    }
    if (messages.error().field.starts_with("--")) return std::unexpected(std::move(messages).error());
    out.problem = messages.error().message;
    out.field = messages.error().field;
    return {};
  }

  Result<void> map(MappedRow& out) {
    const auto document = json::Document::parse(text_);
    if (!document || document->root().kind() != json::Kind::object) {
      out.problem = document ? "not a JSON object" : document.error().message;
      return {};
    }
    const json::Node root = document->root();
    // When a message was sent once says nothing of when it comes now.
    if (root.find("type") && root.find("sentAt")) return read_exported(out);
    if (root.find("type")) {
      out.messages.push_back(with_id(root));
    } else if (mapper_) {
      take(mapper_->map(cells(root), line_), out);
    } else {
      out.problem = "not a message (it has no type), and neither a mapping nor a shape is given";
    }
    return {};
  }
  std::string with_id(json::Node root) const {
    std::string out(trim(text_));
    if (const auto id = root.find("messageId"); id && id->kind() != json::Kind::null) return out;
    out.pop_back();
    out += root.members().empty() ? "\"messageId\":" : ",\"messageId\":";
    json::write_string(out, message_id_of(name_, line_, trim(text_)));
    return out + "}";
  }
  static Cells cells(json::Node root) {
    Cells out;
    for (const auto& [key, value] : root.members()) {
      const std::string raw = value.kind() == json::Kind::null ? std::string() : value.dump();
      out.emplace_back(std::string(key),
                       Cell{value.kind() == json::Kind::string ? std::string(value.string()) : raw, raw});
    }
    return out;
  }

  ByteSource& source_;
  std::string name_;
  std::optional<RowMapper> mapper_;
  ShapeReader exported_;
  bool shaped_;
  std::string_view piece_;
  std::size_t at_ = 0;
  std::string text_;
  std::uint64_t line_ = 0;
};

}  // namespace

void take(Result<std::optional<std::string>> mapped, MappedRow& out) {
  if (mapped) {
    if (*mapped) out.messages.push_back(std::move(**mapped));
    return;
  }
  out.problem = mapped.error().message;
  out.field = mapped.error().field;
}

Result<std::unique_ptr<MappedRows>> open_rows(ByteSource& source, const std::string& name, const RowForm& form) {
  std::optional<RowMapper> mapper;
  if (form.mapping != nullptr) {
    THRONG_TRY(RowMapper made, RowMapper::create(*form.mapping, name));
    mapper.emplace(std::move(made));
  }
  if (form.mapping == nullptr || form.mapping->format == FileFormat::json_lines) {
    THRONG_TRY(ShapeReader exported, ShapeReader::create(form.shape.value_or(ShapeOptions{}), name));
    return std::make_unique<JsonRows>(source, name, std::move(mapper), std::move(exported), form.shape.has_value());
  }
  auto rows = std::make_unique<CsvRows>(source, *form.mapping, std::move(*mapper));
  THRONG_CHECK(rows->start());
  return rows;
}

}  // namespace throng::collect
