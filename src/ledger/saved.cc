#include "ledger/saved.h"

#include <soci/soci.h>

#include <algorithm>

#include <fmt/format.h>

#include "ledger/internal/text.h"
#include "ledger/secrets.h"

namespace throng::ledger {
namespace {

constexpr std::size_t kIdLength = 12;
constexpr std::size_t kMaxName = 200;
constexpr std::size_t kMaxDescription = 10'000;
constexpr std::size_t kMaxEvent = 10'000;

struct Row {
  Saved saved;
  std::string kind;
  long long created_ms = 0;
  long long updated_ms = 0;
};

Result<Saved> saved_of(const Row& row) {
  auto saved = row.saved;
  THRONG_TRY(saved.kind, internal::enum_of<SavedKind>(row.kind));
  saved.created = from_ms(row.created_ms);
  saved.updated = from_ms(row.updated_ms);
  return saved;
}

Result<void> check(const Saved& saved) {
  THRONG_CHECK(internal::check_name("project", saved.project, kMaxName));
  THRONG_CHECK(internal::check_name("name", saved.name, kMaxName));
  THRONG_CHECK(internal::check_text("description", saved.description, kMaxDescription));
  THRONG_CHECK(internal::check_name("body", saved.body, kMaxSavedBody));
  return internal::check_text("owner", saved.owner, kMaxName);
}

std::unexpected<Error> none(SavedKind kind) {
  return fail(ErrorCode::not_found, fmt::format("there is no such {}", internal::name_of(kind)));
}

Result<void> check_name_is_free(soci::session& sql, const Saved& saved) {
  if (saved.kind == SavedKind::annotation) return {};
  const std::string kind = internal::name_of(saved.kind);
  std::string found;
  sql << "SELECT id FROM saved WHERE project = :project AND kind = :kind AND name = :name AND id <> :id",
      soci::use(saved.project), soci::use(kind), soci::use(saved.name), soci::use(saved.id), soci::into(found);
  if (sql.got_data())
    return fail(ErrorCode::conflict, fmt::format("there is another {} of this name already", kind), "name");
  return {};
}

Result<void> check_room(soci::session& sql, const Saved& saved) {
  std::string project;
  sql << "SELECT id FROM projects WHERE id = :project", soci::use(saved.project), soci::into(project);
  if (!sql.got_data()) return fail(ErrorCode::not_found, "there is no such project", "project");
  const std::string kind = internal::name_of(saved.kind);
  long long count = 0;
  sql << "SELECT COUNT(*) FROM saved WHERE project = :project AND kind = :kind", soci::use(saved.project),
      soci::use(kind), soci::into(count);
  if (count < static_cast<long long>(kMaxSavedPerKind)) return {};
  return fail(ErrorCode::too_large, fmt::format("a project has at most {} of a kind; delete some", kMaxSavedPerKind));
}

Result<void> insert(soci::session& sql, const Saved& saved) {
  THRONG_CHECK(check_room(sql, saved));
  THRONG_CHECK(check_name_is_free(sql, saved));
  const std::string kind = internal::name_of(saved.kind);
  const long long created = to_ms(saved.created);
  const long long updated = to_ms(saved.updated);
  sql << "INSERT INTO saved (id, project, kind, name, description, body, owner, created_ms, updated_ms) "
         "VALUES (:id, :project, :kind, :name, :description, :body, :owner, :created, :updated)",
      soci::use(saved.id), soci::use(saved.project), soci::use(kind), soci::use(saved.name),
      soci::use(saved.description), soci::use(saved.body), soci::use(saved.owner), soci::use(created),
      soci::use(updated);
  return {};
}

}  // namespace

Result<Saved> add_saved(Db& db, Saved wanted, Instant now) {
  THRONG_CHECK(check(wanted));
  wanted.id = random_text(kIdLength);
  wanted.created = now;
  wanted.updated = now;
  THRONG_CHECK(db.transact([&](soci::session& sql) { return insert(sql, wanted); }));
  return wanted;
}

Result<Saved> find_saved(Db& db, const SavedKey& key) {
  if (!internal::is_storable(key.project) || !internal::is_storable(key.id)) return none(key.kind);
  const std::string project(key.project);
  const std::string id(key.id);
  const std::string kind = internal::name_of(key.kind);
  Row row;
  auto& saved = row.saved;
  THRONG_CHECK(db.read([&](soci::session& sql) -> Result<void> {
    sql << "SELECT id, project, kind, name, description, body, owner, created_ms, updated_ms FROM saved "
           "WHERE project = :project AND kind = :kind AND id = :id",
        soci::use(project), soci::use(kind), soci::use(id), soci::into(saved.id), soci::into(saved.project),
        soci::into(row.kind), soci::into(saved.name), soci::into(saved.description), soci::into(saved.body),
        soci::into(saved.owner), soci::into(row.created_ms), soci::into(row.updated_ms);
    if (!sql.got_data()) return none(key.kind);
    return {};
  }));
  return saved_of(row);
}

Result<std::vector<Saved>> list_saved(Db& db, std::string_view project, SavedKind kind) {
  std::vector<Saved> all;
  if (!internal::is_storable(project)) return all;
  const std::string in_project(project);
  const std::string of_kind = internal::name_of(kind);
  THRONG_CHECK(db.read([&](soci::session& sql) -> Result<void> {
    Row row;
    auto& saved = row.saved;
    soci::statement found =
        (sql.prepare << "SELECT id, project, kind, name, description, body, owner, created_ms, updated_ms FROM saved "
                        "WHERE project = :project AND kind = :kind",
         soci::use(in_project), soci::use(of_kind), soci::into(saved.id), soci::into(saved.project),
         soci::into(row.kind), soci::into(saved.name), soci::into(saved.description), soci::into(saved.body),
         soci::into(saved.owner), soci::into(row.created_ms), soci::into(row.updated_ms));
    found.execute();
    while (found.fetch()) {
      THRONG_TRY(auto one, saved_of(row));
      all.push_back(std::move(one));
    }
    return {};
  }));
  // Here, because the engines' orders of text differ.
  std::ranges::sort(all,
                    [](const Saved& a, const Saved& b) { return std::tie(a.name, a.id) < std::tie(b.name, b.id); });
  return all;
}

Result<std::string> saved_version(Db& db, std::string_view project, SavedKind kind) {
  if (!internal::is_storable(project)) return std::string();
  const std::string in_project(project);
  const std::string of_kind = internal::name_of(kind);
  long long count = 0, newest = 0, bytes = 0;
  THRONG_CHECK(db.read([&](soci::session& sql) -> Result<void> {
    sql << "SELECT COUNT(*), COALESCE(MAX(updated_ms), 0), COALESCE(SUM(LENGTH(body)), 0) FROM saved WHERE project = "
           ":project AND kind = :kind",
        soci::use(in_project), soci::use(of_kind), soci::into(count), soci::into(newest), soci::into(bytes);
    return {};
  }));
  return fmt::format("{}:{}:{}", count, newest, bytes);
}

Result<Saved> update_saved(Db& db, const Saved& saved, Instant now) {
  THRONG_CHECK(check(saved));
  THRONG_CHECK(internal::check_name("id", saved.id, kMaxName));
  const std::string kind = internal::name_of(saved.kind);
  const long long updated = to_ms(now);
  THRONG_CHECK(db.transact([&](soci::session& sql) -> Result<void> {
    THRONG_CHECK(check_name_is_free(sql, saved));
    std::string found;
    sql << "UPDATE saved SET name = :name, description = :description, body = :body, updated_ms = :updated "
           "WHERE project = :project AND kind = :kind AND id = :id RETURNING id",
        soci::use(saved.name), soci::use(saved.description), soci::use(saved.body), soci::use(updated),
        soci::use(saved.project), soci::use(kind), soci::use(saved.id), soci::into(found);
    if (!sql.got_data()) return none(saved.kind);
    return {};
  }));
  return find_saved(db, {saved.project, saved.kind, saved.id});
}

Result<void> remove_saved(Db& db, const SavedKey& key) {
  if (!internal::is_storable(key.project) || !internal::is_storable(key.id)) return none(key.kind);
  const std::string project(key.project);
  const std::string id(key.id);
  const std::string kind = internal::name_of(key.kind);
  return db.transact([&](soci::session& sql) -> Result<void> {
    std::string found;
    sql << "DELETE FROM saved WHERE project = :project AND kind = :kind AND id = :id RETURNING id", soci::use(project),
        soci::use(kind), soci::use(id), soci::into(found);
    if (!sql.got_data()) return none(key.kind);
    return {};
  });
}

Result<long long> add_saved_event(Db& db, const SavedEvent& event) {
  THRONG_CHECK(internal::check_name("saved", event.saved, kMaxName));
  THRONG_CHECK(internal::check_name("body", event.body, kMaxEvent));
  const long long at = to_ms(event.at);
  const auto kept = static_cast<long long>(kKeptSavedEvents);
  long long id = 0;
  THRONG_CHECK(db.transact([&](soci::session& sql) -> Result<void> {
    std::string found;
    sql << "SELECT id FROM saved WHERE id = :id", soci::use(event.saved), soci::into(found);
    if (!sql.got_data()) return fail(ErrorCode::not_found, "there is no such saved thing", "saved");
    sql << "INSERT INTO saved_events (saved, at_ms, body) VALUES (:saved, :at, :body) RETURNING id",
        soci::use(event.saved), soci::use(at), soci::use(event.body), soci::into(id);
    sql << "DELETE FROM saved_events WHERE saved = :saved AND id <= (SELECT id FROM saved_events WHERE saved = :again "
           "ORDER BY id DESC LIMIT 1 OFFSET :kept)",
        soci::use(event.saved), soci::use(event.saved), soci::use(kept);
    return {};
  }));
  return id;
}

Result<void> change_saved_event(Db& db, const SavedEvent& event) {
  THRONG_CHECK(internal::check_name("body", event.body, kMaxEvent));
  return db.transact([&](soci::session& sql) -> Result<void> {
    long long found = 0;
    sql << "UPDATE saved_events SET body = :body WHERE id = :id AND saved = :saved RETURNING id", soci::use(event.body),
        soci::use(event.id), soci::use(event.saved), soci::into(found);
    if (!sql.got_data()) return fail(ErrorCode::not_found, "there is no such event", "id");
    return {};
  });
}

Result<std::vector<SavedEvent>> list_saved_events(Db& db, std::string_view saved, std::size_t limit) {
  std::vector<SavedEvent> all;
  if (!internal::is_storable(saved)) return all;
  const std::string of(saved);
  const auto most = static_cast<long long>(std::min(limit, kKeptSavedEvents));
  THRONG_CHECK(db.read([&](soci::session& sql) -> Result<void> {
    SavedEvent event;
    long long at = 0;
    soci::statement found =
        (sql.prepare
             << "SELECT saved, at_ms, body, id FROM saved_events WHERE saved = :saved ORDER BY id DESC LIMIT :most",
         soci::use(of), soci::use(most), soci::into(event.saved), soci::into(at), soci::into(event.body),
         soci::into(event.id));
    found.execute();
    while (found.fetch()) {
      event.at = from_ms(at);
      all.push_back(event);
    }
    return {};
  }));
  return all;
}

}  // namespace throng::ledger
