#include "engage/links.h"

#include <charconv>

#include <fmt/format.h>

#include "base/encoding.h"
#include "ledger/secrets.h"
#include "outbound/crypto.h"

namespace throng::engage {
namespace {

constexpr std::size_t kMac = 32;  // hexadecimal digits: 128 bits of HMAC-SHA256

}  // namespace

std::string Links::token(char kind, std::int64_t send, std::string_view more) const {
  const std::string mac = hex(outbound::hmac_sha256(secret_, fmt::format("{} {} {}", kind, send, more)));
  return fmt::format("{}.{}", send, std::string_view(mac).substr(0, kMac));
}

std::optional<std::int64_t> Links::read(char kind, std::string_view given, std::string_view more) const {
  std::int64_t send = -1;
  const auto [end, error] = std::from_chars(given.data(), given.data() + given.size(), send);
  if (error != std::errc() || send < 0) return std::nullopt;
  (void)end;
  if (!ledger::equal_secrets(given, token(kind, send, more))) return std::nullopt;
  return send;
}

std::string Links::opened(std::int64_t send) const { return fmt::format("{}/t/o/{}", url_, token('o', send, "")); }
std::string Links::clicked(std::int64_t send, std::string_view to) const {
  return fmt::format("{}/t/c/{}?u={}", url_, token('c', send, to), percent_encoded(to));
}
std::string Links::preferences(std::int64_t send) const { return fmt::format("{}/t/u/{}", url_, token('u', send, "")); }

std::string Links::reports() const { return fmt::format("{}/t/r/{}", url_, token('r', 0, "")); }

std::optional<std::int64_t> Links::read_opened(std::string_view token) const { return read('o', token, ""); }
std::optional<std::int64_t> Links::read_clicked(std::string_view token, std::string_view to) const {
  return read('c', token, to);
}
std::optional<std::int64_t> Links::read_preferences(std::string_view token) const { return read('u', token, ""); }
bool Links::is_reports(std::string_view token) const { return read('r', token, "").has_value(); }

}  // namespace throng::engage
