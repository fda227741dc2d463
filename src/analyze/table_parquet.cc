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

// A table of the engine's memory that is dropped at the end of its life.
class Passing {
 public:
  Passing(warehouse::Warehouse& warehouse, std::string name) : warehouse_(warehouse), name_(std::move(name)) {}
  Passing(const Passing&) = delete;
  Passing& operator=(const Passing&) = delete;
  ~Passing() { (void)drop(); }

  const std::string& name() const { return name_; }
  Result<void> make(const Table& table) {
    std::string columns;
    for (const TableColumn& column : table.columns) {
      columns += fmt::format("{}{} {}", columns.empty() ? "" : ", ", warehouse::identifier(column.name),
                             engine_type(column.type));
    }
    THRONG_CHECK(drop());  // one of a process that was killed
    return warehouse_.execute(fmt::format("CREATE TABLE {} ({}) ENGINE = Memory", name_, columns));
  }

 private:
  Result<void> drop() { return warehouse_.execute(fmt::format("DROP TABLE IF EXISTS {} SYNC", name_)); }

  warehouse::Warehouse& warehouse_;
  const std::string name_;
};

}  // namespace

Result<std::string> parquet_of(const Table& table, const SqlStore& store) {
  static std::atomic<std::uint64_t> next = 0;  // names of one process
  Passing passing(*store.warehouse, warehouse::table(store.project, fmt::format("answer_{}", next.fetch_add(1))));
  THRONG_CHECK(passing.make(table));
  warehouse::Block block{.rows = table.rows.size()};
  for (std::size_t i = 0; i < table.columns.size(); ++i) block.columns.push_back(column_of(table, i));
  THRONG_CHECK(store.warehouse->insert(passing.name(), block, "answer"));
  warehouse::ReadOptions options;
  options.database = store.project;
  THRONG_TRY(auto file,
             store.warehouse->query_as("SELECT * FROM " + passing.name(), options, warehouse::Format::parquet));
  return std::move(file.bytes);
}

}  // namespace throng::analyze
