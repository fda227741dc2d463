// Parquet files as the engine reads them.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "warehouse/warehouse.h"

namespace throng::warehouse {

// open_embedded() with the right to read files, which no server has: for commands whose statements are all our own.
Result<std::unique_ptr<Warehouse>> open_reading_files(const EmbeddedOptions& options);

enum class ParquetKind {
  text,
  number,
  flag,
  time,    // read as "2026-01-02 03:04:05.678": of UTC where the file says so, else of a clock on the wall
  nested,  // lists, maps, structs: read as JSON, in which whole numbers of 64 bits are texts but in lists of numbers
};
struct ParquetColumn {
  std::string name;
  ParquetKind kind = ParquetKind::text;
  std::string sql;  // what reads it as text
};
struct ParquetFile {
  std::string path;
  std::vector<ParquetColumn> columns;
  std::uint64_t rows = 0;
};

// Errors: invalid_argument (not such a file), io, and the warehouse's. `database` lends a name for a moment.
Result<ParquetFile> open_parquet(Warehouse& warehouse, const std::string& database, const std::string& path);
// All rows in their order, a block at a time: every column as text or NULL. Errors: as query().
Result<void> read_parquet(Warehouse& warehouse, const ParquetFile& file, FunctionRef<Result<void>(const Block&)> sink);

}  // namespace throng::warehouse
