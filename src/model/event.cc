#include "model/event.h"

#include <algorithm>
#include <optional>

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace throng::model {
namespace {

constexpr std::string_view kHex = "0123456789abcdef";

int hex_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

bool is_dash_position(std::size_t i) { return i == 8 || i == 13 || i == 18 || i == 23; }

std::optional<EventId> parse_uuid(std::string_view text) {
  if (text.size() != 36) return std::nullopt;
  EventId id;
  std::size_t digits = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (is_dash_position(i)) {
      if (text[i] != '-') return std::nullopt;
      continue;
    }
    const int value = hex_value(text[i]);
    if (value < 0) return std::nullopt;
    auto& byte = id.bytes[digits / 2];
    byte = static_cast<std::uint8_t>((byte << 4) | value);
    ++digits;
  }
  return id;
}

}  // namespace

EventId event_id_from(std::string_view message_id) {
  if (const auto uuid = parse_uuid(message_id)) return *uuid;
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
