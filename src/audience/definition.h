// What groups persons, however it is defined: its name, when it is worked out, what it builds on, and how.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "audience/object.h"
#include "audience/plan.h"
#include "ledger/db.h"

namespace throng::audience {

// live: whenever somebody asks, as of then. The others: as of the last time they were due.
enum class Refresh { live, hourly, daily, manual };
BOOST_DESCRIBE_ENUM(Refresh, live, hourly, daily, manual)

struct Schedule {
  Refresh refresh = Refresh::daily;
  std::uint32_t hour = 3;        // of daily ones: so many hours after midnight, 0..23
  std::uint32_t keep_days = 90;  // versions are kept so long, 1..3650
};
BOOST_DESCRIBE_STRUCT(Schedule, (), (refresh, hour, keep_days))
Result<void> check(const Schedule& schedule);
// When it was last due at or before `now`; empty: never by itself. Live ones are due daily too, for their history.
std::optional<Instant> last_due(const Schedule& schedule, const Calendar& calendar, Instant now);
// The first time after `now`.
std::optional<Instant> next_due(const Schedule& schedule, const Calendar& calendar, Instant now);

struct Definition {
  Object object;
  std::string name;
  Schedule schedule;
  Instant updated{};
  std::vector<Object> builds_on;
  std::optional<Plan> plan;  // empty: its members are what somebody put in (fixed, manual, imported)
  bool is_filter = false;    // a segment whose members are those for whom the plan's one filter holds, no more, no less
};

// Of everything in the project. What cannot be read (written by a newer program) is left out.
Result<std::vector<Definition>> all_definitions(ledger::Db& db, std::string_view project);
Result<Definition> find_definition(ledger::Db& db, std::string_view project, const Object& object);  // not_found

// How all that is named in a filter is called, and whether it is there. `self` may not be reached from what it builds
// on. Errors: invalid_argument (field "filter"), naming what does not exist, or the circle step by step.
Result<void> check_builds_on(const std::vector<Definition>& all, const Object& self, std::string_view self_name,
                             std::span<const Object> builds_on);
// Those that build on it directly.
std::vector<const Definition*> users_of(const std::vector<Definition>& all, const Object& object);
// What each builds on comes before it. Circles are broken somewhere (check_builds_on lets none in).
std::vector<std::vector<const Definition*>> in_levels(std::span<const Definition* const> definitions);

}  // namespace throng::audience
