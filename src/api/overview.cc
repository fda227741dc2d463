// /api/overview: the project at a glance.
#include <algorithm>

#include "api/internal/app_state.h"
#include "api/json_route.h"
#include "api/messages/settings.h"
#include "api/routes.h"
#include "collect/quarantine.h"
#include "model/filter.h"
#include "warehouse/schema.h"

namespace throng::api {
namespace {

struct Days {
  std::int64_t yesterday = 0;
  std::int64_t today = 0;
  std::int64_t tomorrow = 0;
};

Days days_of(const App& app) {
  const Instant today = app.calendar.floor(app.now(), BucketUnit::day);
  return {to_ms(app.calendar.advance(today, BucketUnit::day, -1)), to_ms(today),
          to_ms(app.calendar.advance(today, BucketUnit::day, 1))};
}

std::vector<bool> activities(const timeline::Snapshot& snapshot) {
  std::vector<bool> out(snapshot.event_names());
  for (std::size_t code = 0; code < out.size(); ++code) {
    out[code] = model::is_activity(snapshot.event_name(static_cast<timeline::EventCode>(code)));
  }
  return out;
}

// One person's share in the numbers of today and yesterday.
void count_person(const timeline::PersonView& person, const Days& days, const std::vector<bool>& is_activity,
                  OverviewResponse& sum) {
  const auto active = [&](std::size_t i) { return is_activity[person.names[i]]; };
  const auto begin = std::ranges::lower_bound(person.keys, timeline::key_of(days.yesterday, 0));
  std::uint64_t today = 0;
  std::uint64_t yesterday = 0;
  for (auto i = static_cast<std::size_t>(begin - person.keys.begin()); i < person.keys.size(); ++i) {
    const std::int64_t ms = timeline::ms_of(person.keys[i]);
    if (ms >= days.tomorrow || !active(i)) continue;
    ++(ms >= days.today ? today : yesterday);
  }
  sum.events_today += today;
  sum.events_yesterday += yesterday;
  sum.active_today += today > 0 ? 1 : 0;
  sum.active_yesterday += yesterday > 0 ? 1 : 0;
  if (today + yesterday == 0) return;
  for (std::size_t i = 0; i < person.keys.size(); ++i) {
    if (!active(i)) continue;
    const std::int64_t first = timeline::ms_of(person.keys[i]);
    if (first >= days.today && first < days.tomorrow) ++sum.new_today;
    if (first >= days.yesterday && first < days.today) ++sum.new_yesterday;
    return;
  }
}

Result<std::uint64_t> quarantined_since(App& app, Instant since) {
  THRONG_TRY(const auto block, warehouse::query_all(app.services.warehouse,
                                                    "SELECT count() AS n " + collect::unsettled(app.project.id, {}) +
                                                        " AND at_ms >= " + std::to_string(to_ms(since))));
  return block.rows == 0 ? 0 : block.get<std::uint64_t>(0)[0];
}

Result<OverviewResponse> overview(Call& call) {
  App& app = call.app;
  THRONG_TRY(const timeline::Snapshot snapshot, app.services.timeline.snapshot());
  OverviewResponse response{.persons = snapshot.persons(), .events = snapshot.events()};
  const Days days = days_of(app);
  const std::vector<bool> is_activity = activities(snapshot);
  for (std::size_t slice = 0; slice < snapshot.slices(); ++slice) {
    snapshot.scan_slice(slice,
                        [&](const timeline::PersonView& person) { count_person(person, days, is_activity, response); });
  }
  THRONG_TRY(response.quarantined, quarantined_since(app, app.now() - throng::days(7)));
  return response;
}

}  // namespace

std::vector<Route> overview_routes() {
  return {json_route<overview>({.path = "/api/overview",
                                .permission = Permission::viewer,
                                .summary = "The project at a glance: today against yesterday",
                                .run_on = RunOn::heavy})};
}

}  // namespace throng::api
