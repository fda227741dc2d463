#include "model/event.h"

#include <algorithm>

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace throng::model {
namespace {

constexpr std::string_view kHex = "0123456789abcdef";

bool is_dash_position(std::size_t i) { return i == 8 || i == 13 || i == 18 || i == 23; }

}  // namespace

EventId event_id_from(std::string_view message_id) {
  // XXH3's 128 bits are fixed since xxHash 0.8, the same on every machine; they are stored, so this never changes.
  XXH128_canonical_t canonical;
  XXH128_canonicalFromHash(&canonical, XXH3_128bits(message_id.data(), message_id.size()));
  EventId id;
  std::copy(std::begin(canonical.digest), std::end(canonical.digest), id.bytes.begin());
  return id;
}

std::string to_text(const EventId& id) {
  std::string out;
  out.reserve(36);
  for (const std::uint8_t byte : id.bytes) {
    if (is_dash_position(out.size())) out += '-';
    out += kHex[byte >> 4];
    out += kHex[byte & 15];
  }
  return out;
}

}  // namespace throng::model
