#include "cli/tar.h"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <memory>
#include <span>

#include <fmt/format.h>

namespace throng::cli {
namespace {

constexpr std::size_t kBlock = 512;
constexpr std::size_t kCopy = std::size_t{1} << 20;
using Header = std::array<char, kBlock>;

// Fields of the header: offset and length.
constexpr std::size_t kName = 0, kNameSize = 100, kMode = 100, kSize = 124, kSizeSize = 12, kTime = 136, kSum = 148,
                      kSumSize = 8, kType = 156, kMagic = 257;

class File {
 public:
  File(const std::string& path, int flags) : path_(path), descriptor_(::open(path.c_str(), flags | O_CLOEXEC, 0600)) {}
  ~File() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  bool good() const { return descriptor_ >= 0; }
  int descriptor() const { return descriptor_; }
  std::unexpected<Error> failure(std::string_view doing) const {
    return fail(errno == EEXIST ? ErrorCode::conflict : ErrorCode::io,
                fmt::format("cannot {} {}: {}", doing, path_, std::strerror(errno)));
  }
  Result<void> write(std::span<const char> bytes) const {
    while (!bytes.empty()) {
      const ssize_t n = ::write(descriptor_, bytes.data(), bytes.size());
      if (n < 0 && errno == EINTR) continue;
      if (n < 0) return failure("write");
      bytes = bytes.subspan(static_cast<std::size_t>(n));
    }
    return {};
  }
  // Fewer bytes than wanted only at the end.
  Result<std::size_t> read(std::span<char> bytes) const {
    std::size_t done = 0;
    while (done < bytes.size()) {
      const ssize_t n = ::read(descriptor_, bytes.data() + done, bytes.size() - done);
      if (n < 0 && errno == EINTR) continue;
      if (n < 0) return failure("read");
      if (n == 0) break;
      done += static_cast<std::size_t>(n);
    }
    return done;
  }

 private:
  std::string path_;
  int descriptor_;
};

std::uint64_t padding_of(std::uint64_t size) { return (kBlock - size % kBlock) % kBlock; }

unsigned checksum_of(const Header& header) {
  unsigned sum = 0;
  for (std::size_t i = 0; i < kBlock; ++i)
    sum += i >= kSum && i < kSum + kSumSize ? ' ' : static_cast<unsigned char>(header[i]);
  return sum;
}

void put(Header& header, std::size_t at, std::string_view text) {
  std::memcpy(header.data() + at, text.data(), text.size());
}

Header header_of(const std::string& name, std::uint64_t size) {
  Header header{};
  put(header, kName, name);
  put(header, kMode, "0000600");
  put(header, kTime, "00000000000");
  if (size < (std::uint64_t{1} << 33)) {
    put(header, kSize, fmt::format("{:011o}", size));
  } else {
    header[kSize] = static_cast<char>(0x80);
    for (std::size_t i = 0; i < 8; ++i) header[kSize + kSizeSize - 1 - i] = static_cast<char>(size >> (8 * i));
  }
  header[kType] = '0';
  put(header, kMagic, std::string_view("ustar\00000", 8));
  put(header, kSum, fmt::format("{:06o}", checksum_of(header)));
  header[kSum + 7] = ' ';
  return header;
}

std::uint64_t size_in(const Header& header) {
  std::uint64_t size = 0;
  if (static_cast<unsigned char>(header[kSize]) == 0x80) {
    for (std::size_t i = 4; i < kSizeSize; ++i) size = (size << 8) | static_cast<unsigned char>(header[kSize + i]);
    return size;
  }
  for (std::size_t i = 0; i < kSizeSize && header[kSize + i] >= '0' && header[kSize + i] <= '7'; ++i)
    size = size * 8 + static_cast<std::uint64_t>(header[kSize + i] - '0');
  return size;
}

unsigned sum_in(const Header& header) {
  unsigned sum = 0;
  for (std::size_t i = 0; i < kSumSize; ++i) {
    const char c = header[kSum + i];
    if (c >= '0' && c <= '7') sum = sum * 8 + static_cast<unsigned>(c - '0');
  }
  return sum;
}

bool is_end(const Header& header) {
  for (const char c : header)
    if (c != 0) return false;
  return true;
}

// Exactly `size` bytes from one file to the other.
Result<void> copy(const File& from, const File& to, std::uint64_t size) {
  const auto buffer = std::make_unique<std::array<char, kCopy>>();
  while (size > 0) {
    const auto want = static_cast<std::size_t>(std::min<std::uint64_t>(size, kCopy));
    THRONG_TRY(const std::size_t got, from.read(std::span(*buffer).first(want)));
    if (got != want) return fail(ErrorCode::corrupt, "a file ended before its size");
    THRONG_CHECK(to.write(std::span(*buffer).first(got)));
    size -= got;
  }
  return {};
}

Result<void> add(const File& archive, const TarEntry& entry) {
  const File from(entry.file, O_RDONLY);
  if (!from.good()) return from.failure("read");
  const auto size = static_cast<std::uint64_t>(std::filesystem::file_size(entry.file));
  THRONG_CHECK(archive.write(header_of(entry.name, size)));
  THRONG_CHECK(copy(from, archive, size));
  constexpr std::array<char, kBlock> kZeros{};
  return archive.write(std::span(kZeros).first(padding_of(size)));
}

bool is_plain_name(std::string_view name) {
  return !name.empty() && name != ".." && name.find('/') == std::string_view::npos;
}

}  // namespace

Result<void> write_tar(const std::string& archive, const std::vector<TarEntry>& entries) {
  const File out(archive, O_WRONLY | O_CREAT | O_EXCL);
  if (!out.good()) return out.failure("write");
  for (const TarEntry& entry : entries) THRONG_CHECK(add(out, entry));
  constexpr std::array<char, 2 * kBlock> kEnd{};
  THRONG_CHECK(out.write(kEnd));
  if (::fsync(out.descriptor()) != 0) return out.failure("sync");
  return {};
}

Result<std::vector<std::string>> extract_tar(const std::string& archive, const std::string& folder) {
  const auto corrupt = [&](std::string_view why) {
    return fail(ErrorCode::corrupt, fmt::format("{} is not a backup of throng: {}", archive, why));
  };
  const File in(archive, O_RDONLY);
  if (!in.good()) return in.failure("read");
  std::vector<std::string> names;
  while (true) {
    Header header;
    THRONG_TRY(const std::size_t got, in.read(header));
    if (got != kBlock) return corrupt("it ends too early");
    if (is_end(header)) return names;
    if (sum_in(header) != checksum_of(header)) return corrupt("a header is damaged");
    const std::string name(header.data(), ::strnlen(header.data(), kNameSize));
    if (header[kType] != '0' || !is_plain_name(name)) return corrupt("unexpected entry " + name);
    const File out(folder + "/" + name, O_WRONLY | O_CREAT | O_EXCL);
    if (!out.good()) return out.failure("write");
    const std::uint64_t size = size_in(header);
    THRONG_CHECK(copy(in, out, size));
    std::array<char, kBlock> rest;
    THRONG_TRY(const std::size_t skipped, in.read(std::span(rest).first(padding_of(size))));
    if (skipped != padding_of(size)) return corrupt("it ends too early");
    if (::fsync(out.descriptor()) != 0) return out.failure("sync");
    names.push_back(name);
  }
}

}  // namespace throng::cli
