// Text as Liquid sees it: UTF-8 characters, whitespace, upper and lower case, HTML, numbers as Ruby prints them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace throng::liquid::internal {

constexpr bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r') || c == '\0'; }
constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
// Of names; letters beyond ASCII may stand in them.
constexpr bool is_word(char c) {
  return is_letter(c) || is_digit(c) || c == '_' || static_cast<unsigned char>(c) >= 0x80;
}

bool only_space(std::string_view text);
std::string_view trim_start(std::string_view text);
std::string_view trim_end(std::string_view text);
inline std::string_view trim(std::string_view text) { return trim_end(trim_start(text)); }

// Bytes of the character that starts the text; 1 for bytes that are not UTF-8. The text is not empty.
std::size_t character_bytes(std::string_view text);
std::int64_t count_characters(std::string_view text);
// Characters [first, first + count); both >= 0, cut at the end of the text.
std::string_view characters(std::string_view text, std::int64_t first, std::int64_t count);

// Latin, Greek and Cyrillic letters with a partner of one character; all else stays.
void append_upper(std::string& out, std::string_view text);
void append_lower(std::string& out, std::string_view text);

void append_html(std::string& out, std::string_view text);       // & < > " ' become entities
void append_html_once(std::string& out, std::string_view text);  // but entities that are there stay
void append_integer(std::string& out, std::int64_t value);
void append_real(std::string& out, double value);  // "1.0", "0.1", "1.0e+16"

}  // namespace throng::liquid::internal
