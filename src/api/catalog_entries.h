// What is known of a project's events beside what they look like, as it is kept in the ledger: one saved thing an
// event, and one for what becomes of events that are not as planned.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "collect/plan/plan.h"
#include "ledger/db.h"

namespace throng::api {

inline constexpr std::size_t kMaxCatalogText = 2000;  // bytes of a description
inline constexpr std::size_t kMaxOwnerBytes = 200;
inline constexpr std::size_t kMaxDescribedProperties = 500;  // of one event

struct CatalogEntry {
  std::string name;  // the event's
  collect::EventStatus status = collect::EventStatus::none;
  std::string owner;  // who answers for it: an address, a team
  std::string description;
  std::map<std::string, std::string> properties;  // descriptions
  std::optional<json::Raw> schema;                // JSON Schema of its properties
  static constexpr std::string_view kRequired[] = {"name"};
};
BOOST_DESCRIBE_STRUCT(CatalogEntry, (), (name, status, owner, description, properties, schema))

// Errors: invalid_argument naming the field; of a schema the place of the keyword that is wrong.
Result<void> validate(const CatalogEntry& entry);

Result<std::vector<CatalogEntry>> catalog_entries(ledger::Db& db, std::string_view project);  // by name
// They take the place of what is known of their events. One that says nothing at all is forgotten. Where one is not
// valid, none is kept.
Result<void> keep_catalog_entries(ledger::Db& db, const std::string& project, std::span<const CatalogEntry> entries,
                                  const std::string& by, Instant now);

Result<collect::PlanRules> plan_rules(ledger::Db& db, std::string_view project);
Result<void> keep_plan_rules(ledger::Db& db, const std::string& project, const collect::PlanRules& rules,
                             const std::string& by, Instant now);

// The plan as the collector follows it; null where nothing is said. `version` changes whenever it may have changed.
Result<std::string> plan_version(ledger::Db& db, std::string_view project);
Result<std::shared_ptr<const collect::Plan>> compiled_plan(ledger::Db& db, std::string_view project);

}  // namespace throng::api
