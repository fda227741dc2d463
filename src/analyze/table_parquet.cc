#include "analyze/table_parquet.h"

#include <atomic>

#include <fmt/format.h>

#include "warehouse/schema.h"

namespace throng::analyze {
namespace {

std::string_view engine_type(TableType type) {
  switch (type) {
    case TableType::text: return "Nullable(String)";
    case TableType::whole: return "Nullable(UInt64)";
    case TableType::number: return "Nullable(Float64)";
    case TableType::instant: return "Nullable(DateTime64(3, 'UTC'))";
    case TableType::flag: return "Nullable(Bool)";
  }
  return "";
}

// Column `at` as the engine takes it: a T per row and whether it is none.
template <class T, class Of>
warehouse::Column column_of(const Table& table, std::size_t at, Of of) {
  warehouse::Column column{.name = table.columns[at].name};
  std::vector<T> values;
  for (const auto& row : table.rows) {
    const bool none = std::holds_alternative<std::monostate>(row[at]);
    values.push_back(none ? T{} : of(row[at]));
    column.nulls.push_back(none ? 1 : 0);
  }
  column.values = std::move(values);
  return column;
}

warehouse::Column column_of(const Table& table, std::size_t at) {
  switch (table.columns[at].type) {
    case TableType::text:
      return column_of<std::string>(table, at, [](const TableValue& v) { return std::get<std::string>(v); });
    case TableType::whole:
      return column_of<std::uint64_t>(table, at, [](const TableValue& v) { return std::get<std::uint64_t>(v); });
    case TableType::number:
      return column_of<double>(table, at, [](const TableValue& v) { return std::get<double>(v); });
    case TableType::instant:
      return column_of<std::int64_t>(table, at, [](const TableValue& v) { return to_ms(std::get<Instant>(v)); });
    case TableType::flag:
      return column_of<std::uint8_t>(table, at, [](const TableValue& v) -> std::uint8_t { return std::get<bool>(v); });
  }
  return {};
}

}  // namespace

Result<std::unique_ptr<PassingTable>> PassingTable::make(const SqlStore& store, const std::string& columns) {
  static std::atomic<std::uint64_t> next = 0;  // names of one process
  std::unique_ptr<PassingTable> table(
      new PassingTable(store, warehouse::table(store.project, fmt::format("answer_{}", next.fetch_add(1)))));
  // One of a process that was killed may be there.
  THRONG_CHECK(store.warehouse->execute(fmt::format("DROP TABLE IF EXISTS {} SYNC", table->name_)));
  THRONG_CHECK(store.warehouse->execute(fmt::format("CREATE TABLE {} ({}) ENGINE = Memory", table->name_, columns)));
  return table;
}

PassingTable::~PassingTable() { (void)store_.warehouse->execute(fmt::format("DROP TABLE IF EXISTS {} SYNC", name_)); }

Result<void> PassingTable::add(const warehouse::Block& block) {
  return store_.warehouse->insert(name_, block, fmt::format("answer-{}", added_++));
}

Result<std::string> PassingTable::parquet(std::uint64_t most_bytes) {
  warehouse::ReadOptions options;
  options.database = store_.project;
  options.max_threads = 1;  // in the order they came
  options.max_result_bytes = most_bytes;
  THRONG_TRY(auto file, store_.warehouse->query_as("SELECT * FROM " + name_, options, warehouse::Format::parquet));
  return std::move(file.bytes);
}

Result<std::string> parquet_of(const Table& table, const SqlStore& store) {
  std::string columns;
  for (const TableColumn& column : table.columns)
    columns += fmt::format("{}{} {}", columns.empty() ? "" : ", ", warehouse::identifier(column.name),
                           engine_type(column.type));
  THRONG_TRY(const auto passing, PassingTable::make(store, columns));
  warehouse::Block block{.rows = table.rows.size()};
  for (std::size_t i = 0; i < table.columns.size(); ++i) block.columns.push_back(column_of(table, i));
  THRONG_CHECK(passing->add(block));
  return passing->parquet();
}

}  // namespace throng::analyze
