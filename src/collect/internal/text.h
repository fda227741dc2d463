// Small routines on UTF-8 text that several steps share.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace throng::collect {

inline bool has_nul(std::string_view text) { return text.find('\0') != std::string_view::npos; }

// Code points of valid UTF-8.
std::size_t characters(std::string_view text);

std::string_view trim(std::string_view text);
std::string lower_ascii(std::string_view text);

// At most `bytes` of the text, cut at a code point, as valid UTF-8 without NUL: what is not becomes U+FFFD.
std::string presentable(std::string_view text, std::size_t bytes);

// Appends `text` as a JSON string, same bytes as json::write_string, several times as fast on plain text.
void append_json_text(std::string& out, std::string_view text);

}  // namespace throng::collect
