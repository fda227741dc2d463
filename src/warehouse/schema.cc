#include "warehouse/schema.h"

#include <fmt/format.h>

#include "model/project_id.h"
#include "warehouse/internal/schema_ddl.h"

namespace throng::warehouse {
namespace {

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

Result<void> migrate(Warehouse& warehouse, std::string_view project, const Log* log) {
  THRONG_CHECK(model::check_project_id(project));
  for (const auto& statement : internal::foundation(project)) THRONG_CHECK(warehouse.execute(statement));
  THRONG_TRY(const auto stored, stored_version(warehouse, project));
  if (stored > schema_version())
    return fail(ErrorCode::conflict,
                fmt::format("project {} was written by a newer version of this program (schema {}, this one knows {})",
                            project, stored, schema_version()));
  for (const auto& migration : internal::migrations(project)) {
    if (migration.version <= stored) continue;
    if (log != nullptr) log->info("migrating the warehouse", {{"version", std::int64_t{migration.version}}});
    for (const auto& statement : migration.statements) THRONG_CHECK(warehouse.execute(statement));
    THRONG_CHECK(record(warehouse, project, migration.version));
    if (log != nullptr) log->info("migrated the warehouse", {{"version", std::int64_t{migration.version}}});
  }
  return {};
}

std::string table(std::string_view project, std::string_view name) {
  return identifier(project) + "." + std::string(name);
}

}  // namespace throng::warehouse
