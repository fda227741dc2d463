#include "model/internal/raw.h"

#include <charconv>

#include <unicode/utf16.h>
#include <unicode/utf8.h>

namespace throng::model::internal {
namespace {

std::size_t string_length(std::string_view text) {
  for (std::size_t i = 1; i < text.size(); ++i) {
    if (text[i] == '\\') {
      ++i;
    } else if (text[i] == '"') {
      return i + 1;
    }
  }
  return 0;
}

std::size_t nested_length(std::string_view text) {
  int depth = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '"') {
      const std::size_t n = string_length(text.substr(i));
      if (n == 0) return 0;
      i += n - 1;
    } else if (c == '[' || c == '{') {
      ++depth;
    } else if (c == ']' || c == '}') {
      if (--depth == 0) return i + 1;
    }
  }
  return 0;
}

void append_utf8(std::string& out, UChar32 c) {
  char bytes[U8_MAX_LENGTH];
  int n = 0;
  U8_APPEND_UNSAFE(bytes, n, c);
  out.append(bytes, static_cast<std::size_t>(n));
}

std::optional<UChar32> four_digits(std::string_view text) {
  if (text.size() < 4) return std::nullopt;
  UChar32 unit = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + 4, unit, 16);
  if (error != std::errc{} || end != text.data() + 4) return std::nullopt;
  return unit;
}

// `text` follows "\u"; returns how many bytes were taken, 0 when malformed.
std::size_t append_unicode_escape(std::string_view text, std::string& out) {
  const auto unit = four_digits(text);
  if (!unit || U16_IS_TRAIL(*unit)) return 0;
  if (!U16_IS_LEAD(*unit)) {
    append_utf8(out, *unit);
    return 4;
  }
  if (text.substr(4, 2) != "\\u") return 0;
  const auto trail = four_digits(text.substr(6));
  if (!trail || !U16_IS_TRAIL(*trail)) return 0;
  append_utf8(out, U16_GET_SUPPLEMENTARY(*unit, *trail));
  return 10;
}

char plain_escape(char c) {
  switch (c) {
    case 'n': return '\n';
    case 't': return '\t';
    case 'r': return '\r';
    case 'b': return '\b';
    case 'f': return '\f';
    case '"':
    case '\\':
    case '/': return c;
    default: return 0;
  }
}

}  // namespace

std::size_t value_length(std::string_view text) {
  if (text.empty()) return 0;
  if (text.front() == '"') return string_length(text);
  if (text.front() == '[' || text.front() == '{') return nested_length(text);
  return std::min(text.find_first_of(",]}"), text.size());
}

std::optional<std::string> unquote(std::string_view raw) {
  if (raw.size() < 2 || string_length(raw) != raw.size() || raw.front() != '"') return std::nullopt;
  const std::string_view body = raw.substr(1, raw.size() - 2);
  std::string out;
  out.reserve(body.size());
  for (std::size_t i = 0; i < body.size(); ++i) {
    if (body[i] != '\\') {
      out += body[i];
      continue;
    }
    const char kind = body[++i];
    if (kind == 'u') {
      const std::size_t taken = append_unicode_escape(body.substr(i + 1), out);
      if (taken == 0) return std::nullopt;
      i += taken;
    } else if (const char plain = plain_escape(kind)) {
      out += plain;
    } else {
      return std::nullopt;
    }
  }
  return out;
}

}  // namespace throng::model::internal
