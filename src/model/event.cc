#include "model/event_id.h"

#include <algorithm>

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace throng::model {
namespace {

constexpr std::string_view kHex = "0123456789abcdef";

bool is_dash_position(std::size_t i) { return i == 8 || i == 13 || i == 18 || i == 23; }

}  // namespace

std::optional<EventId> read_event_id(std::string_view text) {
  constexpr std::size_t kLength = 36;
  if (text.size() != kLength) return std::nullopt;
  EventId id;
  std::size_t nibbles = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (is_dash_position(i) != (text[i] == '-')) return std::nullopt;
    if (text[i] == '-') continue;
    const auto digit = kHex.find(text[i]);
    if (digit == std::string_view::npos) return std::nullopt;
    std::uint8_t& byte = id.bytes[nibbles++ / 2];
    byte = static_cast<std::uint8_t>(byte << 4 | digit);
  }
  return id;
}

EventId event_id_from(std::string_view message_id) {
  if (message_id.starts_with(kEventIdPrefix)) {
    if (const auto own = read_event_id(message_id.substr(kEventIdPrefix.size()))) return *own;
  }
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
