#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <filesystem>
#include <optional>

#include "warehouse/internal/chdb_api.h"
#include "warehouse/internal/connection_pool.h"
#include "warehouse/internal/engine_error.h"
#include "warehouse/internal/engine_home.h"
#include "warehouse/internal/killer.h"
#include "warehouse/internal/native.h"
#include "warehouse/internal/read_statement.h"
#include "warehouse/parquet.h"
#include "warehouse/warehouse.h"

namespace throng::warehouse {
namespace {

using internal::ChdbApi;
using internal::ChdbConnection;
using internal::ChdbInsert;
using internal::ChdbResult;
using internal::ConnectionPool;
using internal::Killer;

constexpr std::string_view kNative = "Native";
constexpr std::size_t kMaxInsertRows = 500'000;
// Lists of persons and of values stand in the text of a query; the engine's own 256 KiB hold some thirty thousand.
constexpr const char* kMaxQuerySize = "--max_query_size=33554432";

// One SELECT being read block by block.
class Stream {
 public:
  Stream(const ChdbApi& api, ChdbConnection connection, std::string_view sql)
      : api_(api),
        connection_(connection),
        handle_(api.stream_query(connection, sql.data(), sql.size(), kNative.data(), kNative.size())) {}
  Stream(const Stream&) = delete;
  Stream& operator=(const Stream&) = delete;
  ~Stream() {
    if (handle_ == nullptr) return;
    if (!ended_) api_.stream_cancel(connection_, handle_);
    api_.destroy_result(handle_);
  }

  // Hands the blocks of the next chunk to `sink`; false at the end.
  Result<bool> next(FunctionRef<Result<void>(const Block&)> sink) {
    if (handle_ == nullptr) return fail(ErrorCode::internal, "the warehouse engine gave no answer");
    THRONG_CHECK(check(handle_));
    auto* chunk = api_.stream_fetch(connection_, handle_);
    if (chunk == nullptr) return fail(ErrorCode::internal, "the warehouse engine gave no answer");
    const auto outcome = read(chunk, sink);
    api_.destroy_result(chunk);
    return outcome;
  }

 private:
  Result<void> check(ChdbResult* result) {
    const char* error = api_.result_error(result);
    if (error == nullptr) return {};
    ended_ = true;
    return std::unexpected(internal::engine_error(error));
  }

  Result<bool> read(ChdbResult* chunk, FunctionRef<Result<void>(const Block&)> sink) {
    THRONG_CHECK(check(chunk));
    std::string_view bytes(api_.result_buffer(chunk), api_.result_length(chunk));
    ended_ = bytes.empty();
    if (ended_) return false;
    while (!bytes.empty()) {
      THRONG_TRY(const auto block, internal::decode_native(bytes));
      if (block.rows != 0) THRONG_CHECK(sink(block));
    }
    return true;
  }

  const ChdbApi& api_;
  ChdbConnection connection_;
  ChdbResult* handle_;
  bool ended_ = false;
};

// The engine counts time, memory and rows; the last SETTINGS of a statement hold for the whole of it.
std::string with_limits(std::string_view sql, const QueryOptions& options, std::string_view tag) {
  const auto time = std::max<std::int64_t>(options.max_time.count(), 1);
  auto text = fmt::format(
      "{}\nSETTINGS max_execution_time={}.{:03}, max_memory_usage={}, log_comment={}, "
      "output_format_json_quote_64bit_integers=1",
      sql, time / 1000, time % 1000, options.max_memory, quote(tag));
  if (options.max_result_rows != 0) text += fmt::format(", max_result_rows={}", options.max_result_rows);
  if (options.max_threads > 0) text += fmt::format(", max_threads={}", options.max_threads);
  return text;
}

std::unexpected<Error> stopped() { return fail(ErrorCode::cancelled, "the query was cancelled"); }

std::string insert_statement(std::string_view table, const Block& block, std::string_view token) {
  std::string columns;
  for (const auto& column : block.columns) columns += (columns.empty() ? "" : ", ") + identifier(column.name);
  return fmt::format(
      "INSERT INTO {} ({}) SETTINGS insert_deduplication_token={}, async_insert=0, max_partitions_per_insert_block=0",
      table, columns, quote(token));
}

Result<void> append_and_commit(const ChdbApi& api, ChdbInsert* insert, std::string_view bytes) {
  if (const char* error = api.insert_error(insert); error != nullptr)
    return std::unexpected(internal::engine_error(error));
  if (api.insert_append(insert, bytes.data(), bytes.size()) != 0) {
    const char* error = api.insert_error(insert);
    Error reason = error == nullptr ? Error{ErrorCode::internal, "the warehouse engine refused a block", {}}
                                    : internal::engine_error(error);
    api.insert_cancel(insert);
    return std::unexpected(std::move(reason));
  }
  auto* result = api.insert_done(insert);
  if (result == nullptr) return fail(ErrorCode::internal, "the warehouse engine gave no answer");
  Result<void> outcome;
  if (const char* error = api.result_error(result); error != nullptr)
    outcome = std::unexpected(internal::engine_error(error));
  api.destroy_result(result);
  return outcome;
}

Result<void> sync_file(const std::string& path) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  const bool synced = file >= 0 && ::fsync(file) == 0;
  if (file >= 0) ::close(file);
  if (!synced) return fail(ErrorCode::io, "cannot sync " + path);
  return {};
}

class Embedded final : public Warehouse {
 public:
  Embedded(const ChdbApi& api, std::vector<std::string> arguments) : pool_(api, std::move(arguments)) {}

  Result<void> start() {
    THRONG_TRY(auto spare, pool_.lease());
    killer_.emplace(pool_.api(), std::move(spare));
    THRONG_TRY(const auto answer, query_all(*this, "SELECT version()"));
    version_ = "chDB " + answer.get<std::string>(0).at(0);
    return {};
  }

  Result<void> query(std::string_view sql, const QueryOptions& options,
                     FunctionRef<Result<void>(const Block&)> sink) override {
    if (options.stop.stop_requested()) return stopped();
    THRONG_TRY(auto connection, pool_.lease());
    const auto outcome = run(*connection, sql, options, sink);
    if (!outcome) connection.discard();
    // A query that is told to stop fails in several ways; one that had reached its limit before says so.
    if (!outcome && outcome.error().code != ErrorCode::deadline && options.stop.stop_requested()) return stopped();
    return outcome;
  }

  Result<ParsedStatement> parse(std::string_view sql) override {
    const QueryOptions limits{.max_time = internal::kParseTime, .max_memory = internal::kParseMemory};
    THRONG_TRY(const auto written, query_all(*this, internal::rewriting(sql), limits));
    ParsedStatement parsed{written.get<std::string>(0).at(0), {}};
    THRONG_TRY(auto connection, pool_.lease());
    auto tree = internal::syntax_tree(pool_.api(), *connection, parsed.text);
    if (!tree) {
      connection.discard();
      return std::unexpected(std::move(tree).error());
    }
    parsed.tree = std::move(*tree);
    return parsed;
  }

  Result<FormattedResult> query_as(std::string_view sql, const ReadOptions& options, Format format) override {
    if (options.stop.stop_requested()) return stopped();
    THRONG_TRY(auto connection, pool_.lease());
    const auto tag = fmt::format("throng-{}", next_query_.fetch_add(1));
    const Killer::Watch watch(*killer_, options.stop, tag);
    const auto text = with_limits(sql, options, tag) + internal::read_settings(options);
    auto outcome = internal::read_formatted(pool_.api(), *connection, {text, options.database, format});
    if (!outcome) connection.discard();
    if (!outcome && outcome.error().code != ErrorCode::deadline && options.stop.stop_requested()) return stopped();
    return outcome;
  }

  Result<void> insert(std::string_view table, const Block& block, std::string_view token) override {
    if (token.empty()) return invalid("token", "an insert needs a token");
    if (block.rows > kMaxInsertRows) return fail(ErrorCode::too_large, "an insert has at most 500,000 rows");
    THRONG_TRY(const auto bytes, internal::encode_native(block));
    if (block.rows == 0) return {};
    THRONG_TRY(auto connection, pool_.lease());
    const auto sql = insert_statement(table, block, token);
    const auto& api = pool_.api();
    auto* insert = api.insert(*connection, sql.data(), sql.size(), kNative.data(), kNative.size());
    if (insert == nullptr) return fail(ErrorCode::internal, "the warehouse engine gave no answer");
    const auto outcome = append_and_commit(api, insert, bytes);
    api.destroy_insert(insert);
    if (!outcome) connection.discard();
    return outcome;
  }

  Result<void> execute(std::string_view sql) override {
    THRONG_TRY(auto connection, pool_.lease());
    const auto outcome = internal::run_statement(pool_.api(), *connection, sql);
    if (!outcome) connection.discard();
    return outcome;
  }

  Result<void> backup(std::string_view database, const std::string& file) override {
    THRONG_TRY(const auto path, tar_path(file));
    THRONG_CHECK(execute(fmt::format("BACKUP DATABASE {} TO File({})", identifier(database), quote(path))));
    return sync_file(path);
  }

  Result<void> restore(std::string_view database, const std::string& file) override {
    THRONG_TRY(const auto path, tar_path(file));
    return execute(fmt::format("RESTORE DATABASE {} FROM File({})", identifier(database), quote(path)));
  }

  std::string version() override { return version_; }

 private:
  Result<void> run(ChdbConnection connection, std::string_view sql, const QueryOptions& options,
                   FunctionRef<Result<void>(const Block&)> sink) {
    const auto tag = fmt::format("throng-{}", next_query_.fetch_add(1));
    const Killer::Watch watch(*killer_, options.stop, tag);
    Stream stream(pool_.api(), connection, with_limits(sql, options, tag));
    std::uint64_t rows = 0;
    const auto counted = [&](const Block& block) -> Result<void> {
      rows += block.rows;
      if (options.max_result_rows != 0 && rows > options.max_result_rows)  // the engine does not add up over a UNION
        return fail(ErrorCode::deadline, fmt::format("the query returns more than {} rows", options.max_result_rows));
      return sink(block);
    };
    for (;;) {
      if (options.stop.stop_requested()) return stopped();
      THRONG_TRY(const bool more, stream.next(counted));
      if (!more) return {};
    }
  }

  // The engine knows a backup's form by the file's ending.
  static Result<std::string> tar_path(const std::string& file) {
    if (!file.ends_with(".tar")) return invalid("file", "a backup's file must end in .tar");
    std::error_code error;
    const auto path = std::filesystem::absolute(file, error);
    if (error) return fail(ErrorCode::io, "cannot find " + file + ": " + error.message());
    return path.string();
  }

  ConnectionPool pool_;
  std::optional<Killer> killer_;
  std::atomic<std::uint64_t> next_query_ = 1;
  std::string version_;
};

Result<std::unique_ptr<Warehouse>> open(const EmbeddedOptions& given, bool reads_files) {
  THRONG_TRY(const auto api, internal::load_chdb(given.library));
  std::error_code error;
  EmbeddedOptions options = given;
  // The engine resolves a relative path against itself a second time.
  options.folder = std::filesystem::absolute(given.folder, error).string();
  if (error) return fail(ErrorCode::io, "cannot find " + given.folder + ": " + error.message());
  THRONG_TRY(const auto configuration, internal::prepare_home(options, reads_files));
  std::vector<std::string> arguments = {"throng", "--path=" + internal::store_of(options.folder),
                                        "--config-file=" + configuration, kMaxQuerySize};
  if (options.max_threads > 0) arguments.push_back(fmt::format("--max_threads={}", options.max_threads));
  auto warehouse = std::make_unique<Embedded>(api, std::move(arguments));
  THRONG_CHECK(warehouse->start());
  return std::unique_ptr<Warehouse>(std::move(warehouse));
}

}  // namespace

Result<std::unique_ptr<Warehouse>> open_embedded(const EmbeddedOptions& options) { return open(options, false); }
Result<std::unique_ptr<Warehouse>> open_reading_files(const EmbeddedOptions& options) { return open(options, true); }

}  // namespace throng::warehouse
