// Events that were taken though they are not as planned (collect/plan/plan.h), counted by day.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "ledger/db.h"

namespace throng::ledger {

inline constexpr Duration kPlanFindingsAge = days(90);  // what is older is deleted

struct PlanFindingDay {
  Instant day{};  // its beginning, in UTC
  std::string event;
  std::string reason;  // one of collect::Reason's names
  std::string field;
  std::string message;  // the last one
  std::uint64_t times = 0;
  Instant last{};
};

// Adds to what is there of the same day, event, reason and field.
Result<void> add_plan_findings(Db& db, std::string_view project, std::span<const PlanFindingDay> findings);
// From `since` on, the days of one finding added up; by times descending.
Result<std::vector<PlanFindingDay>> list_plan_findings(Db& db, std::string_view project, Instant since);
Result<void> prune_plan_findings(Db& db, Instant now);

}  // namespace throng::ledger
