#include <soci/soci.h>

#include <algorithm>

#include "ledger/internal/text.h"
#include "ledger/projects.h"
#include "ledger/secrets.h"

namespace throng::ledger {
namespace {

constexpr std::size_t kIdLength = 12;
constexpr std::size_t kMaxName = 200;
constexpr std::size_t kMaxDescription = 10'000;
constexpr std::size_t kMaxFilter = std::size_t{1} << 20;

struct Row {
  SavedSegment segment;
  long long created_ms = 0;
  long long updated_ms = 0;
};

SavedSegment segment_of(const Row& row) {
  auto segment = row.segment;
  segment.created = from_ms(row.created_ms);
  segment.updated = from_ms(row.updated_ms);
  return segment;
}

Result<void> check(const SavedSegment& segment) {
  THRONG_CHECK(internal::check_name("project", segment.project, kMaxName));
  THRONG_CHECK(internal::check_name("name", segment.name, kMaxName));
  THRONG_CHECK(internal::check_text("description", segment.description, kMaxDescription));
  THRONG_CHECK(internal::check_name("filter", segment.filter, kMaxFilter));
  return internal::check_text("owner", segment.owner, kMaxName);
}

std::unexpected<Error> no_such_segment() { return fail(ErrorCode::not_found, "there is no such segment"); }

Result<void> check_name_is_free(soci::session& sql, const SavedSegment& segment) {
  std::string found;
  sql << "SELECT id FROM segments WHERE project = :project AND name = :name AND id <> :id", soci::use(segment.project),
      soci::use(segment.name), soci::use(segment.id), soci::into(found);
  if (sql.got_data()) return fail(ErrorCode::conflict, "a segment of this name exists already", "name");
  return {};
}

Result<void> insert(soci::session& sql, const SavedSegment& segment) {
  std::string project;
  sql << "SELECT id FROM projects WHERE id = :project", soci::use(segment.project), soci::into(project);
  if (!sql.got_data()) return fail(ErrorCode::not_found, "there is no such project", "project");
  THRONG_CHECK(check_name_is_free(sql, segment));
  const long long created = to_ms(segment.created);
  const long long updated = to_ms(segment.updated);
  sql << "INSERT INTO segments (id, project, name, description, filter, owner, created_ms, updated_ms) "
         "VALUES (:id, :project, :name, :description, :filter, :owner, :created, :updated)",
      soci::use(segment.id), soci::use(segment.project), soci::use(segment.name), soci::use(segment.description),
      soci::use(segment.filter), soci::use(segment.owner), soci::use(created), soci::use(updated);
  return {};
}

}  // namespace

Result<SavedSegment> add_segment(Db& db, SavedSegment wanted, Instant now) {
  THRONG_CHECK(check(wanted));
  wanted.id = random_text(kIdLength);
  wanted.created = now;
  wanted.updated = now;
  THRONG_CHECK(db.transact([&](soci::session& sql) { return insert(sql, wanted); }));
  return wanted;
}

Result<SavedSegment> find_segment(Db& db, std::string_view project, std::string_view id) {
  if (!internal::is_storable(project) || !internal::is_storable(id)) return no_such_segment();
  const std::string in_project(project);
  const std::string wanted(id);
  Row row;
  auto& segment = row.segment;
  THRONG_CHECK(db.read([&](soci::session& sql) -> Result<void> {
    sql << "SELECT id, project, name, description, filter, owner, created_ms, updated_ms FROM segments "
           "WHERE project = :project AND id = :id",
        soci::use(in_project), soci::use(wanted), soci::into(segment.id), soci::into(segment.project),
        soci::into(segment.name), soci::into(segment.description), soci::into(segment.filter),
        soci::into(segment.owner), soci::into(row.created_ms), soci::into(row.updated_ms);
    if (!sql.got_data()) return no_such_segment();
    return {};
  }));
  return segment_of(row);
}

Result<std::vector<SavedSegment>> list_segments(Db& db, std::string_view project) {
  std::vector<SavedSegment> all;
  if (!internal::is_storable(project)) return all;
  const std::string in_project(project);
  THRONG_CHECK(db.read([&](soci::session& sql) -> Result<void> {
    Row row;
    auto& segment = row.segment;
    soci::statement found =
        (sql.prepare << "SELECT id, project, name, description, filter, owner, created_ms, updated_ms FROM segments "
                        "WHERE project = :project",
         soci::use(in_project), soci::into(segment.id), soci::into(segment.project), soci::into(segment.name),
         soci::into(segment.description), soci::into(segment.filter), soci::into(segment.owner),
         soci::into(row.created_ms), soci::into(row.updated_ms));
    found.execute();
    while (found.fetch()) all.push_back(segment_of(row));
    return {};
  }));
  std::ranges::sort(all, {}, &SavedSegment::name);  // here, because the engines' orders of text differ
  return all;
}

Result<SavedSegment> update_segment(Db& db, const SavedSegment& segment, Instant now) {
  THRONG_CHECK(check(segment));
  THRONG_CHECK(internal::check_name("id", segment.id, kMaxName));
  const long long updated = to_ms(now);
  THRONG_CHECK(db.transact([&](soci::session& sql) -> Result<void> {
    THRONG_CHECK(check_name_is_free(sql, segment));
    std::string found;
    sql << "UPDATE segments SET name = :name, description = :description, filter = :filter, updated_ms = :updated "
           "WHERE project = :project AND id = :id RETURNING id",
        soci::use(segment.name), soci::use(segment.description), soci::use(segment.filter), soci::use(updated),
        soci::use(segment.project), soci::use(segment.id), soci::into(found);
    if (!sql.got_data()) return no_such_segment();
    return {};
  }));
  return find_segment(db, segment.project, segment.id);
}

Result<void> remove_segment(Db& db, std::string_view project, std::string_view id) {
  if (!internal::is_storable(project) || !internal::is_storable(id)) return no_such_segment();
  const std::string in_project(project);
  const std::string wanted(id);
  return db.transact([&](soci::session& sql) -> Result<void> {
    std::string found;
    sql << "DELETE FROM segments WHERE project = :project AND id = :id RETURNING id", soci::use(in_project),
        soci::use(wanted), soci::into(found);
    if (!sql.got_data()) return no_such_segment();
    return {};
  });
}

}  // namespace throng::ledger
