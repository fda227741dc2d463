#include "engage/channels/sms_length.h"

#include <algorithm>
#include <cstdint>
#include <vector>

namespace throng::engage {
namespace {

struct Limits {
  std::size_t alone, each;
};
constexpr Limits kGsm{160, 153};
constexpr Limits kUcs2{70, 67};
constexpr char32_t kNotUtf8 = 0xFFFD;

constexpr std::u32string_view kDefault =
    U"@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§"
    U"¿abcdefghijklmnopqrstuvwxyzäöñüà";
constexpr std::u32string_view kExtension = U"\f^{}\\[~]|€";

// Takes one character off the front.
char32_t next(std::string_view& text) {
  const auto first = static_cast<unsigned char>(text.front());
  const std::size_t size = first < 0x80 ? 1 : first >> 5 == 6 ? 2 : first >> 4 == 14 ? 3 : first >> 3 == 30 ? 4 : 0;
  if (size == 0 || size > text.size()) {
    text.remove_prefix(1);
    return kNotUtf8;
  }
  char32_t out = size == 1 ? first : first & (0xFFU >> (size + 1));
  for (std::size_t i = 1; i < size; ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte >> 6 != 2) {
      text.remove_prefix(1);
      return kNotUtf8;
    }
    out = out << 6 | (byte & 0x3FU);
  }
  text.remove_prefix(size);
  return out;
}

// 0: not in the alphabet.
std::size_t septets_of(char32_t c) {
  if (kDefault.find(c) != std::u32string_view::npos) return 1;
  return kExtension.find(c) != std::u32string_view::npos ? 2 : 0;
}

}  // namespace

SmsLength sms_length(std::string_view text) {
  std::vector<char32_t> characters;
  while (!text.empty()) characters.push_back(next(text));
  SmsLength out;
  const bool gsm = std::ranges::all_of(characters, [](char32_t c) { return septets_of(c) > 0; });
  const auto size_of = [&](char32_t c) -> std::size_t { return gsm ? septets_of(c) : c > 0xFFFF ? 2 : 1; };
  const Limits limits = gsm ? kGsm : kUcs2;
  out.alphabet = gsm ? SmsAlphabet::gsm : SmsAlphabet::ucs2;
  for (const char32_t c : characters) out.units += size_of(c);
  if (characters.empty()) return out;
  out.parts = 1;
  out.left = limits.alone - std::min(limits.alone, out.units);
  if (out.units <= limits.alone) return out;
  out.left = limits.each;
  for (const char32_t c : characters) {
    if (size_of(c) > out.left) {
      ++out.parts;
      out.left = limits.each;
    }
    out.left -= size_of(c);
  }
  return out;
}

}  // namespace throng::engage
