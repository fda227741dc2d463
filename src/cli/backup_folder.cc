#include "cli/backup_folder.h"

#include <algorithm>
#include <filesystem>

#include "base/time.h"
#include "cli/backup.h"

namespace throng::cli {
namespace {

// "2026-03-01T06-00-00.000Z.tar": colons are no part of names that every file system takes.
std::string name_at(Instant at) {
  std::string name = format_instant(at) + ".tar";
  std::ranges::replace(name, ':', '-');
  return name;
}

}  // namespace

Result<api::BackupMade> BackupFolder::add() {
  const std::unique_lock working(working_, std::try_to_lock);
  if (!working) return fail(ErrorCode::conflict, "a backup is being made; wait until it is done");
  const std::string folder = house_.stores.folder.path() + "/backups";
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error) return fail(ErrorCode::io, "cannot create " + folder + ": " + error.message());
  const std::string file = folder + "/" + name_at(clock_.now());
  THRONG_CHECK(write_backup(house_, file));
  return api::BackupMade{std::filesystem::absolute(file, error).string(), std::filesystem::file_size(file, error)};
}

}  // namespace throng::cli
