// Filters that write text in another notation: HTML, base64, URLs.
#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string>

#include "liquid/internal/filters.h"
#include "liquid/internal/state.h"
#include "liquid/internal/text.h"

namespace throng::liquid::internal {
namespace {

Item raw(Call& call) { return Item::of(call.state.text_of(call.input), true); }

Item escape(Call& call) {
  if (call.input.is_nil() || (call.state.options.html && call.input.safe)) return call.input;
  std::string out;
  append_html(out, call.state.text_of(call.input));
  return call.state.keep_text(out, true);
}

Item escape_once(Call& call) {
  if (call.state.options.html && call.input.safe) return call.input;
  std::string out;
  append_html_once(out, call.state.text_of(call.input));
  return call.state.keep_text(out, true);
}

constexpr std::string_view kStandard = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
constexpr std::string_view kUrlSafe = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

std::string encode64(std::string_view text, std::string_view alphabet) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); i += 3) {
    std::uint32_t bits = 0;
    const std::size_t bytes = std::min<std::size_t>(3, text.size() - i);
    for (std::size_t k = 0; k < 3; ++k) bits = bits << 8 | (k < bytes ? static_cast<unsigned char>(text[i + k]) : 0);
    for (std::size_t k = 0; k < 4; ++k) out += k <= bytes ? alphabet[bits >> (18 - 6 * k) & 63] : '=';
  }
  return out;
}

// Nothing for what is not base64. The padding may be left out where `padded` is false.
std::optional<std::string> decode64(std::string_view text, std::string_view alphabet, bool padded) {
  if (padded && text.size() % 4 != 0) return std::nullopt;
  for (int i = 0; i < 2 && text.ends_with('='); ++i) text.remove_suffix(1);
  if (text.size() % 4 == 1) return std::nullopt;
  std::string out;
  std::uint32_t bits = 0;
  int held = 0;
  for (const char c : text) {
    const std::size_t digit = alphabet.find(c);
    if (digit == std::string_view::npos) return std::nullopt;
    bits = (bits << 6 | static_cast<std::uint32_t>(digit)) & 0xffffff;
    held += 6;
    if (held < 8) continue;
    held -= 8;
    out += static_cast<char>(bits >> held & 0xff);
  }
  return out;
}

Item decode(Call& call, std::string_view alphabet, bool padded) {
  const auto out = decode64(call.state.text_of(call.input), alphabet, padded);
  return out ? call.state.keep_text(*out) : call.state.fail("the text is not base64");
}

Item base64_encode(Call& call) { return call.state.keep_text(encode64(call.state.text_of(call.input), kStandard)); }
Item base64_url_safe_encode(Call& call) {
  return call.state.keep_text(encode64(call.state.text_of(call.input), kUrlSafe));
}
Item base64_decode(Call& call) { return decode(call, kStandard, true); }
Item base64_url_safe_decode(Call& call) { return decode(call, kUrlSafe, false); }

Item url_encode(Call& call) {
  static constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string out;
  for (const char c : call.state.text_of(call.input)) {
    if (is_letter(c) || is_digit(c) || std::string_view("_.-~").find(c) != std::string_view::npos) {
      out += c;
    } else if (c == ' ') {
      out += '+';
    } else {
      const auto byte = static_cast<unsigned char>(c);
      out += {'%', kHex[byte >> 4], kHex[byte & 15]};
    }
  }
  return call.state.keep_text(out);
}

int hex_digit(char c) {
  if (is_digit(c)) return c - '0';
  const char lower = static_cast<char>(c | 0x20);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

Item url_decode(Call& call) {
  const std::string_view text = call.state.text_of(call.input);
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool coded =
        text[i] == '%' && i + 2 < text.size() && hex_digit(text[i + 1]) >= 0 && hex_digit(text[i + 2]) >= 0;
    if (coded) {
      out += static_cast<char>(hex_digit(text[i + 1]) * 16 + hex_digit(text[i + 2]));
      i += 2;
    } else {
      out += text[i] == '+' ? ' ' : text[i];
    }
  }
  return call.state.keep_text(out);
}

struct Skipped {
  std::string_view open, close;
};

// What stands at the start of the text and is left out with all that is in it; its length, or 0.
std::size_t skipped(std::string_view text, std::array<bool, 4>& closes) {
  static constexpr std::array<Skipped, 4> kSkipped = {
      {{"<script", "</script>"}, {"<!--", "-->"}, {"<style", "</style>"}, {"<", ">"}}};
  for (std::size_t i = 0; i < kSkipped.size(); ++i) {
    if (!closes[i] || !text.starts_with(kSkipped[i].open)) continue;
    const std::size_t end = text.find(kSkipped[i].close, kSkipped[i].open.size());
    if (end != std::string_view::npos) return end + kSkipped[i].close.size();
    closes[i] = false;  // nor will it further on
  }
  return 0;
}

Item strip_html(Call& call) {
  std::string_view text = call.state.text_of(call.input);
  std::array<bool, 4> closes = {true, true, true, true};
  std::string out;
  while (!text.empty()) {
    const std::size_t bytes = text.front() == '<' ? skipped(text, closes) : 0;
    if (bytes == 0) out += text.front();
    text.remove_prefix(std::max<std::size_t>(bytes, 1));
  }
  return call.state.keep_text(out);
}

constexpr Filter kFilters[] = {
    {"base64_decode", base64_decode, 0, 0},
    {"base64_encode", base64_encode, 0, 0},
    {"base64_url_safe_decode", base64_url_safe_decode, 0, 0},
    {"base64_url_safe_encode", base64_url_safe_encode, 0, 0},
    {"escape", escape, 0, 0},
    {"escape_once", escape_once, 0, 0},
    {"h", escape, 0, 0},
    {"raw", raw, 0, 0},
    {"strip_html", strip_html, 0, 0},
    {"url_decode", url_decode, 0, 0},
    {"url_encode", url_encode, 0, 0},
};

}  // namespace

std::span<const Filter> code_filters() { return kFilters; }

}  // namespace throng::liquid::internal
