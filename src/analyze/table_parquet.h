// Tables as Parquet files, written by the warehouse's engine.
#pragma once

#include <memory>
#include <string>

#include "analyze/sql/store.h"
#include "analyze/table.h"

namespace throng::analyze {

// A table in the engine's memory that rows pass through on their way into a file; gone at the end of its life.
class PassingTable {
 public:
  // `columns` as CREATE TABLE writes them. Errors: those of the warehouse.
  static Result<std::unique_ptr<PassingTable>> make(const SqlStore& store, const std::string& columns);
  PassingTable(const PassingTable&) = delete;
  PassingTable& operator=(const PassingTable&) = delete;
  ~PassingTable();

  Result<void> add(const warehouse::Block& block);  // at most 500,000 rows at a time
  // All rows in their order. Errors: deadline (more than `most_bytes`; 0: no limit), and those of the warehouse.
  Result<std::string> parquet(std::uint64_t most_bytes = 0);

 private:
  PassingTable(const SqlStore& store, std::string name) : store_(store), name_(std::move(name)) {}

  const SqlStore store_;
  const std::string name_;
  std::uint64_t added_ = 0;
};

// text: String, whole: UInt64, number: Float64, instant: DateTime64(3, 'UTC'), flag: Bool; all may be null.
// The rows pass through a table in memory of the project's database, gone afterwards. Errors: those of the warehouse.
Result<std::string> parquet_of(const Table& table, const SqlStore& store);

}  // namespace throng::analyze
