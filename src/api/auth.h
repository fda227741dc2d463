// Who is asking, and may they? Session cookies for people, bearer tokens for scripts.
#pragma once

#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

#include "api/http/message.h"
#include "api/route.h"
#include "base/clock.h"
#include "ledger/db.h"

namespace throng::api {

inline constexpr std::string_view kSessionCookie = "throng_session";
inline constexpr Duration kRemember = seconds(5);  // how long an answer of the ledger about a token is good

// The value of a cookie; "" when absent.
std::string_view cookie_value(std::string_view cookie_header, std::string_view name);
// The user name of "Basic ..."; "" when absent or unreadable.
std::string basic_user(std::string_view authorization);
std::string basic_password(std::string_view authorization);  // "" without one

struct CookieOptions {
  bool secure = false;
  Duration max_age{};  // zero: forget it now
};
std::string session_cookie(std::string_view token, const CookieOptions& options);

// Looks tokens up in the ledger, and remembers them for kRemember so that a page that polls costs nothing.
class Authenticator {
 public:
  Authenticator(ledger::Db& db, const Clock& clock, std::string project)
      : db_(db), clock_(clock), project_(std::move(project)) {}

  // May block on the ledger. Errors: unauthenticated.
  Result<Principal> authenticate(const http::Request& request);
  // Whether authenticate() would not have to ask the ledger.
  bool remembers(const http::Request& request);
  // After a sign-out, or when roles changed.
  void forget_all();

 private:
  Result<Principal> look_up(std::string_view cookie, std::string_view bearer);

  struct Remembered {
    Principal principal;
    Instant until{};
  };
  ledger::Db& db_;
  const Clock& clock_;
  const std::string project_;
  std::mutex mutex_;
  std::unordered_map<std::string, Remembered> remembered_;
  std::uint64_t generation_ = 0;  // of remembered_: a look-up that began before forget_all() is not remembered
};

// Errors: forbidden.
Result<void> check_role(const Principal& principal, Permission permission);
// A change asked for by cookie must carry the session's token. Errors: forbidden.
Result<void> check_csrf(const http::Request& request, const Principal& principal);
// A change asked for by a page must come from one of our own. `own_origin`: "https://host", "" to compare with Host.
Result<void> check_origin(const http::Request& request, std::string_view own_origin);

}  // namespace throng::api
