// /api/persons/{person}/…: how traits came about, what the person did and bought, where she belongs.
#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "analyze/sessions.h"
#include "analyze/sql/filter.h"
#include "analyze/sql/value.h"
#include "api/internal/project_roles.h"
#include "api/internal/who_is.h"
#include "api/json_route.h"
#include "api/messages/person_facts.h"
#include "api/person_rows.h"
#include "api/routes.h"
#include "api/trait_history.h"
#include "warehouse/property_sql.h"
#include "warehouse/schema.h"

namespace throng::api {
namespace {

using audience::Object;
using audience::ObjectKind;
using warehouse::Block;

constexpr std::size_t kMostChanges = 100;           // of one trait
constexpr std::size_t kMostDated = 60;              // audiences whose beginning is looked up
constexpr std::size_t kMostActivities = 1'000'000;  // whose days and sessions are counted, the oldest first
constexpr int kDaysBack = 90;

Instant instant_at(const Block& block, std::size_t column, std::size_t row) {
  return from_ms(static_cast<std::int64_t>(block.get<std::uint64_t>(column)[row]));
}

Result<Block> rows(App& app, const std::string& sql) {
  return warehouse::query_all(app.services.warehouse, sql, {.stop = app.stopping.get_token()});
}

// ---- traits --------------------------------------------------------------------------------------------------

constexpr std::string_view kColumns =
    "ts_ms, toString(event_id) AS id, anonymous_id, user_id, toString(channel) AS channel_text, "
    "toString(device) AS device_text";

TraitChange change_at(const Block& block, std::size_t row, std::string value) {
  const auto text = [&](std::size_t column) { return block.get<std::string>(column)[row]; };
  const Instant at = instant_at(block, 2, row);
  const bool by_user = !text(5).empty();
  return {.value = {std::move(value)},
          .since = at,
          .last_said = at,
          .times = 1,
          .event = text(3),
          .by = by_user ? model::IdKind::user : model::IdKind::anonymous,
          .by_id = by_user ? text(5) : text(4),
          .channel = text(6),
          .device = text(7)};
}

Result<TraitsResponse> traits(Call& call) {
  THRONG_TRY(const Who who, who_is(call));
  THRONG_TRY(const Block block, rows(call.app, operations_query(call.app, number_list(who.numbers), kColumns)));
  std::map<std::string, std::vector<TraitChange>> changes;  // oldest first
  each_trait_step(block, [&](const TraitStep& step) {
    std::vector<TraitChange>& of_trait = changes[step.name];
    const std::string text = step.value.empty() ? "null" : step.value;
    if (of_trait.empty() || of_trait.back().value.text != text) {
      of_trait.push_back(change_at(block, step.row, text));
      return;
    }
    of_trait.back().last_said = instant_at(block, 2, step.row);
    ++of_trait.back().times;
  });
  TraitsResponse response{.traits = {}, .more = block.rows == kMostOperations};
  for (auto& [name, of_trait] : changes) {
    std::ranges::reverse(of_trait);
    const std::size_t older = of_trait.size() - std::min(of_trait.size(), kMostChanges);
    of_trait.resize(of_trait.size() - older);
    response.traits.push_back({name, std::move(of_trait), older});
  }
  return response;
}

// ---- figures -------------------------------------------------------------------------------------------------

// Her events with the columns that conditions know (analyze/sql/store.h), read by number and not over all persons.
std::string events_of(const App& app, const Who& who) {
  return fmt::format(
      "(SELECT toUInt32({}) AS p, ts, ts_ms, tie, event_id, event, session, channel, device, os, browser, page, {} AS "
      "props FROM {} WHERE person IN {}) AS e",
      who.representative, warehouse::plain_props(), warehouse::table(app.project.id, "events"),
      number_list(who.numbers));
}

// Counts days and sessions of a person's activity in order; sessions by the default rule (docs/semantics.md, Sessions).
class ActivityCount {
 public:
  explicit ActivityCount(const Calendar& calendar) : calendar_(calendar) {}
  void take(Instant at, const std::string& id) {
    days_.insert(calendar_.date_of(at));
    const bool told = !id.empty() && !id_.empty();
    const bool begins = !last_ || (told ? id != id_ : at - *last_ > analyze::SessionRule{}.timeout);
    if (begins) ++sessions_;
    if (begins || !id.empty()) id_ = id;
    last_ = at;
  }
  std::uint64_t days() const { return days_.size(); }
  std::uint64_t sessions() const { return sessions_; }

 private:
  const Calendar& calendar_;
  std::set<CivilDate> days_;
  std::uint64_t sessions_ = 0;
  std::optional<Instant> last_;
  std::string id_;  // of the running session; "": none yet
};

Result<void> add_activity(App& app, const std::string& events, PersonFigures& figures) {
  const std::string activity = analyze::sql::is_activity_sql();
  THRONG_TRY(const Block all,
             rows(app, fmt::format("SELECT count(), min(ts_ms), max(ts_ms) FROM {} WHERE {}", events, activity)));
  if (all.rows == 0 || all.get<std::uint64_t>(0)[0] == 0) return {};
  figures.events = all.get<std::uint64_t>(0)[0];
  figures.first = instant_at(all, 1, 0);
  figures.last = instant_at(all, 2, 0);
  THRONG_TRY(const Block block, rows(app, fmt::format("SELECT ts_ms, session FROM {} WHERE {} ORDER BY ts_ms, tie, "
                                                      "toUInt128(event_id) LIMIT {}",
                                                      events, activity, kMostActivities)));
  ActivityCount count(app.calendar);
  for (std::size_t row = 0; row < block.rows; ++row)
    count.take(instant_at(block, 0, row), block.get<std::string>(1)[row]);
  figures.active_days = count.days();
  figures.sessions = count.sessions();
  return {};
}

Result<void> add_purchases(Call& call, const std::string& events, PersonFigures& figures) {
  App& app = call.app;
  THRONG_TRY(const RolesView roles, project_roles(app));
  using enum audience::PlayRole;
  if (!roles.paid) {
    figures.missing = {purchase, revenue};
    return {};
  }
  const audience::CurrentMemberships memberships = app.memberships(call.request.gone);
  const analyze::AskContext context = memberships.context();
  THRONG_TRY(const auto reader, analyze::sql::Reader::open({&app.services.warehouse, app.project.id}, context));
  THRONG_TRY(const std::string match, analyze::sql::match_sql(reader, *roles.paid));
  std::string sum = "toFloat64(0)";
  if (roles.revenue.empty()) {
    figures.missing = {revenue};
  } else {
    const auto value = analyze::sql::ValueSql::event(roles.revenue);
    const std::string is_number = value.is_number();  // before number(): it names what both read
    sum = fmt::format("sumIf({1}, {0})", is_number, value.number());
  }
  THRONG_TRY(const Block block,
             rows(app, fmt::format("SELECT count(), max(ts_ms), {} FROM {} WHERE {}", sum, events, match)));
  if (block.rows == 0) return {};
  figures.purchases = block.get<std::uint64_t>(0)[0];
  if (*figures.purchases > 0) figures.last_purchase = instant_at(block, 1, 0);
  if (!roles.revenue.empty()) figures.revenue = block.get<double>(2)[0];
  return {};
}

Result<PersonFigures> figures(Call& call) {
  THRONG_TRY(const Who who, who_is(call));
  App& app = call.app;
  const std::string events = events_of(app, who);
  PersonFigures figures{.currency = app.project.currency};
  THRONG_CHECK(add_activity(app, events, figures));
  THRONG_CHECK(add_purchases(call, events, figures));
  return figures;
}

// ---- segments and layers -------------------------------------------------------------------------------------

// When she last entered each segment, as far as it was followed live. By id.
Result<std::map<std::string, Instant>> entered(App& app, const Who& who) {
  THRONG_TRY(const Block block,
             rows(app, fmt::format("SELECT {} AS segment, max(ts_ms) AS at FROM {} WHERE event = {} AND person IN {} "
                                   "GROUP BY segment",
                                   warehouse::raw_property(warehouse::plain_props(), "segment"),
                                   warehouse::table(app.project.id, "events"),
                                   warehouse::quote(std::string(model::kSegmentEntered)), number_list(who.numbers))));
  std::map<std::string, Instant> out;
  for (std::size_t row = 0; row < block.rows; ++row) {
    std::string id = block.get<std::string>(0)[row];
    std::erase(id, '"');
    out.emplace(std::move(id), instant_at(block, 1, row));
  }
  return out;
}

// Adds since which version; of what is not kept nothing.
Result<void> add_day(App& app, const Who& who, const Object& object, BelongsTo& one) {
  const Instant today = app.calendar.floor(app.now(), BucketUnit::day);
  const CivilDate from = app.calendar.date_of(app.calendar.advance(today, BucketUnit::day, -kDaysBack));
  THRONG_TRY(const auto since, app.services.audience.shelf().versions().held_since(object, {one.layer, who.numbers},
                                                                                   from, app.calendar.date_of(today)));
  if (!since) return {};
  one.day = fmt::format("{:04}-{:02}-{:02}", since->day.year, since->day.month, since->day.day);
  one.or_before = since->is_first;
  return {};
}

Result<PersonAudiences> audiences(Call& call) {
  THRONG_TRY(const Who who, who_is(call));
  App& app = call.app;
  THRONG_TRY(const auto definitions, app.services.audience.definitions());
  std::vector<Object> objects;
  for (const audience::Definition& one : *definitions)
    if (one.object.kind != ObjectKind::tag) objects.push_back(one.object);
  const audience::CurrentMemberships memberships = app.memberships(call.request.gone);
  memberships.prepare(objects);
  THRONG_TRY(const auto instants, entered(app, who));
  PersonAudiences out;
  std::size_t dated = 0;
  for (const audience::Definition& one : *definitions) {
    if (one.object.kind == ObjectKind::tag) continue;
    const auto assignment = memberships.assignment(one.object);
    if (!assignment) continue;  // it says so on its own page
    const audience::Assignment& groups = **assignment;
    for (std::size_t i = 0; i < groups.values.size(); ++i) {
      if (!groups.persons[i].contains(who.representative)) continue;
      BelongsTo found{.id = one.object.id, .name = one.name, .layer = groups.values[i]};
      const auto instant = instants.find(found.id);
      if (app.services.audience.is_followed(found.id) && instant != instants.end())
        found.entered = instant->second;
      else if (dated++ < kMostDated)
        THRONG_CHECK(add_day(app, who, one.object, found));
      (one.object.kind == ObjectKind::segment ? out.segments : out.layers).push_back(std::move(found));
    }
  }
  return out;
}

}  // namespace

std::vector<Route> person_fact_routes() {
  constexpr auto kViewer = Permission::viewer;
  return {
      json_route<traits>({.path = "/api/persons/{person}/traits",
                          .permission = kViewer,
                          .summary = "Every value that a person's traits had, and what brought it"}),
      json_route<figures>({.path = "/api/persons/{person}/figures",
                           .permission = kViewer,
                           .summary = "What a person did and bought, in numbers"}),
      json_route<audiences>({.path = "/api/persons/{person}/audiences",
                             .permission = kViewer,
                             .summary = "The segments and layers a person is in now, and since when",
                             .run_on = RunOn::heavy}),
  };
}

}  // namespace throng::api
