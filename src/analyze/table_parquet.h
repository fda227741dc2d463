// A table as a Parquet file, written by the warehouse's engine.
#pragma once

#include "analyze/sql/store.h"
#include "analyze/table.h"

namespace throng::analyze {

// text: String, whole: UInt64, number: Float64, instant: DateTime64(3, 'UTC'), flag: Bool; all may be null.
// The rows pass through a table in memory of the project's database, gone afterwards. Errors: those of the warehouse.
Result<std::string> parquet_of(const Table& table, const SqlStore& store);

}  // namespace throng::analyze
