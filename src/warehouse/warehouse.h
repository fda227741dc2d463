// The ClickHouse dialect behind one narrow interface. Embedded (chDB) now; a cluster over HTTP later with
// the same SQL (docs/decisions/0003-sql-subset.md says which part of the language may be used).
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/function_ref.h"
#include "base/result.h"
#include "base/time.h"

namespace throng::warehouse {

// A column of a result or an insert, in memory. Result columns of other engine types are refused: cast in SQL.
//   u8: UInt8, Bool, Enum8     u16 u32 u64: UInt*     i64: Int8..Int64, Enum16, Date*, DateTime*     f64: Float*
//   text: String, LowCardinality(String), UUID as text, FixedString     null: see nulls
//   Array(String) and Array(number) come as lists: offsets + flattened values.
using Values =
    std::variant<std::vector<std::uint8_t>, std::vector<std::uint16_t>, std::vector<std::uint32_t>,
                 std::vector<std::uint64_t>, std::vector<std::int64_t>, std::vector<double>, std::vector<std::string>>;
struct Column {
  std::string name;
  Values values;
  std::vector<std::uint8_t> nulls;     // empty: no NULL; else one byte per value, 1 = NULL
  std::vector<std::uint64_t> offsets;  // empty: not a list; else end offset of each row into values
};
struct Block {
  std::vector<Column> columns;
  std::size_t rows = 0;
  template <class T>
  const std::vector<T>& get(std::size_t column) const {
    return std::get<std::vector<T>>(columns[column].values);
  }
};

struct QueryOptions {
  Duration max_time = seconds(60);
  std::uint64_t max_memory = std::uint64_t{4} << 30;
  std::uint64_t max_result_rows = 0;  // 0: no limit; more rows are an error
  int max_threads = 0;                // 0: the engine's default
  std::stop_token stop;               // cancels the query within about 100 ms
};

// A SELECT that somebody outside wrote (analyze/user_sql checks it first).
struct ReadOptions : QueryOptions {
  std::string database;                // where names are looked up that do not say their database
  std::string time_zone;               // of now(), and of times written without a zone
  std::uint64_t limit = 0;             // rows after which the outermost SELECT ends; 0: no end
  std::uint64_t max_result_bytes = 0;  // 0: no limit; more is an error
};

// json_lines: an array of names, one of types, then one per row, each on a line; 64-bit integers and decimals are
// texts.
enum class Format { json_lines, json, csv, parquet };

struct FormattedResult {
  std::string bytes;
  std::uint64_t rows_read = 0;
};

// What the engine's parser makes of a statement.
struct ParsedStatement {
  std::string text;               // as the engine writes it: one statement on one line, without comments
  std::vector<std::string> tree;  // of `text`, as EXPLAIN AST writes it: one node a line, a space for each level
};

// Thread-safe. All calls block.
class Warehouse {
 public:
  virtual ~Warehouse() = default;

  // Runs one SELECT (no FORMAT, no semicolon) and hands every block to `sink` in result order; the sink may fail to
  // stop early. A result without rows calls the sink never.
  // Errors: invalid_argument (bad SQL), deadline (time, memory, rows), cancelled, corrupt, io, internal.
  virtual Result<void> query(std::string_view sql, const QueryOptions& options,
                             FunctionRef<Result<void>(const Block&)> sink) = 0;

  // Inserts one block durably. A second insert with the same token into the same table is dropped, whatever
  // was killed in between (at least the last 10,000 tokens are remembered). At most 500,000 rows.
  // `table`: as table() gives it. Columns go by name, those left out get their defaults; Values of the column's own
  // width, text for String and UUID ("" is not a UUID). Errors: invalid_argument, too_large, io, internal.
  virtual Result<void> insert(std::string_view table, const Block& block, std::string_view token) = 0;

  // Parses exactly one statement of any kind without running it. Errors: invalid_argument, deadline (too deep).
  virtual Result<ParsedStatement> parse(std::string_view sql);

  // Runs one SELECT (no FORMAT, no semicolon, not a UNION) that can write nothing, and returns its rows as the engine
  // formats them, all in memory. Errors: as query().
  virtual Result<FormattedResult> query_as(std::string_view sql, const ReadOptions& options, Format format);

  // DDL and mutations.
  virtual Result<void> execute(std::string_view sql) = 0;

  // Writes a consistent copy of `database` to a new .tar file / reads one back where `database` does not exist yet.
  // Tokens are not part of it: after a restore, a batch sent again is stored again. Errors: conflict, io.
  virtual Result<void> backup(std::string_view database, const std::string& file) = 0;
  virtual Result<void> restore(std::string_view database, const std::string& file) = 0;

  // "chDB 26.7.2.1", for logs and `throng doctor`.
  virtual std::string version() = 0;
};

struct EmbeddedOptions {
  std::string library;  // path of libchdb.so; "" looks in $THRONG_CHDB, beside the program, then node_modules
  std::string folder;   // data folder, created if missing; one process at a time
  std::uint64_t max_server_memory = std::uint64_t{12} << 30;
  int max_threads = 2;
};
// Errors: io (library missing, folder not writable), conflict (folder locked by another process: the message says
// which and what to do). Ask damaged_parts() afterwards.
Result<std::unique_ptr<Warehouse>> open_embedded(const EmbeddedOptions& options);

// What the engine set aside as unreadable ("shop.events: broken-on-start_..."): rows are missing from these tables,
// and nothing else says so. Empty when all is well.
Result<std::vector<std::string>> damaged_parts(Warehouse& warehouse);

// The rows of a query at once, for small results. Without rows there are no columns either.
Result<Block> query_all(Warehouse& warehouse, std::string_view sql, const QueryOptions& options = {});

// 'text' as a SQL literal. The only routine that puts a value into SQL; right for all 256 bytes.
std::string quote(std::string_view text);
// `name` as a SQL identifier.
std::string identifier(std::string_view name);
// A LIKE pattern literal that contains `text` literally, with the given ends: like("a%", true, false).
std::string like_literal(std::string_view text, bool any_before, bool any_after);

}  // namespace throng::warehouse
