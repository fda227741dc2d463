#include "liquid/internal/text.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace throng::liquid::internal {

bool only_space(std::string_view text) { return std::all_of(text.begin(), text.end(), is_space); }

std::string_view trim_start(std::string_view text) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  return text;
}

std::string_view trim_end(std::string_view text) {
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

std::size_t character_bytes(std::string_view text) {
  const auto lead = static_cast<unsigned char>(text.front());
  const std::size_t wanted = lead < 0xc2 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 1;
  if (wanted > text.size()) return 1;
  for (std::size_t i = 1; i < wanted; ++i) {
    if ((static_cast<unsigned char>(text[i]) & 0xc0) != 0x80) return 1;
  }
  return wanted;
}

std::int64_t count_characters(std::string_view text) {
  std::int64_t count = 0;
  for (; !text.empty(); text.remove_prefix(character_bytes(text))) ++count;
  return count;
}

std::string_view characters(std::string_view text, std::int64_t first, std::int64_t count) {
  for (; first > 0 && !text.empty(); --first) text.remove_prefix(character_bytes(text));
  std::string_view rest = text;
  for (; count > 0 && !rest.empty(); --count) rest.remove_prefix(character_bytes(rest));
  return text.substr(0, text.size() - rest.size());
}

namespace {

// Blocks in which upper and lower case letters stand at a fixed distance, and those in which they alternate.
struct CaseBlock {
  unsigned first, last;  // of the upper case letters
  unsigned distance;     // 0: alternating, upper case at numbers as even or odd as `first`
};
constexpr CaseBlock kCaseBlocks[] = {
    {0xc0, 0xd6, 32},   {0xd8, 0xde, 32},  {0x100, 0x12f, 0},  {0x132, 0x137, 0},  {0x139, 0x148, 0},
    {0x14a, 0x177, 0},  {0x179, 0x17e, 0}, {0x391, 0x3a1, 32}, {0x3a3, 0x3a9, 32}, {0x410, 0x42f, 32},
    {0x400, 0x40f, 80}, {0x460, 0x481, 0}, {0x48a, 0x4bf, 0},  {0x4d0, 0x52f, 0},
};

unsigned change_case(unsigned code, bool upper) {
  for (const CaseBlock& block : kCaseBlocks) {
    if (block.distance == 0) {
      if (code < block.first || code > block.last) continue;
      const bool is_upper = (code - block.first) % 2 == 0;
      if (is_upper == upper) return code;
      return upper ? code - 1 : code + 1;
    }
    if (!upper && code >= block.first && code <= block.last) return code + block.distance;
    if (upper && code >= block.first + block.distance && code <= block.last + block.distance)
      return code - block.distance;
  }
  return code;
}

void append_case(std::string& out, std::string_view text, bool upper) {
  while (!text.empty()) {
    const std::size_t bytes = character_bytes(text);
    const char c = text.front();
    if (bytes == 1 && is_letter(c)) {
      out += static_cast<char>(upper ? c & ~0x20 : c | 0x20);
    } else if (bytes == 2) {
      const unsigned code =
          (static_cast<unsigned char>(c) & 0x1fu) << 6 | (static_cast<unsigned char>(text[1]) & 0x3fu);
      const unsigned changed = change_case(code, upper);
      out += static_cast<char>(0xc0 | changed >> 6);
      out += static_cast<char>(0x80 | (changed & 0x3f));
    } else {
      out += text.substr(0, bytes);
    }
    text.remove_prefix(bytes);
  }
}

std::string_view entity_of(char c) {
  switch (c) {
    case '&': return "&amp;";
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '"': return "&quot;";
    case '\'': return "&#39;";
    default: return {};
  }
}

// "&name;", "&#12;" or "&#x1f;" at the start of the text.
bool starts_with_entity(std::string_view text) {
  const std::size_t end = text.substr(0, 34).find(';');
  if (end == std::string_view::npos || end < 2) return false;
  std::string_view name = text.substr(1, end - 1);
  if (!name.starts_with('#')) {
    return is_letter(name.front()) &&
           std::all_of(name.begin(), name.end(), [](char c) { return is_letter(c) || is_digit(c); });
  }
  name.remove_prefix(1);
  const bool hex = name.starts_with('x') || name.starts_with('X');
  if (hex) name.remove_prefix(1);
  const auto digit = [&](char c) { return is_digit(c) || (hex && (c | 0x20) >= 'a' && (c | 0x20) <= 'f'); };
  return !name.empty() && std::all_of(name.begin(), name.end(), digit);
}

}  // namespace

void append_upper(std::string& out, std::string_view text) { append_case(out, text, true); }
void append_lower(std::string& out, std::string_view text) { append_case(out, text, false); }

void append_html(std::string& out, std::string_view text) {
  std::size_t from = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::string_view entity = entity_of(text[i]);
    if (entity.empty()) continue;
    out.append(text, from, i - from);
    out += entity;
    from = i + 1;
  }
  out.append(text, from);
}

void append_html_once(std::string& out, std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::string_view entity = entity_of(text[i]);
    if (entity.empty() || (text[i] == '&' && starts_with_entity(text.substr(i))))
      out += text[i];
    else
      out += entity;
  }
}

void append_integer(std::string& out, std::int64_t value) {
  char buffer[24];
  const auto end = std::to_chars(buffer, buffer + sizeof buffer, value).ptr;
  out.append(buffer, end);
}

void append_real(std::string& out, double value) {
  if (std::isnan(value)) {
    out += "NaN";
    return;
  }
  if (std::isinf(value)) {
    out += value < 0 ? "-Infinity" : "Infinity";
    return;
  }
  const double size = std::abs(value);
  char buffer[40];
  if (size == 0 || (size >= 1e-4 && size < 1e16)) {
    const std::string_view text(buffer,
                                std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::fixed).ptr);
    out += text;
    if (text.find('.') == std::string_view::npos) out += ".0";
    return;
  }
  const std::string_view text(buffer,
                              std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::scientific).ptr);
  const std::size_t exponent = text.find('e');
  out += text.substr(0, exponent);
  if (text.substr(0, exponent).find('.') == std::string_view::npos) out += ".0";
  out += text.substr(exponent);
}

}  // namespace throng::liquid::internal
