#include "ledger/operators.h"

#include <soci/soci.h>

#include <algorithm>

#include "ledger/internal/operator_row.h"
#include "ledger/internal/text.h"
#include "ledger/secrets.h"

namespace throng::ledger {
namespace {

constexpr std::size_t kMaxEmail = 254;
constexpr std::size_t kMaxName = 200;
constexpr std::size_t kMinPassword = 8;
constexpr std::size_t kMaxPassword = 1024;

std::string lower(std::string_view email) {
  std::string out(email);
  std::transform(out.begin(), out.end(), out.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; });
  return out;
}

Result<void> check_email(std::string_view email) {
  THRONG_CHECK(internal::check_name("email", email, kMaxEmail));
  const auto at = email.find('@');
  if (at == 0 || at == std::string_view::npos || at + 1 == email.size() || email.find(' ') != std::string_view::npos)
    return invalid("email", "must be an e-mail address");
  return {};
}

Result<void> check_new_password(std::string_view password) {
  if (password.size() < kMinPassword) return invalid("password", "must have at least 8 characters");
  if (password.size() > kMaxPassword) return invalid("password", "must have at most 1024 bytes");
  return {};
}

Result<void> check_language(std::string_view language) {
  if (language != "zh-CN" && language != "en") return invalid("language", "must be zh-CN or en");
  return {};
}

std::unexpected<Error> wrong_credentials() {
  return fail(ErrorCode::unauthenticated, "the e-mail or the password is wrong");
}

std::unexpected<Error> no_such_operator() { return fail(ErrorCode::not_found, "there is no such operator"); }

// For a change after which this operator is no owner any more. Inside the transaction of the change.
Result<void> check_not_last_owner(soci::session& sql, std::int64_t id) {
  long long others = 0;
  std::string role;
  sql << "SELECT role FROM operators WHERE id = :id", soci::use(id), soci::into(role);
  if (!sql.got_data()) return no_such_operator();
  if (role != internal::name_of(Role::owner)) return {};
  sql << "SELECT COUNT(*) FROM operators WHERE role = 'owner' AND id <> :id", soci::use(id), soci::into(others);
  if (others == 0) return fail(ErrorCode::conflict, "the last owner must stay an owner");
  return {};
}

// An UPDATE of one text column of one operator.
Result<void> update_text(soci::session& sql, const char* statement, const std::string& value, std::int64_t id) {
  long long found = 0;
  sql << statement, soci::use(value, "value"), soci::use(id, "id"), soci::into(found);
  if (!sql.got_data()) return no_such_operator();
  return {};
}

}  // namespace

Result<Operator> add_operator(Db& db, Operator wanted, std::string_view password, Instant now) {
  wanted.email = lower(wanted.email);
  if (wanted.language.empty()) wanted.language = "en";
  THRONG_CHECK(check_email(wanted.email));
  THRONG_CHECK(internal::check_text("name", wanted.name, kMaxName));
  THRONG_CHECK(check_language(wanted.language));
  THRONG_CHECK(check_new_password(password));
  THRONG_TRY(const auto hash, hash_password(password));
  wanted.created = now;
  const auto role = internal::name_of(wanted.role);
  const long long created = to_ms(now);
  THRONG_CHECK(db.transact([&](soci::session& sql) -> Result<void> {
    long long id = 0;
    sql << "SELECT id FROM operators WHERE email = :email", soci::use(wanted.email), soci::into(id);
    if (sql.got_data()) return fail(ErrorCode::conflict, "this e-mail address is taken", "email");
    sql << "INSERT INTO operators (email, name, role, language, password, created_ms) "
           "VALUES (:email, :name, :role, :language, :password, :created) RETURNING id",
        soci::use(wanted.email), soci::use(wanted.name), soci::use(role), soci::use(wanted.language), soci::use(hash),
        soci::use(created), soci::into(id);
    wanted.id = id;
    return {};
  }));
  return wanted;
}

Result<Operator> check_password(Db& db, std::string_view email, std::string_view password) {
  if (password.size() > kMaxPassword) return wrong_credentials();
  const auto wanted = lower(email);
  const bool possible = internal::is_storable(wanted);
  internal::OperatorRow row;
  std::string hash;
  if (possible)
    THRONG_CHECK(db.read([&](soci::session& sql) -> Result<void> {
      sql << "SELECT id, email, name, role, language, created_ms, password FROM operators WHERE email = :email",
          soci::use(wanted), soci::into(row.id), soci::into(row.email), soci::into(row.name), soci::into(row.role),
          soci::into(row.language), soci::into(row.created_ms), soci::into(hash);
      if (!sql.got_data()) hash.clear();
      return {};
    }));
  if (!verify_password(hash, password)) return wrong_credentials();  // as slow for an unknown e-mail
  return internal::operator_of(row);
}

Result<std::vector<Operator>> list_operators(Db& db) {
  std::vector<Operator> all;
  THRONG_CHECK(db.read([&](soci::session& sql) -> Result<void> {
    internal::OperatorRow row;
    soci::statement found = (sql.prepare << "SELECT id, email, name, role, language, created_ms FROM operators",
                             soci::into(row.id), soci::into(row.email), soci::into(row.name), soci::into(row.role),
                             soci::into(row.language), soci::into(row.created_ms));
    found.execute();
    while (found.fetch()) {
      THRONG_TRY(auto one, internal::operator_of(row));
      all.push_back(std::move(one));
    }
    return {};
  }));
  std::ranges::sort(all, {}, &Operator::email);  // here, because the engines' orders of text differ
  return all;
}

Result<void> set_role(Db& db, std::int64_t id, Role role) {
  return db.transact([&](soci::session& sql) -> Result<void> {
    if (role != Role::owner) THRONG_CHECK(check_not_last_owner(sql, id));
    return update_text(sql, "UPDATE operators SET role = :value WHERE id = :id RETURNING id", internal::name_of(role),
                       id);
  });
}

Result<void> remove_operator(Db& db, std::int64_t id) {
  return db.transact([&](soci::session& sql) -> Result<void> {
    THRONG_CHECK(check_not_last_owner(sql, id));
    sql << "DELETE FROM operators WHERE id = :id", soci::use(id);
    return {};
  });
}

Result<void> set_password(Db& db, std::int64_t id, std::string_view password) {
  THRONG_CHECK(check_new_password(password));
  THRONG_TRY(const auto hash, hash_password(password));
  return db.transact([&](soci::session& sql) -> Result<void> {
    THRONG_CHECK(update_text(sql, "UPDATE operators SET password = :value WHERE id = :id RETURNING id", hash, id));
    sql << "DELETE FROM sessions WHERE operator_id = :id", soci::use(id);
    return {};
  });
}

Result<void> set_language(Db& db, std::int64_t id, std::string_view language) {
  THRONG_CHECK(check_language(language));
  return db.transact([&](soci::session& sql) {
    return update_text(sql, "UPDATE operators SET language = :value WHERE id = :id RETURNING id", std::string(language),
                       id);
  });
}

}  // namespace throng::ledger
