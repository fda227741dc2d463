#include "cli/backup.h"

#include <filesystem>

#include <fmt/format.h>

#include "base/clock.h"
#include "cli/commands.h"
#include "cli/house.h"
#include "cli/tar.h"
#include "cli/terminal.h"

namespace throng::cli {
namespace {

constexpr std::string_view kConfigEntry = "config.toml";
constexpr std::string_view kLedgerEntry = "ledger.db";
constexpr std::string_view kWarehouseEntry = "warehouse.tar";

// Removed with all it holds, whatever happens.
class Scratch {
 public:
  static Result<Scratch> create(std::string path) {
    std::error_code error;
    std::filesystem::remove_all(path, error);
    std::filesystem::create_directories(path, error);
    if (error) return fail(ErrorCode::io, fmt::format("cannot create {}: {}", path, error.message()));
    return Scratch(std::move(path));
  }
  Scratch(Scratch&& other) noexcept : path_(std::exchange(other.path_, "")) {}
  Scratch& operator=(Scratch&&) = delete;
  ~Scratch() {
    std::error_code ignored;
    if (!path_.empty()) std::filesystem::remove_all(path_, ignored);
  }
  std::string file(std::string_view name) const { return fmt::format("{}/{}", path_, name); }
  const std::string& path() const { return path_; }

 private:
  explicit Scratch(std::string path) : path_(std::move(path)) {}
  std::string path_;
};

Result<void> check_target(const DataFolder& folder) {
  std::error_code error;
  if (std::filesystem::exists(folder.path()) && !std::filesystem::is_empty(folder.path(), error))
    return fail(ErrorCode::conflict, fmt::format("{} is not empty; restore into a new folder", folder.path()));
  std::filesystem::create_directories(folder.path(), error);
  if (error) return fail(ErrorCode::io, fmt::format("cannot create {}: {}", folder.path(), error.message()));
  return {};
}

bool holds(const std::vector<std::string>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

Result<void> restore_warehouse(const DataFolder& folder, const std::string& project, const std::string& file) {
  warehouse::EmbeddedOptions options;
  options.folder = folder.warehouse();
  THRONG_TRY(const auto warehouse, warehouse::open_embedded(options));
  return warehouse->restore(project, file);
}

}  // namespace

Result<void> write_backup(const House& house, const std::string& file) {
  if (std::filesystem::exists(file)) return fail(ErrorCode::conflict, file + " exists; name a new file");
  const Stores& stores = house.stores;
  THRONG_TRY(const Scratch scratch, Scratch::create(stores.folder.path() + "/backup.tmp"));
  std::vector<TarEntry> entries = {{std::string(kConfigEntry), stores.folder.config_file()}};
  if (stores.db->is_sqlite()) {
    THRONG_CHECK(stores.db->backup(scratch.file(kLedgerEntry)));
    entries.push_back({std::string(kLedgerEntry), scratch.file(kLedgerEntry)});
  }
  const std::string warehouse = scratch.file(kWarehouseEntry);
  THRONG_CHECK(house.collector->while_still([&] { return stores.warehouse->backup(stores.project.id, warehouse); }));
  entries.push_back({std::string(kWarehouseEntry), warehouse});
  return write_tar(file, entries);
}

Result<void> run_backup(const BackupOptions& options) {
  const SystemClock clock;
  const Log log = command_log(clock);
  // The whole house, not the stores alone: what a killed server left in the journal belongs into the backup.
  THRONG_TRY(const House house, open_house(options.data, clock, log));
  if (!house.stores.db->is_sqlite()) note("the ledger is in PostgreSQL: back it up with pg_dump");
  THRONG_CHECK(write_backup(house, options.file));
  print(fmt::format("wrote {} ({} bytes)", options.file, with_commas(std::filesystem::file_size(options.file))));
  return {};
}

Result<void> run_restore(const BackupOptions& options) {
  const DataFolder folder(options.data);
  THRONG_CHECK(check_target(folder));
  THRONG_TRY(const FolderLock lock, FolderLock::take(folder));
  THRONG_TRY(const Scratch scratch, Scratch::create(options.data + "/restore.tmp"));
  THRONG_TRY(const auto names, extract_tar(options.file, scratch.path()));
  if (!holds(names, kConfigEntry) || !holds(names, kWarehouseEntry))
    return fail(ErrorCode::corrupt,
                options.file + " is not a backup of throng: config.toml or warehouse.tar is missing");
  const DataFolder unpacked(scratch.path());
  THRONG_TRY(const Config config, unpacked.read_config());
  THRONG_CHECK(restore_warehouse(folder, config.project, scratch.file(kWarehouseEntry)));
  if (holds(names, kLedgerEntry))
    std::filesystem::rename(scratch.file(kLedgerEntry), folder.ledger_file());
  else
    note("the backup has no ledger: restore the PostgreSQL database with pg_restore");
  THRONG_CHECK(folder.write_config(config));  // last: a folder without it was not finished
  print(fmt::format("restored {}; next: throng serve --data {}", options.data, options.data));
  return {};
}

}  // namespace throng::cli
