// Backups that a running server makes of itself: DATA/backups/<time>.tar.
#pragma once

#include <mutex>

#include "api/app.h"
#include "cli/house.h"

namespace throng::cli {

// Thread-safe. Everything must outlive it.
class BackupFolder {
 public:
  BackupFolder(const House& house, const Clock& clock) : house_(house), clock_(clock) {}

  // Errors: conflict (one is being made), io.
  Result<api::BackupMade> add();

 private:
  const House& house_;
  const Clock& clock_;
  std::mutex working_;
};

}  // namespace throng::cli
