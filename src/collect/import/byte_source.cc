#include "collect/import/byte_source.h"

#include <algorithm>
#include <cerrno>
#include <cstring>

#include <zlib.h>

namespace throng::collect {
namespace {

// zlib reads plain files as they are.
class FileSource final : public ByteSource {
 public:
  FileSource(gzFile file, std::string path) : file_(file), path_(std::move(path)) {}
  FileSource(const FileSource&) = delete;
  FileSource& operator=(const FileSource&) = delete;
  ~FileSource() override { gzclose(file_); }

  Result<std::string_view> next() override {
    const int n = gzread(file_, buffer_.data(), static_cast<unsigned>(buffer_.size()));
    int code = Z_OK;
    const char* message = gzerror(file_, &code);
    if (n < 0 || code == Z_BUF_ERROR) {
      return fail(ErrorCode::io, "cannot read " + path_ + ": " + (code == Z_BUF_ERROR ? "cut off" : message));
    }
    return std::string_view(buffer_).substr(0, static_cast<std::size_t>(n));
  }
  std::uint64_t position() const override { return static_cast<std::uint64_t>(std::max<z_off_t>(gzoffset(file_), 0)); }

 private:
  gzFile file_;
  std::string path_;
  std::string buffer_ = std::string(256 * 1024, '\0');
};

class MemorySource final : public ByteSource {
 public:
  MemorySource(std::string_view bytes, std::size_t piece) : bytes_(bytes), piece_(std::max<std::size_t>(piece, 1)) {}
  Result<std::string_view> next() override {
    const std::string_view out = bytes_.substr(at_, piece_);
    at_ += out.size();
    return out;
  }
  std::uint64_t position() const override { return at_; }

 private:
  std::string_view bytes_;
  std::size_t piece_;
  std::size_t at_ = 0;
};

}  // namespace

Result<std::unique_ptr<ByteSource>> open_file(const std::string& path) {
  const gzFile file = gzopen(path.c_str(), "rb");
  if (file == nullptr) return fail(ErrorCode::io, "cannot open " + path + ": " + std::strerror(errno));
  gzbuffer(file, 256 * 1024);
  return std::unique_ptr<ByteSource>(std::make_unique<FileSource>(file, path));
}

std::unique_ptr<ByteSource> memory_source(std::string_view bytes, std::size_t piece) {
  return std::make_unique<MemorySource>(bytes, piece);
}

}  // namespace throng::collect
