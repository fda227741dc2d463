// Bytes of a file or of memory, a piece at a time.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"

namespace throng::collect {

class ByteSource {
 public:
  virtual ~ByteSource() = default;
  // The next bytes, valid until the next call; empty at the end. Errors: io.
  virtual Result<std::string_view> next() = 0;
  virtual std::uint64_t position() const = 0;  // bytes taken from the file, compressed ones as such
};

// Reads a file, gzip or not. Errors: io.
Result<std::unique_ptr<ByteSource>> open_file(const std::string& path);
// Hands out `bytes` (which must outlive it) in pieces of `piece` bytes.
std::unique_ptr<ByteSource> memory_source(std::string_view bytes, std::size_t piece = 64 * 1024);

}  // namespace throng::collect
