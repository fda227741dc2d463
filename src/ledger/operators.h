// Operators (people who sign in), their sessions, and API keys.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include <boost/describe/enum.hpp>

#include "base/time.h"
#include "ledger/db.h"

namespace throng::ledger {

enum class Role { viewer, analyst, owner };  // each may do what the one before may
BOOST_DESCRIBE_ENUM(Role, viewer, analyst, owner)

struct Operator {
  std::int64_t id = 0;
  std::string email;  // lower case, unique
  std::string name;
  Role role = Role::viewer;
  std::string language;  // "zh-CN" or "en"
  Instant created{};
};

// Passwords are stored as argon2id (libsodium, interactive limits). Errors: invalid_argument, conflict (e-mail taken).
Result<Operator> add_operator(Db& db, Operator wanted, std::string_view password, Instant now);
// Errors: unauthenticated for an unknown e-mail or a wrong password (same time, same words).
Result<Operator> check_password(Db& db, std::string_view email, std::string_view password);
Result<std::vector<Operator>> list_operators(Db& db);
Result<void> set_role(Db& db, std::int64_t id, Role role);                      // conflict: the last owner stays one
Result<void> remove_operator(Db& db, std::int64_t id);                          // same
Result<void> set_password(Db& db, std::int64_t id, std::string_view password);  // ends their sessions
Result<void> set_language(Db& db, std::int64_t id, std::string_view language);

// A session is a random token that only its cookie holds; the store has its SHA-256.
struct NewSession {
  std::string token;  // for the cookie
  std::string csrf;   // for the X-CSRF-Token header
};
inline constexpr Duration kSessionLength = days(14);
Result<NewSession> start_session(Db& db, std::int64_t operator_id, Instant now);
struct SignedIn {
  Operator who;
  std::string csrf;
};
Result<SignedIn> find_session(Db& db, std::string_view token, Instant now);  // unauthenticated: unknown or expired
Result<void> end_session(Db& db, std::string_view token);

// Write keys are public (they sit in web pages) and stored as they are; secret keys are stored as SHA-256, shown once.
enum class KeyKind { write, secret };
BOOST_DESCRIBE_ENUM(KeyKind, write, secret)
struct ApiKey {
  std::int64_t id = 0;
  std::string project;
  KeyKind kind = KeyKind::write;
  std::string label;
  std::string shown;        // write: the key; secret: its first 6 characters and "..."
  Role role = Role::owner;  // secret keys: what they may do
  Instant created{};
};
struct NewKey {
  ApiKey key;
  std::string text;  // the key itself
};
// given: a fixed key text (scripts), else 32 random characters. Errors: conflict if it exists.
Result<NewKey> add_key(Db& db, ApiKey wanted, std::optional<std::string> given, Instant now);
Result<ApiKey> find_key(Db& db, KeyKind kind, std::string_view text);  // not_found
Result<std::vector<ApiKey>> list_keys(Db& db, std::string_view project);
Result<void> remove_key(Db& db, std::string_view project, std::int64_t id);

}  // namespace throng::ledger
