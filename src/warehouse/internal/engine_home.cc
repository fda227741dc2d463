#include "warehouse/internal/engine_home.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>

namespace throng::warehouse::internal {
namespace {

constexpr rlim_t kOpenFiles = 1 << 18;

// Pools are small because the machine is; the number_of_free_entries settings must fit the pool or the engine refuses
// to start. The fsync defaults repeat what every CREATE says, for tables somebody else might make.
constexpr std::string_view kConfiguration = R"(<clickhouse>
  <max_server_memory_usage>{0}</max_server_memory_usage>
  <background_pool_size>2</background_pool_size>
  <background_schedule_pool_size>4</background_schedule_pool_size>
  <background_common_pool_size>2</background_common_pool_size>
  <background_move_pool_size>1</background_move_pool_size>
  <background_fetches_pool_size>1</background_fetches_pool_size>
  <max_thread_pool_free_size>8</max_thread_pool_free_size>
  <merge_tree>
    <number_of_free_entries_in_pool_to_lower_max_size_of_merge>2</number_of_free_entries_in_pool_to_lower_max_size_of_merge>
    <number_of_free_entries_in_pool_to_execute_mutation>1</number_of_free_entries_in_pool_to_execute_mutation>
    <number_of_free_entries_in_pool_to_execute_optimize_entire_partition>1</number_of_free_entries_in_pool_to_execute_optimize_entire_partition>
    <fsync_after_insert>1</fsync_after_insert>
    <fsync_part_directory>1</fsync_part_directory>
    <min_rows_to_fsync_after_merge>1</min_rows_to_fsync_after_merge>
    <min_compressed_bytes_to_fsync_after_merge>1</min_compressed_bytes_to_fsync_after_merge>
  </merge_tree>
  <backups><allowed_path>/</allowed_path></backups>
  <users_config>{1}</users_config>
  <user_directories><users_xml><path>{1}</path></users_xml></user_directories>
</clickhouse>
)";

// Every connection is the user `default`. It may do what this program does and nothing more: above all it has no
// rights on sources, so file(), url(), remote() and their like fail in the whole process whoever calls them, but in
// a process that imports such files (warehouse/parquet.h). The scalar function file() is outside what rights cover;
// analyze/user_sql keeps it out.
constexpr std::string_view kUsers = R"(<clickhouse>
  <profiles><default></default></profiles>
  <quotas><default></default></quotas>
  <users>
    <default>
      <password></password>
      <networks><ip>::/0</ip></networks>
      <profile>default</profile>
      <quota>default</quota>
      <grants>
        <query>GRANT CHECK, SHOW, SELECT, INSERT, ALTER, CREATE DATABASE, CREATE TABLE, CREATE VIEW, CREATE TEMPORARY TABLE, DROP, TRUNCATE, OPTIMIZE, BACKUP, KILL QUERY ON *.*</query>
        <query>GRANT TABLE ENGINE ON MergeTree</query>
        <query>GRANT TABLE ENGINE ON ReplacingMergeTree</query>
        <query>GRANT TABLE ENGINE ON AggregatingMergeTree</query>
        <query>GRANT TABLE ENGINE ON SummingMergeTree</query>
        <query>GRANT TABLE ENGINE ON Memory</query>{}
      </grants>
    </default>
  </users>
</clickhouse>
)";

constexpr std::string_view kReadsFiles = "\n        <query>GRANT READ ON FILE</query>";

std::string last_error() { return std::strerror(errno); }

void raise_open_files() {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur >= kOpenFiles) return;
  limit.rlim_cur = limit.rlim_max == RLIM_INFINITY ? kOpenFiles : std::min(kOpenFiles, limit.rlim_max);
  setrlimit(RLIMIT_NOFILE, &limit);
}

Result<void> write_file(const std::string& path, const std::string& text) {
  std::ofstream out(path, std::ios::binary | std::ios::trunc);
  out << text;
  out.close();
  if (!out) return fail(ErrorCode::io, "cannot write " + path + ": " + last_error());
  return {};
}

std::string xml_text(std::string_view text) {
  std::string out;
  for (const char c : text) out += c == '&' ? "&amp;" : c == '<' ? "&lt;" : std::string(1, c);
  return out;
}

// The engine says why it cannot open a folder on standard error only, so its lock is tried before.
Result<void> check_lock(const std::string& store) {
  const auto path = store + "/status";
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0) return {};
  if (::flock(file, LOCK_EX | LOCK_NB) == 0) {
    ::close(file);
    return {};
  }
  char text[256] = {};
  const auto got = ::read(file, text, sizeof text - 1);
  ::close(file);
  const std::string_view status(text, got > 0 ? static_cast<std::size_t>(got) : 0);
  const auto who = status.starts_with("PID: ") ? "process " + std::string(status.substr(5, status.find('\n') - 5))
                                               : std::string("another process");
  return fail(ErrorCode::conflict,
              "the data folder " + store + " is in use by " + who + "; stop it or give this one another folder");
}

}  // namespace

std::string store_of(const std::string& folder) { return folder + "/store"; }

Result<std::string> prepare_home(const EmbeddedOptions& options, bool reads_files) {
  raise_open_files();
  std::error_code error;
  std::filesystem::create_directories(store_of(options.folder), error);
  if (error) return fail(ErrorCode::io, "cannot create the data folder " + options.folder + ": " + error.message());
  THRONG_CHECK(check_lock(store_of(options.folder)));
  const auto configuration = options.folder + "/engine.xml";
  const auto users = options.folder + "/engine-users.xml";
  THRONG_CHECK(write_file(users, fmt::format(kUsers, reads_files ? kReadsFiles : "")));
  THRONG_CHECK(write_file(configuration, fmt::format(kConfiguration, options.max_server_memory, xml_text(users))));
  return configuration;
}

}  // namespace throng::warehouse::internal
