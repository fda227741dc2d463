// Any bytes as a segment, and as the payload of a frame whose check holds: no crash, and what is read back is at most
// what is there.
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <string>
#include <string_view>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "collect/internal/journal_format.h"

namespace {

using namespace throng::collect;

void read(std::string_view bytes) {
  const auto segment = read_segment(bytes);
  if (segment && segment->good_bytes > bytes.size()) std::abort();
}

std::string framed(std::string_view payload) {
  const SegmentHeader header;
  std::string out = encode(header);
  const auto length = static_cast<std::uint32_t>(payload.size());
  const std::uint64_t check = XXH3_64bits_withSeed(payload.data(), payload.size(), header.sequence);
  out.append(reinterpret_cast<const char*>(&length), sizeof length);
  out.append(reinterpret_cast<const char*>(&check), sizeof check);
  return out.append(payload);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  read(bytes);
  read(framed(bytes));
  return 0;
}
