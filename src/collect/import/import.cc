#include "collect/import/import.h"

#include <algorithm>
#include <filesystem>

#include <fmt/core.h>

#include "collect/import/chunks.h"

namespace throng::collect {
namespace {

constexpr std::uint64_t kTellEvery = 1'000;

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
