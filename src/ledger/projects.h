// Projects.
#pragma once

#include <string>
#include <vector>

#include "base/time.h"
#include "ledger/db.h"
#include "model/event.h"

namespace throng::ledger {

Result<void> add_project(Db& db, const model::Project& project, Instant now);  // conflict
Result<model::Project> find_project(Db& db, std::string_view id);              // not_found
Result<std::vector<model::Project>> list_projects(Db& db);
Result<void> update_project(Db& db, const model::Project& project);  // name, time zone, week start, currency

}  // namespace throng::ledger
