#include "collect/import/import.h"

#include <algorithm>
#include <filesystem>

#include <fmt/core.h>

namespace throng::collect {
namespace {

constexpr std::size_t kChunk = 5'000;
constexpr std::uint64_t kTellEvery = 1'000;
constexpr std::size_t kMaxProblems = 10;

// Gathers rows and passes them on a chunk at a time; the messages of one line stay together.
class Chunks {
 public:
  Chunks(const RowSink& sink, const ImportWatch& watch, ImportReport& report)
      : sink_(sink), watch_(watch), report_(report) {}

  Result<void> add(MappedRow& row) {
    ++report_.rows;
    if (row.line <= watch_.done) {
      ++report_.resumed;
      return {};
    }
    if (row.problem.empty() && row.messages.empty()) ++report_.skipped;
    if (rows_.size() + std::max<std::size_t>(row.messages.size(), 1) > kChunk) THRONG_CHECK(send());
    line_ = row.line;
    for (std::string& message : row.messages) rows_.push_back({std::move(message), row.line, "", ""});
    if (!row.problem.empty())
      rows_.push_back({std::move(row.text), row.line, std::move(row.problem), std::move(row.field)});
    return {};
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
    return watch_.stored ? watch_.stored(line_) : Result<void>();
  }

 private:
  const RowSink& sink_;
  const ImportWatch& watch_;
  ImportReport& report_;
  std::vector<Collector::ImportRow> rows_;
  std::uint64_t line_ = 0;
};

}  // namespace

RowSink to(Collector& collector, const std::string& source) {
  return [&collector, name = "import:" + source](std::span<const Collector::ImportRow> rows) {
    return collector.import(name, rows);
  };
}

Result<ImportReport> import_rows(MappedRows& rows, const ByteSource& source, const RowSink& sink,
                                 const ImportWatch& watch) {
  ImportReport report;
  Chunks chunks(sink, watch, report);
  const auto tell = [&] {
    report.bytes = source.position();
    if (watch.progress) watch.progress(report);
  };
  MappedRow row;
  while (true) {
    THRONG_TRY(const bool found, rows.next(row));
    if (!found) break;
    THRONG_CHECK(chunks.add(row));
    if (report.rows % kTellEvery == 0) tell();
  }
  THRONG_CHECK(chunks.send());
  tell();
  return report;
}

Result<ImportReport> import_stream(ByteSource& source, const std::string& name, const RowForm& form,
                                   const RowSink& sink, const ImportWatch& watch) {
  THRONG_TRY(const auto rows, open_rows(source, name, form));
  return import_rows(*rows, source, sink, watch);
}

Result<ImportReport> import_file(const std::string& path, const RowForm& form, const RowSink& sink,
                                 const ImportWatch& watch) {
  THRONG_TRY(const auto source, open_file(path));
  return import_stream(*source, source_name(path), form, sink, watch);
}

Result<std::vector<std::string>> preview_file(const std::string& path, const RowForm& form, std::size_t count) {
  THRONG_TRY(const auto source, open_file(path));
  THRONG_TRY(const auto rows, open_rows(*source, source_name(path), form));
  std::vector<std::string> out;
  MappedRow row;
  while (out.size() < count) {
    THRONG_TRY(const bool found, rows->next(row));
    if (!found) break;
    if (!row.problem.empty()) {
      out.push_back(fmt::format("line {}: {}{}{}", row.line, row.field, row.field.empty() ? "" : ": ", row.problem));
    } else if (row.messages.empty()) {
      out.push_back(fmt::format("line {}: skipped, it says nothing", row.line));
    }
    for (std::string& message : row.messages) out.push_back(std::move(message));
  }
  return out;
}

std::string source_name(const std::string& path) {
  std::string name = std::filesystem::path(path).filename().string();
  if (name.ends_with(".gz")) name.resize(name.size() - 3);
  return name;
}

}  // namespace throng::collect
