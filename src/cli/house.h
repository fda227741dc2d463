// The long-lived objects of one data folder, opened in order of dependency and closed in reverse.
#pragma once

#include <memory>

#include "base/calendar.h"
#include "base/clock.h"
#include "cli/folder.h"
#include "cli/write_keys.h"
#include "collect/collector.h"
#include "ledger/db.h"
#include "model/event.h"
#include "timeline/timeline.h"
#include "warehouse/warehouse.h"

namespace throng::cli {

// What every command that works in a folder needs. Members are closed from last to first.
struct Stores {
  DataFolder folder;
  Config config;
  FolderLock lock;
  std::unique_ptr<ledger::Db> db;
  model::Project project;
  Calendar calendar = Calendar::utc();
  std::unique_ptr<warehouse::Warehouse> warehouse;
};

// Takes the lock, opens both stores, brings the project's tables to the newest schema.
// Errors: not_found (not initialised), conflict (in use), and those of the stores.
Result<Stores> open_stores(const std::string& folder);

// And what collects and answers.
struct House {
  Stores stores;
  std::unique_ptr<timeline::Timeline> timeline;
  std::unique_ptr<WriteKeys> write_keys;
  std::unique_ptr<collect::Collector> collector;
};

// Builds the timeline (with progress) and recovers what a killed process left in the journal. `clock` must outlive the
// house.
Result<House> open_house(const std::string& folder, const Clock& clock);

}  // namespace throng::cli
