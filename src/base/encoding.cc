#include "base/encoding.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace throng {
namespace {

constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::string_view kUrlDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
constexpr std::size_t kLineBytes = 57;  // become the 76 characters of a line

std::uint32_t byte(std::string_view bytes, std::size_t i) { return static_cast<unsigned char>(bytes[i]); }

// Writes 4 characters for every 3 bytes, also for the last 1 or 2; returns the end.
char* write_base64(char* to, std::string_view bytes, std::string_view digits) {
  std::size_t i = 0;
  for (; i + 3 <= bytes.size(); i += 3) {
    const std::uint32_t bits = byte(bytes, i) << 16 | byte(bytes, i + 1) << 8 | byte(bytes, i + 2);
    *to++ = digits[bits >> 18];
    *to++ = digits[bits >> 12 & 63];
    *to++ = digits[bits >> 6 & 63];
    *to++ = digits[bits & 63];
  }
  if (i == bytes.size()) return to;
  const bool two = i + 2 == bytes.size();
  const std::uint32_t bits = byte(bytes, i) << 16 | (two ? byte(bytes, i + 1) << 8 : 0);
  *to++ = digits[bits >> 18];
  *to++ = digits[bits >> 12 & 63];
  *to++ = two ? digits[bits >> 6 & 63] : '=';
  *to++ = '=';
  return to;
}

constexpr std::array<std::int8_t, 256> kValues = [] {
  std::array<std::int8_t, 256> values{};
  values.fill(-1);
  for (std::size_t i = 0; i < 64; ++i) {
    values[static_cast<unsigned char>(kDigits[i])] = static_cast<std::int8_t>(i);
    values[static_cast<unsigned char>(kUrlDigits[i])] = static_cast<std::int8_t>(i);
  }
  return values;
}();

bool is_unreserved(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
         c == '_' || c == '~';
}

void append_percent_encoded(std::string& out, std::string_view text) {
  constexpr std::string_view kHex = "0123456789ABCDEF";
  for (const char c : text) {
    if (is_unreserved(c)) {
      out += c;
      continue;
    }
    const auto value = static_cast<unsigned char>(c);
    out += '%';
    out += kHex[value >> 4];
    out += kHex[value & 15];
  }
}

}  // namespace

std::string base64(std::string_view bytes) {
  std::string out((bytes.size() + 2) / 3 * 4, '\0');
  write_base64(out.data(), bytes, kDigits);
  return out;
}

void append_base64_lines(std::string& out, std::string_view bytes) {
  const std::size_t lines = (bytes.size() + kLineBytes - 1) / kLineBytes;
  const std::size_t before = out.size();
  out.resize(before + (bytes.size() + 2) / 3 * 4 + lines * 2);
  char* to = out.data() + before;
  for (; !bytes.empty(); bytes.remove_prefix(std::min(kLineBytes, bytes.size()))) {
    to = write_base64(to, bytes.substr(0, kLineBytes), kDigits);
    *to++ = '\r';
    *to++ = '\n';
  }
}

std::string base64url(std::string_view bytes) {
  std::string out((bytes.size() + 2) / 3 * 4, '\0');
  write_base64(out.data(), bytes, kUrlDigits);
  while (out.ends_with('=')) out.pop_back();
  return out;
}

std::optional<std::string> from_base64(std::string_view text) {
  while (text.ends_with('=')) text.remove_suffix(1);
  if (text.size() % 4 == 1) return std::nullopt;
  std::string out;
  out.reserve(text.size() / 4 * 3 + 2);
  std::uint32_t bits = 0;
  int held = 0;
  for (const char c : text) {
    const int value = kValues[static_cast<unsigned char>(c)];
    if (value < 0) return std::nullopt;
    bits = bits << 6 | static_cast<std::uint32_t>(value);
    held += 6;
    if (held < 8) continue;
    held -= 8;
    out += static_cast<char>(bits >> held & 255);
  }
  return out;
}

std::string hex(std::string_view bytes) {
  constexpr std::string_view kHex = "0123456789abcdef";
  std::string out;
  out.reserve(bytes.size() * 2);
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    out += kHex[byte(bytes, i) >> 4];
    out += kHex[byte(bytes, i) & 15];
  }
  return out;
}

std::string percent_encoded(std::string_view text) {
  std::string out;
  append_percent_encoded(out, text);
  return out;
}

std::string percent_decoded(std::string_view text) {
  const auto digit = [](char c) -> int {
    if (c >= '0' && c <= '9') return c - '0';
    const char lower = static_cast<char>(c | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
  };
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%' && i + 2 < text.size() && digit(text[i + 1]) >= 0 && digit(text[i + 2]) >= 0) {
      out += static_cast<char>(digit(text[i + 1]) << 4 | digit(text[i + 2]));
      i += 2;
    } else {
      out += text[i];
    }
  }
  return out;
}

std::string form_decoded(std::string_view text) {
  std::string spaced(text);
  std::ranges::replace(spaced, '+', ' ');
  return percent_decoded(spaced);
}

void append_form_field(std::string& out, std::string_view name, std::string_view value) {
  if (!out.empty()) out += '&';
  append_percent_encoded(out, name);
  out += '=';
  append_percent_encoded(out, value);
}

}  // namespace throng
