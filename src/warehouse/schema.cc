#include "warehouse/schema.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "warehouse/internal/schema_ddl.h"

namespace throng::warehouse {
namespace {

constexpr std::size_t kMaxProjectName = 31;
constexpr std::array<std::string_view, 3> kReserved = {"default", "system", "information_schema"};

Result<void> check_project(std::string_view project) {
  const auto is_lower = [](char c) { return c >= 'a' && c <= 'z'; };
  const auto is_allowed = [&](char c) { return is_lower(c) || (c >= '0' && c <= '9') || c == '_'; };
  if (project.empty() || project.size() > kMaxProjectName || !is_lower(project.front()) ||
      !std::all_of(project.begin(), project.end(), is_allowed))
    return invalid("project", "a project's id is 1 to 31 lower-case letters, digits and _, a letter first");
  if (std::find(kReserved.begin(), kReserved.end(), project) != kReserved.end())
    return invalid("project", "this name is taken by the warehouse itself");
  return {};
}

Result<int> stored_version(Warehouse& warehouse, std::string_view project) {
  THRONG_TRY(const auto found, query_all(warehouse, "SELECT max(version) FROM " + table(project, "schema_versions")));
  return found.rows == 0 ? 0 : static_cast<int>(found.get<std::uint32_t>(0)[0]);
}

// The token makes the row appear once, even if this is killed after the insert and repeated.
Result<void> record(Warehouse& warehouse, std::string_view project, int version) {
  Block row;
  row.rows = 1;
  row.columns.push_back(Column{"version", std::vector<std::uint32_t>{static_cast<std::uint32_t>(version)}, {}, {}});
  return warehouse.insert(table(project, "schema_versions"), row, fmt::format("schema-{}", version));
}

}  // namespace

int schema_version() { return internal::migrations("any").back().version; }

Result<void> migrate(Warehouse& warehouse, std::string_view project) {
  THRONG_CHECK(check_project(project));
  for (const auto& statement : internal::foundation(project)) THRONG_CHECK(warehouse.execute(statement));
  THRONG_TRY(const auto stored, stored_version(warehouse, project));
  if (stored > schema_version())
    return fail(ErrorCode::conflict,
                fmt::format("project {} was written by a newer version of this program (schema {}, this one knows {})",
                            project, stored, schema_version()));
  for (const auto& migration : internal::migrations(project)) {
    if (migration.version <= stored) continue;
    for (const auto& statement : migration.statements) THRONG_CHECK(warehouse.execute(statement));
    THRONG_CHECK(record(warehouse, project, migration.version));
  }
  return {};
}

std::string table(std::string_view project, std::string_view name) {
  return identifier(project) + "." + std::string(name);
}

}  // namespace throng::warehouse
