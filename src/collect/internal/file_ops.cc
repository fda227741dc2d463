#include "collect/file_ops.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <limits>

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

namespace throng::collect {
namespace {

std::unexpected<Error> broken(const std::string& what, int error) {
  return fail(ErrorCode::io, what + ": " + std::strerror(error));
}

Result<void> sync_folder(const std::string& folder) {
  const int fd = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0) return broken("cannot open folder " + folder, errno);
  const int status = ::fsync(fd);
  const int error = errno;
  ::close(fd);
  if (status != 0) return broken("cannot sync folder " + folder, error);
  return {};
}

class PosixFile final : public AppendFile {
 public:
  PosixFile(int fd, std::string path) : fd_(fd), path_(std::move(path)) {}
  PosixFile(const PosixFile&) = delete;
  PosixFile& operator=(const PosixFile&) = delete;
  ~PosixFile() override { ::close(fd_); }

  Result<void> append(std::string_view bytes) override {
    while (!bytes.empty()) {
      const ssize_t n = ::write(fd_, bytes.data(), bytes.size());
      if (n < 0 && errno == EINTR) continue;
      if (n < 0) return broken("cannot write " + path_, errno);
      bytes.remove_prefix(static_cast<std::size_t>(n));
    }
    return {};
  }
  Result<void> sync() override {
    if (::fdatasync(fd_) != 0) return broken("cannot sync " + path_, errno);
    return {};
  }
  Result<void> truncate(std::uint64_t size) override {
    if (::ftruncate(fd_, static_cast<off_t>(size)) != 0) return broken("cannot cut " + path_, errno);
    return sync();
  }

 private:
  int fd_;
  std::string path_;
};

class PosixFiles final : public FileOps {
 public:
  Result<std::unique_ptr<AppendFile>> open(const std::string& path) override {
    const int fd = ::open(path.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0640);
    if (fd < 0) return broken("cannot open " + path, errno);
    std::unique_ptr<AppendFile> file = std::make_unique<PosixFile>(fd, path);
    THRONG_CHECK(sync_folder(std::filesystem::path(path).parent_path().string()));
    return file;
  }

  Result<std::string> read(const std::string& path) override {
    const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (fd < 0) return broken("cannot open " + path, errno);
    std::string bytes;
    std::string chunk(1 << 20, '\0');
    ssize_t n = 0;
    while ((n = ::read(fd, chunk.data(), chunk.size())) > 0 || (n < 0 && errno == EINTR)) {
      if (n > 0) bytes.append(chunk, 0, static_cast<std::size_t>(n));
    }
    const int error = errno;
    ::close(fd);
    if (n < 0) return broken("cannot read " + path, error);
    return bytes;
  }

  Result<void> remove(const std::string& path) override {
    if (::unlink(path.c_str()) != 0 && errno != ENOENT) return broken("cannot remove " + path, errno);
    return {};
  }

  Result<std::vector<std::string>> list(const std::string& folder) override {
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    std::vector<std::string> names;
    for (std::filesystem::directory_iterator it(folder, error), end; !error && it != end; it.increment(error)) {
      names.push_back(it->path().filename().string());
    }
    if (error) return fail(ErrorCode::io, "cannot list " + folder + ": " + error.message());
    std::sort(names.begin(), names.end());
    return names;
  }

  std::uint64_t free_bytes(const std::string& folder) override {
    struct statvfs info{};
    if (::statvfs(folder.c_str(), &info) != 0) return std::numeric_limits<std::uint64_t>::max();
    return static_cast<std::uint64_t>(info.f_bavail) * info.f_frsize;
  }
};

}  // namespace

std::shared_ptr<FileOps> posix_files() { return std::make_shared<PosixFiles>(); }

}  // namespace throng::collect
