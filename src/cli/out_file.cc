#include "cli/out_file.h"

#include <fcntl.h>
#include <unistd.h>
#include <zlib.h>

#include <cerrno>
#include <cstdio>
#include <cstring>

#include <fmt/format.h>

namespace throng::cli {

struct OutFile::Impl {
  std::string name, part;
  gzFile file = nullptr;

  std::unexpected<Error> failed() const {
    return fail(ErrorCode::io, fmt::format("cannot write {}: {}", name, std::strerror(errno)));
  }
};

OutFile::OutFile(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
OutFile::OutFile(OutFile&&) noexcept = default;

OutFile::~OutFile() {
  if (!impl_ || impl_->file == nullptr) return;
  gzclose(impl_->file);
  if (!impl_->part.empty()) ::unlink(impl_->part.c_str());
}

Result<OutFile> OutFile::create(const std::string& name) {
  auto impl = std::make_unique<Impl>();
  impl->name = name;
  // zlib's "T": as it is.
  const char* mode = name.ends_with(".gz") ? "wb6" : "wbT";
  if (name == "-") {
    impl->file = gzdopen(::dup(STDOUT_FILENO), mode);
  } else {
    impl->part = name + ".part";
    impl->file = gzopen(impl->part.c_str(), mode);
  }
  if (impl->file == nullptr) return impl->failed();
  return OutFile(std::move(impl));
}

Result<void> OutFile::write(std::string_view bytes) {
  constexpr std::size_t kMost = std::size_t{1} << 20;
  for (; !bytes.empty(); bytes.remove_prefix(std::min(bytes.size(), kMost))) {
    const auto piece = bytes.substr(0, kMost);
    if (gzwrite(impl_->file, piece.data(), static_cast<unsigned>(piece.size())) == 0) return impl_->failed();
  }
  return {};
}

Result<void> OutFile::finish() {
  if (gzclose(std::exchange(impl_->file, nullptr)) != Z_OK) {
    if (!impl_->part.empty()) ::unlink(impl_->part.c_str());
    return impl_->failed();
  }
  if (!impl_->part.empty() && std::rename(impl_->part.c_str(), impl_->name.c_str()) != 0) return impl_->failed();
  return {};
}

}  // namespace throng::cli
