#include "collect/protocols/body.h"

#include <algorithm>
#include <cstdint>

#include "base/encoding.h"
#include "collect/internal/decode.h"
#include "collect/internal/text.h"

namespace throng::collect {
namespace {

constexpr std::size_t kMaxFields = 1000;
constexpr int kMaxLayers = 4;

// Base64 that somebody made a form of: its spaces were plus signs, and its lines may be broken.
std::optional<std::string> lenient_base64(std::string_view text) {
  std::string clean;
  clean.reserve(text.size());
  for (const char c : trim(text)) {
    if (c == '\r' || c == '\n') continue;
    clean += c == ' ' ? '+' : c;
  }
  return clean.empty() ? std::nullopt : from_base64(clean);
}

// The 16-bit unit that three bytes at `at` encode, if it is a surrogate.
std::optional<std::uint32_t> surrogate_at(std::string_view text, std::size_t at) {
  if (at + 3 > text.size()) return std::nullopt;
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[at + i]); };
  if (byte(0) != 0xED || byte(1) < 0xA0 || byte(1) > 0xBF || byte(2) < 0x80 || byte(2) > 0xBF) return std::nullopt;
  return 0xD000U | (byte(1) & 0x3FU) << 6 | (byte(2) & 0x3FU);
}

void append_utf8(std::string& out, std::uint32_t point) {
  out += static_cast<char>(0xF0 | point >> 18);
  out += static_cast<char>(0x80 | (point >> 12 & 0x3F));
  out += static_cast<char>(0x80 | (point >> 6 & 0x3F));
  out += static_cast<char>(0x80 | (point & 0x3F));
}

}  // namespace

Form::Form(std::string_view text) {
  while (!text.empty() && fields_.size() < kMaxFields) {
    const std::string_view pair = text.substr(0, text.find('&'));
    text.remove_prefix(std::min(pair.size() + 1, text.size()));
    const std::size_t equals = std::min(pair.find('='), pair.size());
    if (equals > 0)
      fields_.emplace_back(form_decoded(pair.substr(0, equals)), pair.substr(std::min(equals + 1, pair.size())));
  }
}

std::optional<std::string_view> Form::find(std::string_view name) const {
  const auto found = std::ranges::find(fields_, name, &std::pair<std::string, std::string_view>::first);
  return found == fields_.end() ? std::nullopt : std::optional(found->second);
}

std::string Form::text(std::string_view name) const {
  const auto raw = find(name);
  return raw ? form_decoded(*raw) : std::string();
}

Result<std::string> Form::json(std::string_view name) const { return unwrapped(text(name)); }

bool looks_like_json(std::string_view text) {
  text = trim(text);
  return text.starts_with('{') || text.starts_with('[');
}

Result<std::string> unwrapped(std::string body) {
  for (int layer = 0; layer < kMaxLayers; ++layer) {
    if (body.size() > kMaxWireBytes) return fail(ErrorCode::too_large, "the request is larger than 5 MB");
    if (is_gzip(body)) {
      THRONG_TRY(body, gunzip(body, kMaxWireBytes));
      continue;
    }
    if (looks_like_json(body)) break;
    auto decoded = lenient_base64(body);
    if (!decoded || !(is_gzip(*decoded) || looks_like_json(*decoded))) break;
    body = std::move(*decoded);
  }
  return body;
}

std::string repaired_utf8(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  std::size_t kept = 0;  // everything before is in `out`
  for (std::size_t at = 0; at < text.size();) {
    const auto high = surrogate_at(text, at);
    const auto low = high && *high < 0xDC00 ? surrogate_at(text, at + 3) : std::nullopt;
    if (!low || *low < 0xDC00) {
      ++at;
      continue;
    }
    out += text.substr(kept, at - kept);
    append_utf8(out, 0x10000 + ((*high - 0xD800) << 10) + (*low - 0xDC00));
    kept = at += 6;
  }
  out += text.substr(kept);
  return presentable(out, out.size() * 3);
}

}  // namespace throng::collect
