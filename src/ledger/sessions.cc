#include <soci/soci.h>

#include "ledger/internal/operator_row.h"
#include "ledger/operators.h"
#include "ledger/secrets.h"

namespace throng::ledger {
namespace {

constexpr std::size_t kTokenLength = 43;  // 256 bits
constexpr std::size_t kCsrfLength = 22;   // 130 bits

}  // namespace

Result<NewSession> start_session(Db& db, std::int64_t operator_id, Instant now) {
  const NewSession session = {random_text(kTokenLength), random_text(kCsrfLength)};
  const auto stored = sha256_hex(session.token);
  const long long now_ms = to_ms(now);
  const long long expires_ms = to_ms(now + kSessionLength);
  THRONG_CHECK(db.transact([&](soci::session& sql) -> Result<void> {
    long long found = 0;
    sql << "SELECT id FROM operators WHERE id = :id", soci::use(operator_id), soci::into(found);
    if (!sql.got_data()) return fail(ErrorCode::not_found, "there is no such operator");
    sql << "DELETE FROM sessions WHERE expires_ms <= :now", soci::use(now_ms);
    sql << "INSERT INTO sessions (token, csrf, expires_ms, operator_id) VALUES (:token, :csrf, :expires, :operator)",
        soci::use(stored), soci::use(session.csrf), soci::use(expires_ms), soci::use(operator_id);
    return {};
  }));
  return session;
}

Result<SignedIn> find_session(Db& db, std::string_view token, Instant now) {
  const auto stored = sha256_hex(token);  // looked up by hash, so the time of the look-up tells nothing of the token
  const long long now_ms = to_ms(now);
  internal::OperatorRow row;
  SignedIn found;
  THRONG_CHECK(db.read([&](soci::session& sql) -> Result<void> {
    sql << "SELECT o.id, o.email, o.name, o.role, o.language, o.created_ms, s.csrf FROM sessions s "
           "JOIN operators o ON o.id = s.operator_id WHERE s.token = :token AND s.expires_ms > :now",
        soci::use(stored), soci::use(now_ms), soci::into(row.id), soci::into(row.email), soci::into(row.name),
        soci::into(row.role), soci::into(row.language), soci::into(row.created_ms), soci::into(found.csrf);
    if (!sql.got_data()) return fail(ErrorCode::unauthenticated, "please sign in");
    return {};
  }));
  THRONG_TRY(found.who, internal::operator_of(row));
  return found;
}

Result<void> end_session(Db& db, std::string_view token) {
  const auto stored = sha256_hex(token);
  return db.transact([&](soci::session& sql) -> Result<void> {
    sql << "DELETE FROM sessions WHERE token = :token", soci::use(stored);
    return {};
  });
}

}  // namespace throng::ledger
