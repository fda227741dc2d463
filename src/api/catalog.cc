// /api/catalog: what events there are, what is known of them, and how they keep to the plan.
#include <algorithm>

#include "api/internal/catalog_stats.h"
#include "api/json_route.h"
#include "api/messages/catalog.h"
#include "api/messages/session.h"
#include "api/routes.h"
#include "api/tracking_plan.h"
#include "ledger/plan_findings.h"

namespace throng::api {
namespace {

constexpr std::uint64_t kMostDays = 90;

// Where each of the days begins, and where today ends.
Result<std::vector<Instant>> asked_days(Call& call) {
  THRONG_TRY(const std::uint64_t count, call.query_number("days", 30, kMostDays));
  const Calendar& calendar = call.app.calendar;
  const Instant today = calendar.floor(call.app.now(), BucketUnit::day);
  std::vector<Instant> days;
  for (int back = static_cast<int>(std::max<std::uint64_t>(count, 1)) - 1; back >= -1; --back)
    days.push_back(calendar.advance(today, BucketUnit::day, -back));
  return days;
}

using Findings = std::vector<ledger::PlanFindingDay>;

Result<Findings> findings_since(App& app, Instant since) {
  THRONG_CHECK(app.source_book.write());
  const Duration into_day(to_ms(since) % to_ms(from_ms(0) + days(1)));  // they are kept by days of UTC
  return ledger::list_plan_findings(app.services.db, app.project.id, since - into_day);
}

CatalogEvent view_of(const CatalogEntry& entry, const EventStats* stats, const Findings& findings) {
  CatalogEvent view{.name = entry.name,
                    .status = entry.status,
                    .owner = entry.owner,
                    .description = entry.description,
                    .has_schema = entry.schema.has_value()};
  for (const auto& finding : findings) view.warned += finding.event == entry.name ? finding.times : 0;
  if (stats == nullptr) return view;
  view.events = stats->events;
  view.days = stats->days;
  view.quarantined = stats->quarantined;
  if (stats->events == 0) return view;
  view.first_seen = stats->first_seen;
  view.last_seen = stats->last_seen;
  return view;
}

Result<CatalogResponse> list(Call& call) {
  App& app = call.app;
  THRONG_TRY(const auto bounds, asked_days(call));
  THRONG_TRY(auto stats, event_stats(app, bounds));
  THRONG_TRY(const auto entries, catalog_entries(app.services.db, app.project.id));
  THRONG_TRY(const auto findings, findings_since(app, bounds.front()));
  CatalogResponse response;
  THRONG_TRY(response.rules, plan_rules(app.services.db, app.project.id));
  response.days.assign(bounds.begin(), bounds.end() - 1);
  for (const CatalogEntry& entry : entries) {
    const auto found = stats.find(entry.name);
    response.events.push_back(view_of(entry, found == stats.end() ? nullptr : &found->second, findings));
    if (found != stats.end()) stats.erase(found);
  }
  for (const auto& [name, one] : stats) response.events.push_back(view_of({.name = name}, &one, findings));
  std::ranges::sort(response.events, [](const CatalogEvent& a, const CatalogEvent& b) {
    return a.events != b.events ? a.events > b.events : a.name < b.name;
  });
  for (CatalogEvent& event : response.events) event.days.resize(response.days.size());
  return response;
}

Result<CatalogEntry> entry_of(App& app, const std::string& name) {
  THRONG_TRY(auto entries, catalog_entries(app.services.db, app.project.id));
  const auto found = std::ranges::find(entries, name, &CatalogEntry::name);
  return found == entries.end() ? CatalogEntry{.name = name} : std::move(*found);
}

// Adds what people said of properties, also of those that never came.
void describe_properties(const CatalogEntry& entry, std::vector<CatalogProperty>& properties) {
  for (const auto& [name, text] : entry.properties) {
    auto found = std::ranges::find(properties, name, &CatalogProperty::name);
    if (found == properties.end()) found = properties.insert(properties.end(), CatalogProperty{.name = name});
    found->description = text;
  }
}

Result<CatalogEventResponse> show(Call& call) {
  App& app = call.app;
  const std::string name = call.query_or("name", "");
  if (name.empty()) return invalid("name", "say which event");
  THRONG_TRY(const auto bounds, asked_days(call));
  THRONG_TRY(const CatalogEntry entry, entry_of(app, name));
  THRONG_TRY(const auto stats, event_stats(app, bounds, name));
  THRONG_TRY(auto findings, findings_since(app, bounds.front()));
  THRONG_TRY(PropertyStats properties, property_stats(app, name));
  const auto found = stats.find(name);
  CatalogEventResponse response{.event = view_of(entry, found == stats.end() ? nullptr : &found->second, findings),
                                .schema = entry.schema,
                                .sampled = properties.sampled,
                                .seen_ever = properties.seen_ever,
                                .properties = std::move(properties.properties)};
  response.event.days.resize(bounds.size() - 1);
  describe_properties(entry, response.properties);
  for (auto& one : findings) {
    if (one.event == name) response.findings.push_back({one.reason, one.field, one.message, one.times, one.last});
  }
  return response;
}

Result<Empty> change(Call& call, const CatalogEntry& entry) {
  THRONG_CHECK(keep_catalog_entries(call.app.services.db, call.app.project.id, {&entry, 1}, call.principal->name,
                                    call.app.now()));
  return Empty{};
}

Result<TrackingPlan> plan(Call& call) {
  TrackingPlan out;
  THRONG_TRY(out.rules, plan_rules(call.app.services.db, call.app.project.id));
  THRONG_TRY(out.events, catalog_entries(call.app.services.db, call.app.project.id));
  return out;
}

// What is known of an event beside what a plan says stays.
CatalogEntry merged(const CatalogEntry& known, CatalogEntry wanted) {
  if (wanted.owner.empty()) wanted.owner = known.owner;
  if (wanted.description.empty()) wanted.description = known.description;
  wanted.properties.insert(known.properties.begin(), known.properties.end());
  if (!wanted.schema) wanted.schema = known.schema;
  return wanted;
}

Result<PlanUploaded> upload(Call& call) {
  App& app = call.app;
  THRONG_TRY(auto wanted, read_tracking_plan(call.request.body));
  THRONG_TRY(const auto known, catalog_entries(app.services.db, app.project.id));
  PlanUploaded out;
  std::vector<CatalogEntry> news;
  for (CatalogEntry& entry : wanted) {
    const auto found = std::ranges::find(known, entry.name, &CatalogEntry::name);
    if (found != known.end()) entry = merged(*found, std::move(entry));
    const bool same = found != known.end() && json::to_string(*found) == json::to_string(entry);
    ++(found == known.end() ? out.added : same ? out.unchanged : out.changed);
    if (!same) news.push_back(std::move(entry));
  }
  THRONG_CHECK(keep_catalog_entries(app.services.db, app.project.id, news, call.principal->name, app.now()));
  return out;
}

Result<Empty> rule(Call& call, const collect::PlanRules& rules) {
  THRONG_CHECK(keep_plan_rules(call.app.services.db, call.app.project.id, rules, call.principal->name, call.app.now()));
  return Empty{};
}

}  // namespace

std::vector<Route> catalog_routes() {
  using enum http::Method;
  const QueryParameter days{"days", "integer", "how far back, 30 by default, at most 90"};
  return {
      json_route<list>({.path = "/api/catalog",
                        .permission = Permission::viewer,
                        .summary = "Every event: how many by day, what is known of it, how it keeps to the plan",
                        .query = {days},
                        .run_on = RunOn::heavy}),
      json_route<show>({.path = "/api/catalog/event",
                        .permission = Permission::viewer,
                        .summary = "One event with its properties: types, examples, first and last seen",
                        .query = {{"name", "string", "the event's"}, days},
                        .run_on = RunOn::heavy}),
      json_route<change>({.method = put,
                          .path = "/api/catalog/event",
                          .permission = Permission::analyst,
                          .summary = "Say what an event is, who answers for it, what its properties have to be"}),
      json_route<plan>({.path = "/api/catalog/plan",
                        .permission = Permission::viewer,
                        .summary = "The tracking plan: all that is said of events, as a file to keep"}),
      json_route<upload>(
          {.method = post,
           .path = "/api/catalog/plan",
           .permission = Permission::owner,
           .summary = "Take a tracking plan: ours, Segment's, or a JSON Schema with a property an event"}),
      json_route<rule>({.method = put,
                        .path = "/api/catalog/rules",
                        .permission = Permission::owner,
                        .summary = "What becomes of events that are not as planned"}),
  };
}

}  // namespace throng::api
