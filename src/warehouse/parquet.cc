#include "warehouse/parquet.h"

#include <filesystem>

#include <fmt/core.h>

#include "warehouse/schema.h"

namespace throng::warehouse {
namespace {

constexpr std::uint64_t kMemory = std::uint64_t{4} << 30;

std::string source_of(const std::string& path) { return fmt::format("file({}, 'Parquet')", quote(path)); }

// "Nullable(X)" and "LowCardinality(X)" are X here.
std::string_view bare(std::string_view type) {
  for (const std::string_view wrap : {"LowCardinality(", "Nullable("}) {
    if (type.starts_with(wrap)) type = type.substr(wrap.size(), type.size() - wrap.size() - 1);
  }
  return type;
}

ParquetKind kind_of(std::string_view type) {
  const auto begins = [&](std::initializer_list<std::string_view> names) {
    return std::ranges::any_of(names, [&](std::string_view name) { return type.starts_with(name); });
  };
  if (type == "Bool") return ParquetKind::flag;
  if (begins({"Date"})) return ParquetKind::time;
  if (begins({"Int", "UInt", "Float", "BFloat", "Decimal"})) return ParquetKind::number;
  if (begins({"Array", "Map", "Tuple", "JSON", "Nested", "Variant", "Dynamic"})) return ParquetKind::nested;
  return ParquetKind::text;
}

// As JSON the engine writes whole numbers of 64 bits as texts here; lists of numbers it also writes plainly.
std::string nested_text(const std::string& name, std::string_view type) {
  constexpr std::string_view kArray = "Array(";
  const bool numbers = type.starts_with(kArray) && kind_of(bare(type.substr(kArray.size()))) == ParquetKind::number;
  return numbers ? fmt::format("replaceAll(toString({}), 'NULL', 'null')", name)
                 : fmt::format("toJSONString({})", name);
}

ParquetColumn column_of(const std::string& name, std::string_view type) {
  const std::string quoted = identifier(name);
  const ParquetKind kind = kind_of(type);
  const std::string text =
      kind == ParquetKind::nested ? nested_text(quoted, type) : fmt::format("toString({})", quoted);
  return {name, kind, fmt::format("toNullable({})", text)};
}

Result<void> read_columns(Warehouse& warehouse, const std::string& database, const std::string& passing,
                          ParquetFile& file) {
  const std::string sql =
      fmt::format("SELECT name, type FROM system.columns WHERE database = {} AND table = {} ORDER BY position",
                  quote(database), quote(passing));
  return warehouse.query(sql, {}, [&](const Block& block) -> Result<void> {
    for (std::size_t i = 0; i < block.rows; ++i)
      file.columns.push_back(column_of(block.get<std::string>(0)[i], bare(block.get<std::string>(1)[i])));
    return {};
  });
}

}  // namespace

Result<ParquetFile> open_parquet(Warehouse& warehouse, const std::string& database, const std::string& path) {
  std::error_code error;
  ParquetFile file{.path = std::filesystem::absolute(path, error).string()};
  constexpr std::string_view kPassing = "parquet_columns";
  const std::string passing(kPassing), name = table(database, passing), source = source_of(file.path);
  THRONG_TRY(const Block count, query_all(warehouse, "SELECT count() FROM " + source));
  file.rows = count.get<std::uint64_t>(0).front();
  THRONG_CHECK(warehouse.execute(fmt::format("DROP TABLE IF EXISTS {} SYNC", name)));
  THRONG_CHECK(
      warehouse.execute(fmt::format("CREATE TABLE {} ENGINE = Memory AS SELECT * FROM {} LIMIT 0", name, source)));
  const auto read = read_columns(warehouse, database, passing, file);
  THRONG_CHECK(warehouse.execute(fmt::format("DROP TABLE IF EXISTS {} SYNC", name)));
  if (!read) return std::unexpected(read.error());
  return file;
}

Result<void> read_parquet(Warehouse& warehouse, const ParquetFile& file, FunctionRef<Result<void>(const Block&)> sink) {
  std::string columns;
  for (std::size_t i = 0; i < file.columns.size(); ++i)
    columns += fmt::format("{}{} AS c{}", i == 0 ? "" : ", ", file.columns[i].sql, i);
  QueryOptions options;
  options.max_time = days(7);  // the sink takes what time it needs
  options.max_memory = kMemory;
  options.max_threads = 1;  // in the order of the file
  return warehouse.query(fmt::format("SELECT {} FROM {}", columns, source_of(file.path)), options, sink);
}

}  // namespace throng::warehouse
