// Rows of a Parquet file, read by the warehouse's engine, by a mapping.
#pragma once

#include "collect/import/import.h"
#include "warehouse/parquet.h"

namespace throng::collect {

// Does the file begin as Parquet does? False for what cannot be read.
bool is_parquet(const std::string& path);

// `warehouse` was opened by open_reading_files(). Columns are the mapping's, whatever its format; numbers, flags, lists
// and objects keep their kind, and columns of times are read as such where the mapping expects another form. A report's
// `bytes` are rows. Errors: as import_file(), and the warehouse's.
Result<ImportReport> import_parquet(warehouse::Warehouse& warehouse, const warehouse::ParquetFile& file,
                                    const Mapping& mapping, const RowSink& sink, const ImportWatch& watch = {});

}  // namespace throng::collect
