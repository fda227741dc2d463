// The little of tar (POSIX ustar) that backups need: plain files, with sizes beyond 8 GiB in GNU's binary form.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"

namespace throng::cli {

struct TarEntry {
  std::string name;  // at most 100 bytes
  std::string file;  // where its bytes are
};

// Writes a new archive and syncs it. Errors: conflict (it exists), io.
Result<void> write_tar(const std::string& archive, const std::vector<TarEntry>& entries);

// Unpacks into `folder` and returns the names. Errors: corrupt (not such an archive, cut off, or a name that leads
// out of the folder), io.
Result<std::vector<std::string>> extract_tar(const std::string& archive, const std::string& folder);

}  // namespace throng::cli
