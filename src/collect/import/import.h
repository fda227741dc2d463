// Brings a file into a collector: CSV, whitespace columns, or JSON Lines; gzip or not.
//
//   import_file("orders.csv", {&mapping}, to(collector, "orders.csv"), {.progress = draw})
//
// Importing the same file again adds nothing: a row's message id comes from the file's name, its line and its content.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "collect/collector.h"
#include "collect/import/byte_source.h"
#include "collect/import/rows.h"

namespace throng::collect {

struct ImportReport {
  std::uint64_t rows = 0;  // read from the file, header and blank lines apart
  std::uint64_t accepted = 0;
  std::uint64_t duplicates = 0;
  std::uint64_t quarantined = 0;      // malformed rows included
  std::uint64_t skipped = 0;          // rows that say nothing: of nobody, when the mapping says so, or without a change
  std::uint64_t resumed = 0;          // rows that an interrupted run had brought in
  std::uint64_t bytes = 0;            // taken from the file so far
  std::vector<std::string> problems;  // at most 10
};

// Where rows go, a chunk at a time.
using RowSink = std::function<Result<Receipt>(std::span<const Collector::ImportRow>)>;
RowSink to(Collector& collector, const std::string& source);

struct ImportWatch {
  std::uint64_t done = 0;  // the last line of an earlier run's that was stored: up to it, rows are read and not sent
  std::function<void(const ImportReport&)> progress = {};
  std::function<Result<void>(std::uint64_t line)> stored = {};  // everything up to this line is durable
};

// JSON Lines without mapping or shape: every line is a message (it has "type"). With a mapping of JSON Lines a line may
// also be a flat object whose members are the columns. Errors: io; invalid_argument when the form does not fit the
// file; the sink's and those of `stored`.
Result<ImportReport> import_rows(MappedRows& rows, const ByteSource& source, const RowSink& sink,
                                 const ImportWatch& watch = {});
Result<ImportReport> import_stream(ByteSource& source, const std::string& name, const RowForm& form,
                                   const RowSink& sink, const ImportWatch& watch = {});
Result<ImportReport> import_file(const std::string& path, const RowForm& form, const RowSink& sink,
                                 const ImportWatch& watch = {});

// The first `count` rows as messages, without importing anything; a bad row shows as its problem.
Result<std::vector<std::string>> preview_file(const std::string& path, const RowForm& form, std::size_t count);

// "orders.csv" of "/data/orders.csv.gz": the name under which a file's rows are known.
std::string source_name(const std::string& path);

}  // namespace throng::collect
