// Brings a file into a collector: CSV, whitespace columns, or JSON Lines; gzip or not.
//
//   import_file("orders.csv", mapping, to(collector, "orders.csv"), progress)
//
// Importing the same file again adds nothing: a row's message id comes from the file's name, its line and its content.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "base/function_ref.h"
#include "collect/collector.h"
#include "collect/import/byte_source.h"
#include "collect/import/mapping.h"

namespace throng::collect {

struct ImportReport {
  std::uint64_t rows = 0;  // read from the file, header and blank lines apart
  std::uint64_t accepted = 0;
  std::uint64_t duplicates = 0;
  std::uint64_t quarantined = 0;      // malformed rows included
  std::uint64_t skipped = 0;          // rows that name nobody, when the mapping says so
  std::uint64_t bytes = 0;            // taken from the file so far
  std::vector<std::string> problems;  // at most 10
};

// Where rows go, a chunk at a time.
using RowSink = std::function<Result<Receipt>(std::span<const Collector::ImportRow>)>;
RowSink to(Collector& collector, const std::string& source);

// JSON Lines: every line is a Segment message (it has "type"), or a flat object whose members are the columns of
// `mapping` (which may be null when there are only messages). Errors: io; invalid_argument when the mapping does not
// fit the file; the sink's.
Result<ImportReport> import_stream(ByteSource& source, const std::string& name, const Mapping* mapping,
                                   const RowSink& sink, FunctionRef<void(const ImportReport&)> progress);
Result<ImportReport> import_file(const std::string& path, const Mapping* mapping, const RowSink& sink,
                                 FunctionRef<void(const ImportReport&)> progress);

// The first `count` rows as messages, without importing anything; a bad row shows as its problem.
Result<std::vector<std::string>> preview_file(const std::string& path, const Mapping* mapping, std::size_t count);

// "orders.csv" of "/data/orders.csv.gz": the name under which a file's rows are known.
std::string source_name(const std::string& path);

}  // namespace throng::collect
