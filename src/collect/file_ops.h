// The disk as the journal sees it; tests hand in one that fails.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace throng::collect {

// A file opened for appending. One thread at a time.
class AppendFile {
 public:
  virtual ~AppendFile() = default;
  virtual Result<void> append(std::string_view bytes) = 0;
  virtual Result<void> sync() = 0;  // data and size are on disk when it returns
  virtual Result<void> truncate(std::uint64_t size) = 0;
};

class FileOps {
 public:
  virtual ~FileOps() = default;
  // Creates the file if missing; its name is durable when this returns.
  virtual Result<std::unique_ptr<AppendFile>> open(const std::string& path) = 0;
  virtual Result<std::string> read(const std::string& path) = 0;
  virtual Result<void> remove(const std::string& path) = 0;
  virtual Result<std::vector<std::string>> list(const std::string& folder) = 0;  // names, sorted; creates the folder
  virtual std::uint64_t free_bytes(const std::string& folder) = 0;               // thread-safe
};

std::shared_ptr<FileOps> posix_files();

}  // namespace throng::collect
