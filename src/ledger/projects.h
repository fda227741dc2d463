// Projects and what operators saved in them.
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

struct SavedSegment {
  std::string id;  // 12 random letters and digits
  std::string project;
  std::string name;  // unique in the project
  std::string description;
  std::string filter;  // JSON of model::Filter
  std::string owner;   // e-mail
  Instant created{};
  Instant updated{};
};
Result<SavedSegment> add_segment(Db& db, SavedSegment wanted, Instant now);
Result<SavedSegment> find_segment(Db& db, std::string_view project, std::string_view id);
Result<std::vector<SavedSegment>> list_segments(Db& db, std::string_view project);
Result<SavedSegment> update_segment(Db& db, const SavedSegment& segment, Instant now);
Result<void> remove_segment(Db& db, std::string_view project, std::string_view id);

}  // namespace throng::ledger
