#include <soci/soci.h>

#include "ledger/internal/text.h"
#include "ledger/operators.h"
#include "ledger/secrets.h"

namespace throng::ledger {
namespace {

constexpr std::size_t kKeyLength = 32;
constexpr std::size_t kMaxLabel = 200;
constexpr std::size_t kMaxKey = 200;
constexpr std::size_t kMinKey = 8;
constexpr std::size_t kShownOfSecret = 6;

struct Row {
  long long id = 0;
  std::string project;
  std::string kind;
  std::string label;
  std::string shown;
  std::string role;
  long long created_ms = 0;
};

Result<ApiKey> key_of(const Row& row) {
  THRONG_TRY(const auto kind, internal::enum_of<KeyKind>(row.kind));
  THRONG_TRY(const auto role, internal::enum_of<Role>(row.role));
  return ApiKey{row.id, row.project, kind, row.label, row.shown, role, from_ms(row.created_ms)};
}

// What the store finds a key by.
std::string lookup_of(KeyKind kind, std::string_view text) {
  return kind == KeyKind::secret ? sha256_hex(text) : std::string(text);
}

std::string shown_of(KeyKind kind, const std::string& text) {
  return kind == KeyKind::secret ? text.substr(0, kShownOfSecret) + "..." : text;
}

Result<void> check_given(std::string_view text) {
  THRONG_CHECK(internal::check_text("key", text, kMaxKey));
  if (text.size() < kMinKey) return invalid("key", "must have at least 8 characters");
  return {};
}

Result<void> insert(soci::session& sql, ApiKey& key, const std::string& lookup) {
  const auto kind = internal::name_of(key.kind);
  const auto role = internal::name_of(key.role);
  const long long created = to_ms(key.created);
  long long found = 0;
  std::string project;
  sql << "SELECT id FROM projects WHERE id = :project", soci::use(key.project), soci::into(project);
  if (!sql.got_data()) return fail(ErrorCode::not_found, "there is no such project", "project");
  sql << "SELECT id FROM api_keys WHERE kind = :kind AND lookup = :lookup", soci::use(kind), soci::use(lookup),
      soci::into(found);
  if (sql.got_data()) return fail(ErrorCode::conflict, "this key exists already", "key");
  sql << "INSERT INTO api_keys (project, kind, lookup, label, shown, role, created_ms) "
         "VALUES (:project, :kind, :lookup, :label, :shown, :role, :created) RETURNING id",
      soci::use(key.project), soci::use(kind), soci::use(lookup), soci::use(key.label), soci::use(key.shown),
      soci::use(role), soci::use(created), soci::into(found);
  key.id = found;
  return {};
}

}  // namespace

Result<NewKey> add_key(Db& db, ApiKey wanted, std::optional<std::string> given, Instant now) {
  THRONG_CHECK(internal::check_name("project", wanted.project, kMaxKey));
  THRONG_CHECK(internal::check_text("label", wanted.label, kMaxLabel));
  if (given) THRONG_CHECK(check_given(*given));
  NewKey added = {std::move(wanted), given ? *given : random_text(kKeyLength)};
  added.key.shown = shown_of(added.key.kind, added.text);
  added.key.created = now;
  const auto lookup = lookup_of(added.key.kind, added.text);
  THRONG_CHECK(db.transact([&](soci::session& sql) { return insert(sql, added.key, lookup); }));
  return added;
}

Result<ApiKey> find_key(Db& db, KeyKind kind, std::string_view text) {
  const auto missing = fail(ErrorCode::not_found, "there is no such key");
  if (!internal::is_storable(text)) return missing;
  const auto kind_name = internal::name_of(kind);
  const auto lookup = lookup_of(kind, text);
  Row row;
  THRONG_CHECK(db.read([&](soci::session& sql) -> Result<void> {
    sql << "SELECT id, project, kind, label, shown, role, created_ms FROM api_keys WHERE kind = :kind AND "
           "lookup = :lookup",
        soci::use(kind_name), soci::use(lookup), soci::into(row.id), soci::into(row.project), soci::into(row.kind),
        soci::into(row.label), soci::into(row.shown), soci::into(row.role), soci::into(row.created_ms);
    if (!sql.got_data()) return missing;
    return {};
  }));
  return key_of(row);
}

Result<std::vector<ApiKey>> list_keys(Db& db, std::string_view project) {
  std::vector<ApiKey> all;
  if (!internal::is_storable(project)) return all;
  const std::string wanted(project);
  THRONG_CHECK(db.read([&](soci::session& sql) -> Result<void> {
    Row row;
    soci::statement found =
        (sql.prepare << "SELECT id, project, kind, label, shown, role, created_ms FROM api_keys "
                        "WHERE project = :project ORDER BY id",
         soci::use(wanted), soci::into(row.id), soci::into(row.project), soci::into(row.kind), soci::into(row.label),
         soci::into(row.shown), soci::into(row.role), soci::into(row.created_ms));
    found.execute();
    while (found.fetch()) {
      THRONG_TRY(auto one, key_of(row));
      all.push_back(std::move(one));
    }
    return {};
  }));
  return all;
}

Result<void> remove_key(Db& db, std::string_view project, std::int64_t id) {
  const auto missing = fail(ErrorCode::not_found, "there is no such key");
  if (!internal::is_storable(project)) return missing;
  const std::string wanted(project);
  return db.transact([&](soci::session& sql) -> Result<void> {
    long long found = 0;
    sql << "DELETE FROM api_keys WHERE id = :id AND project = :project RETURNING id", soci::use(id), soci::use(wanted),
        soci::into(found);
    if (!sql.got_data()) return missing;
    return {};
  });
}

}  // namespace throng::ledger
