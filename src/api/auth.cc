#include "api/auth.h"

#include <algorithm>
#include <array>

#include <openssl/crypto.h>

namespace throng::api {
namespace {

constexpr std::size_t kMostRemembered = 10'000;
constexpr std::string_view kBearer = "Bearer ";
constexpr std::string_view kBasic = "Basic ";

bool starts_with_name(std::string_view text, std::string_view scheme) {
  return text.size() >= scheme.size() && http::same_name(text.substr(0, scheme.size()), scheme);
}

int base64_digit(char c) {
  constexpr std::string_view kDigits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  if (c == '-') return 62;
  if (c == '_') return 63;
  const std::size_t at = kDigits.find(c);
  return at == std::string_view::npos ? -1 : static_cast<int>(at);
}

std::string base64_decode(std::string_view text) {
  std::string out;
  unsigned bits = 0;
  int count = 0;
  for (const char c : text) {
    const int digit = base64_digit(c);
    if (digit < 0) break;  // padding, or not base64 at all
    bits = (bits << 6) | static_cast<unsigned>(digit);
    count += 6;
    if (count < 8) continue;
    count -= 8;
    out += static_cast<char>((bits >> count) & 0xff);
  }
  return out;
}

bool same_secret(std::string_view a, std::string_view b) {
  return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace

std::string_view cookie_value(std::string_view header, std::string_view name) {
  while (!header.empty()) {
    const std::size_t end = std::min(header.find(';'), header.size());
    std::string_view pair = header.substr(0, end);
    header.remove_prefix(std::min(end + 1, header.size()));
    while (pair.starts_with(' ')) pair.remove_prefix(1);
    const std::size_t equals = pair.find('=');
    if (equals != std::string_view::npos && pair.substr(0, equals) == name) return pair.substr(equals + 1);
  }
  return {};
}

std::string basic_user(std::string_view authorization) {
  if (!starts_with_name(authorization, kBasic)) return {};
  const std::string decoded = base64_decode(authorization.substr(kBasic.size()));
  return decoded.substr(0, decoded.find(':'));
}

std::string basic_password(std::string_view authorization) {
  if (!starts_with_name(authorization, kBasic)) return {};
  const std::string decoded = base64_decode(authorization.substr(kBasic.size()));
  return decoded.substr(std::min(decoded.find(':'), decoded.size() - 1) + 1);
}

std::string session_cookie(std::string_view token, const CookieOptions& options) {
  std::string cookie(kSessionCookie);
  cookie.append("=").append(token).append("; Path=/; HttpOnly; SameSite=Lax; Max-Age=");
  cookie.append(std::to_string(std::chrono::duration_cast<std::chrono::seconds>(options.max_age).count()));
  if (options.secure) cookie += "; Secure";
  return cookie;
}

namespace {

// By bearer token, else by cookie; both empty: by neither.
struct Token {
  std::string_view bearer, cookie;
  std::string key() const { return bearer.empty() ? "s" + std::string(cookie) : "k" + std::string(bearer); }
  bool empty() const { return bearer.empty() && cookie.empty(); }
};
Token token_of(const http::Request& request) {
  const std::string_view authorization = request.header("authorization");
  if (starts_with_name(authorization, kBearer)) return {authorization.substr(kBearer.size()), {}};
  return {{}, cookie_value(request.header("cookie"), kSessionCookie)};
}

}  // namespace

bool Authenticator::remembers(const http::Request& request) {
  const Token token = token_of(request);
  if (token.empty()) return true;  // refused without looking anywhere
  const Instant now = clock_.now();
  const std::lock_guard lock(mutex_);
  const auto found = remembered_.find(token.key());
  return found != remembered_.end() && now < found->second.until;
}

Result<Principal> Authenticator::authenticate(const http::Request& request) {
  const Token token = token_of(request);
  if (token.empty()) return fail(ErrorCode::unauthenticated, "sign in, or send a secret key as bearer token");

  const std::string key = token.key();
  const Instant now = clock_.now();
  std::uint64_t generation = 0;
  {
    const std::lock_guard lock(mutex_);
    const auto found = remembered_.find(key);
    if (found != remembered_.end() && now < found->second.until) return found->second.principal;
    generation = generation_;
  }
  THRONG_TRY(Principal principal, look_up(token.cookie, token.bearer));
  const std::lock_guard lock(mutex_);
  if (generation != generation_) return principal;
  if (remembered_.size() >= kMostRemembered) remembered_.clear();
  remembered_.insert_or_assign(key, Remembered{principal, now + kRemember});
  return principal;
}

Result<Principal> Authenticator::look_up(std::string_view cookie, std::string_view bearer) {
  if (!cookie.empty()) {
    THRONG_TRY(ledger::SignedIn signed_in, ledger::find_session(db_, cookie, clock_.now()));
    return Principal{signed_in.who.role, signed_in.who, signed_in.csrf, signed_in.who.email};
  }
  auto key = ledger::find_key(db_, ledger::KeyKind::secret, bearer);
  if (!key && key.error().code != ErrorCode::not_found) return std::unexpected(std::move(key).error());
  if (!key || key->project != project_) return fail(ErrorCode::unauthenticated, "no such secret key");
  return Principal{key->role, std::nullopt, "", "key " + key->label};
}

void Authenticator::forget_all() {
  const std::lock_guard lock(mutex_);
  remembered_.clear();
  ++generation_;
}

Result<void> check_role(const Principal& principal, Permission permission) {
  const auto needed = permission == Permission::owner     ? ledger::Role::owner
                      : permission == Permission::analyst ? ledger::Role::analyst
                                                          : ledger::Role::viewer;
  if (principal.role >= needed) return {};
  return fail(ErrorCode::forbidden, "this needs the role " + std::string(json::enum_text(needed)) + ", you are " +
                                        std::string(json::enum_text(principal.role)));
}

Result<void> check_csrf(const http::Request& request, const Principal& principal) {
  if (!principal.who) return {};
  if (same_secret(request.header("x-csrf-token"), principal.csrf)) return {};
  return fail(ErrorCode::forbidden, "the header X-CSRF-Token is missing or wrong; GET /api/session tells it");
}

Result<void> check_origin(const http::Request& request, std::string_view own_origin) {
  const std::string_view origin = request.header("origin");
  if (request.header("sec-fetch-site") == "cross-site")
    return fail(ErrorCode::forbidden, "requests from other sites may not change anything");
  if (origin.empty()) return {};
  const std::size_t scheme = origin.find("://");
  const std::string_view host = scheme == std::string_view::npos ? origin : origin.substr(scheme + 3);
  if (origin == own_origin || http::same_name(host, request.header("host"))) return {};
  return fail(ErrorCode::forbidden, "requests from other origins may not change anything");
}

}  // namespace throng::api
