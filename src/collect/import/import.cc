#include "collect/import/import.h"

#include <filesystem>
#include <optional>

#include <fmt/core.h>

#include "base/json.h"
#include "collect/import/csv_reader.h"
#include "collect/internal/text.h"

namespace throng::collect {
namespace {

constexpr std::size_t kChunk = 5'000;
constexpr std::size_t kMaxProblems = 10;

// A row of the file after mapping: a message, a skip, or what is wrong with it.
struct Mapped {
  std::uint64_t line = 0;
  std::optional<std::string> message;
  std::string problem;
  std::string field;
  std::string text;  // of a bad row, for the quarantine
};

// Rows of one file, mapped one after the other.
class MappedRows {
 public:
  virtual ~MappedRows() = default;
  virtual Result<bool> next(Mapped& out) = 0;
};

void take(Result<std::optional<std::string>> mapped, Mapped& out) {
  if (mapped) {
    out.message = std::move(*mapped);
    return;
  }
  out.problem = mapped.error().message;
  out.field = mapped.error().field;
}

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

  Result<bool> next(Mapped& out) override {
    THRONG_TRY(const bool found, reader_.next(row_));
    if (!found) return false;
    out = {.line = row_.line, .message = std::nullopt, .problem = row_.problem, .field = {}, .text = {}};
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
  JsonRows(ByteSource& source, std::string name, std::optional<RowMapper> mapper)
      : source_(source), name_(std::move(name)), mapper_(std::move(mapper)) {}

  Result<bool> next(Mapped& out) override {
    THRONG_TRY(const bool found, next_line());
    if (!found) return false;
    out = {.line = line_, .message = std::nullopt, .problem = {}, .field = {}, .text = {}};
    map(out);
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

  void map(Mapped& out) {
    const auto document = json::Document::parse(text_);
    if (!document || document->root().kind() != json::Kind::object) {
      out.problem = document ? "not a JSON object" : document.error().message;
      return;
    }
    const json::Node root = document->root();
    if (root.find("type")) {
      out.message = with_id(root);
    } else if (mapper_) {
      take(mapper_->map(cells(root), line_), out);
    } else {
      out.problem = "not a Segment message (it has no type), and no mapping is given";
    }
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
  std::string_view piece_;
  std::size_t at_ = 0;
  std::string text_;
  std::uint64_t line_ = 0;
};

Result<std::unique_ptr<MappedRows>> open_rows(ByteSource& source, const std::string& name, const Mapping* mapping) {
  std::optional<RowMapper> mapper;
  if (mapping != nullptr) {
    THRONG_TRY(RowMapper made, RowMapper::create(*mapping, name));
    mapper.emplace(std::move(made));
  }
  if (mapping == nullptr || mapping->format == FileFormat::json_lines) {
    return std::unique_ptr<MappedRows>(std::make_unique<JsonRows>(source, name, std::move(mapper)));
  }
  auto rows = std::make_unique<CsvRows>(source, *mapping, std::move(*mapper));
  THRONG_CHECK(rows->start());
  return std::unique_ptr<MappedRows>(std::move(rows));
}

// Gathers rows and passes them on a chunk at a time.
class Chunks {
 public:
  Chunks(const RowSink& sink, ImportReport& report) : sink_(sink), report_(report) {}

  Result<void> add(Mapped& row) {
    ++report_.rows;
    if (row.problem.empty() && !row.message) {
      ++report_.skipped;
      return {};
    }
    std::string body = row.message ? std::move(*row.message) : std::move(row.text);
    rows_.push_back({std::move(body), row.line, std::move(row.problem), std::move(row.field)});
    if (rows_.size() < kChunk) return {};
    return send();
  }
  Result<void> send() {
    if (rows_.empty()) return {};
    THRONG_TRY(Receipt receipt, sink_(rows_));
    report_.accepted += receipt.accepted;
    report_.duplicates += receipt.duplicates;
    report_.quarantined += receipt.quarantined;
    for (std::string& problem : receipt.problems) {
      if (report_.problems.size() < kMaxProblems) report_.problems.push_back(std::move(problem));
    }
    rows_.clear();
    return {};
  }

 private:
  const RowSink& sink_;
  ImportReport& report_;
  std::vector<Collector::ImportRow> rows_;
};

}  // namespace

RowSink to(Collector& collector, const std::string& source) {
  return [&collector, name = "import:" + source](std::span<const Collector::ImportRow> rows) {
    return collector.import(name, rows);
  };
}

Result<ImportReport> import_stream(ByteSource& source, const std::string& name, const Mapping* mapping,
                                   const RowSink& sink, FunctionRef<void(const ImportReport&)> progress) {
  THRONG_TRY(const auto rows, open_rows(source, name, mapping));
  ImportReport report;
  Chunks chunks(sink, report);
  Mapped row;
  while (true) {
    THRONG_TRY(const bool found, rows->next(row));
    if (!found) break;
    THRONG_CHECK(chunks.add(row));
    report.bytes = source.position();
    if (report.rows % kChunk == 0) progress(report);
  }
  THRONG_CHECK(chunks.send());
  report.bytes = source.position();
  progress(report);
  return report;
}

Result<ImportReport> import_file(const std::string& path, const Mapping* mapping, const RowSink& sink,
                                 FunctionRef<void(const ImportReport&)> progress) {
  THRONG_TRY(const auto source, open_file(path));
  return import_stream(*source, source_name(path), mapping, sink, progress);
}

Result<std::vector<std::string>> preview_file(const std::string& path, const Mapping* mapping, std::size_t count) {
  THRONG_TRY(const auto source, open_file(path));
  THRONG_TRY(const auto rows, open_rows(*source, source_name(path), mapping));
  std::vector<std::string> out;
  Mapped row;
  while (out.size() < count) {
    THRONG_TRY(const bool found, rows->next(row));
    if (!found) break;
    if (!row.problem.empty()) {
      out.push_back(fmt::format("line {}: {}{}{}", row.line, row.field, row.field.empty() ? "" : ": ", row.problem));
    } else if (row.message) {
      out.push_back(*row.message);
    } else {
      out.push_back(fmt::format("line {}: skipped, it names nobody", row.line));
    }
  }
  return out;
}

std::string source_name(const std::string& path) {
  std::string name = std::filesystem::path(path).filename().string();
  if (name.ends_with(".gz")) name.resize(name.size() - 3);
  return name;
}

}  // namespace throng::collect
