// The long-lived objects of one data folder, opened in order of dependency and closed in reverse.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "audience/audience.h"
#include "base/calendar.h"
#include "base/clock.h"
#include "base/log.h"
#include "cli/folder.h"
#include "cli/plan_source.h"
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

// Takes the lock, opens both stores, brings the project's tables to the newest schema. Damaged parts of the warehouse
// are told to `log`: their rows are missing, but what is there can be worked with.
// Errors: not_found (not initialised), conflict (in use), and those of the stores.
enum class EngineReads { tables, files };  // files: whatever this process may read
Result<Stores> open_stores(const std::string& folder, const Log& log, EngineReads reads = EngineReads::tables);

// And what collects and answers.
struct House {
  Stores stores;
  std::unique_ptr<timeline::Timeline> timeline;
  std::unique_ptr<WriteKeys> write_keys;
  std::unique_ptr<PlanSource> plan;
  std::unique_ptr<collect::Collector> collector;
  std::unique_ptr<audience::Audience> audience;
};

// Builds the timeline (with progress) and recovers what a killed process left in the journal. `clock` and
// `log` must outlive the house.
Result<House> open_house(const std::string& folder, const Clock& clock, const Log& log,
                         EngineReads reads = EngineReads::tables);

// Of commands that are no servers: warnings only, on standard error.
Log command_log(const Clock& clock);

// What an operator should know and do about parts that the engine set aside; "" when there are none.
std::string advice_on(const std::vector<std::string>& damaged_parts);

}  // namespace throng::cli
