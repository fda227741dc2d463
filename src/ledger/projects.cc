#include "ledger/projects.h"

#include <soci/soci.h>

#include <algorithm>

#include "ledger/internal/text.h"
#include "model/project_id.h"

namespace throng::ledger {
namespace {

constexpr std::size_t kMaxName = 200;

struct Row {
  model::Project project;
  std::string week_start;
};

Result<model::Project> project_of(const Row& row) {
  auto project = row.project;
  THRONG_TRY(project.week_start, internal::enum_of<Weekday>(row.week_start));
  return project;
}

Result<void> check(const model::Project& project) {
  THRONG_CHECK(model::check_project_id(project.id));
  THRONG_CHECK(internal::check_name("name", project.name, kMaxName));
  THRONG_CHECK(internal::check_name("time_zone", project.time_zone, kMaxName));
  THRONG_CHECK(Calendar::create(project.time_zone, project.week_start));
  const auto is_letter = [](char c) { return c >= 'A' && c <= 'Z'; };
  if (project.currency.size() != 3 || !std::all_of(project.currency.begin(), project.currency.end(), is_letter))
    return invalid("currency", "must be an ISO 4217 code such as USD");
  return {};
}

std::unexpected<Error> no_such_project() { return fail(ErrorCode::not_found, "there is no such project"); }

}  // namespace

Result<void> add_project(Db& db, const model::Project& project, Instant now) {
  THRONG_CHECK(check(project));
  const auto week_start = internal::name_of(project.week_start);
  const long long created = to_ms(now);
  return db.transact([&](soci::session& sql) -> Result<void> {
    std::string found;
    sql << "SELECT id FROM projects WHERE id = :id", soci::use(project.id), soci::into(found);
    if (sql.got_data()) return fail(ErrorCode::conflict, "this project exists already", "id");
    sql << "INSERT INTO projects (id, name, time_zone, week_start, currency, created_ms) "
           "VALUES (:id, :name, :time_zone, :week_start, :currency, :created)",
        soci::use(project.id), soci::use(project.name), soci::use(project.time_zone), soci::use(week_start),
        soci::use(project.currency), soci::use(created);
    return {};
  });
}

Result<model::Project> find_project(Db& db, std::string_view id) {
  if (!internal::is_storable(id)) return no_such_project();
  const std::string wanted(id);
  Row row;
  auto& project = row.project;
  THRONG_CHECK(db.read([&](soci::session& sql) -> Result<void> {
    sql << "SELECT id, name, time_zone, week_start, currency FROM projects WHERE id = :id", soci::use(wanted),
        soci::into(project.id), soci::into(project.name), soci::into(project.time_zone), soci::into(row.week_start),
        soci::into(project.currency);
    if (!sql.got_data()) return no_such_project();
    return {};
  }));
  return project_of(row);
}

Result<std::vector<model::Project>> list_projects(Db& db) {
  std::vector<model::Project> all;
  THRONG_CHECK(db.read([&](soci::session& sql) -> Result<void> {
    Row row;
    auto& project = row.project;
    soci::statement found = (sql.prepare << "SELECT id, name, time_zone, week_start, currency FROM projects",
                             soci::into(project.id), soci::into(project.name), soci::into(project.time_zone),
                             soci::into(row.week_start), soci::into(project.currency));
    found.execute();
    while (found.fetch()) {
      THRONG_TRY(auto one, project_of(row));
      all.push_back(std::move(one));
    }
    return {};
  }));
  std::ranges::sort(all, {}, &model::Project::id);  // here, because the engines' orders of text differ
  return all;
}

Result<void> update_project(Db& db, const model::Project& project) {
  THRONG_CHECK(check(project));
  const auto week_start = internal::name_of(project.week_start);
  return db.transact([&](soci::session& sql) -> Result<void> {
    std::string found;
    sql << "UPDATE projects SET name = :name, time_zone = :time_zone, week_start = :week_start, currency = :currency "
           "WHERE id = :id RETURNING id",
        soci::use(project.name), soci::use(project.time_zone), soci::use(week_start), soci::use(project.currency),
        soci::use(project.id), soci::into(found);
    if (!sql.got_data()) return no_such_project();
    return {};
  });
}

}  // namespace throng::ledger
