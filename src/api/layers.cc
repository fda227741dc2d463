// /api/layers: saved layer schemes, how large their layers are and were, and who went from which to which.
#include <algorithm>

#include <fmt/format.h>

#include "api/internal/saved_resource.h"
#include "api/json_route.h"
#include "api/messages/layers.h"
#include "api/messages/persons.h"
#include "api/person_rows.h"
#include "api/problem.h"
#include "api/routes.h"
#include "audience/flow.h"
#include "board/dates.h"

namespace throng::api {
namespace {

using audience::Assignment;
using audience::LayerScheme;
using audience::Object;
using audience::ObjectKind;
using Schemes = SavedResource<LayersBody, LayersView>;

constexpr std::uint64_t kMostPersons = 1000;

Object object_of(std::string_view id) { return {ObjectKind::layers, std::string(id)}; }

std::vector<LayerView> sizes_of(const Assignment& assignment) {
  std::vector<LayerView> layers;
  for (std::size_t i = 0; i < assignment.values.size(); ++i)
    layers.push_back({assignment.values[i], assignment.persons[i].size()});
  return layers;
}

std::vector<std::uint64_t> scores_of(const Assignment& assignment) {
  std::vector<std::uint64_t> scores;
  if (!assignment.numbers.empty()) scores.resize(audience::kRfmCells);
  for (const double number : assignment.numbers) {
    const audience::RfmScore score = audience::score_of(number);
    ++scores[(score.recency - 1) * 25 + (score.frequency - 1) * 5 + score.monetary - 1];
  }
  return scores;
}

// ---- the schemes ---------------------------------------------------------------------------------------------

void measure(LayersView& view, const audience::CurrentMemberships& memberships) {
  const auto assignment = memberships.assignment(object_of(view.id));
  if (!assignment) {
    view.problem = problem_of(assignment.error());
    return;
  }
  view.layers = sizes_of(**assignment);
  view.scores = scores_of(**assignment);
}

Result<void> finish(Call& call, LayersView& view) {
  measure(view, call.app.memberships(call.request.gone));
  if (view.schedule.refresh == audience::Refresh::live) return {};
  THRONG_TRY(const auto versions, call.app.services.audience.shelf().versions().latest_of_all());
  for (const auto& [object, version] : versions) {
    if (object == object_of(view.id)) view.computed = version.computed;
  }
  return {};
}

Result<LayersResponse> list(Call& call) {
  THRONG_TRY(auto views, Schemes::all(call));
  THRONG_TRY(const auto versions, call.app.services.audience.shelf().versions().latest_of_all());
  const audience::CurrentMemberships memberships = call.app.memberships(call.request.gone);
  for (LayersView& view : views) {
    measure(view, memberships);
    for (const auto& [object, version] : versions) {
      if (object == object_of(view.id) && view.schedule.refresh != audience::Refresh::live)
        view.computed = version.computed;
    }
  }
  return LayersResponse{std::move(views)};
}

// What its filters name must exist and not lead back to it.
Result<void> check_names(Call& call, const ledger::Saved& wanted) {
  THRONG_TRY(const auto all, call.app.services.audience.definitions());
  THRONG_TRY(const LayerScheme scheme, audience::layers_of(wanted));
  const auto definition = audience::definition_of(wanted, scheme);
  return audience::check_builds_on(*all, definition.object, wanted.name, definition.builds_on);
}

Result<LayersView> create(Call& call, const LayersBody& body) {
  THRONG_TRY(auto wanted, Schemes::wanted(call, "", body));
  THRONG_CHECK(check_names(call, wanted));
  THRONG_TRY(const auto added, ledger::add_saved(call.app.services.db, std::move(wanted), call.app.now()));
  call.app.services.audience.changed();
  return Schemes::finished<finish>(call, added);
}

// Layers as they were by another rule would be taken for those of this one: they go, unless the rule stays.
Result<LayersView> change(Call& call, const LayersBody& body) {
  audience::Audience& audience = call.app.services.audience;
  THRONG_TRY(const auto before, ledger::find_saved(call.app.services.db, Schemes::key(call)));
  THRONG_TRY(const auto wanted, Schemes::wanted(call, before.id, body));
  THRONG_CHECK(check_names(call, wanted));
  THRONG_TRY(const auto changed, ledger::update_saved(call.app.services.db, wanted, call.app.now()));
  audience.changed();
  THRONG_TRY(LayerScheme old_rule, audience::layers_of(before));
  THRONG_TRY(const LayerScheme new_rule, audience::layers_of(changed));
  old_rule.schedule = new_rule.schedule;
  if (json::to_string(old_rule) != json::to_string(new_rule))
    THRONG_CHECK(audience.shelf().forget(object_of(before.id)));
  return Schemes::finished<finish>(call, changed);
}

Result<Empty> remove_one(Call& call) {
  audience::Audience& audience = call.app.services.audience;
  THRONG_TRY(const auto saved, ledger::find_saved(call.app.services.db, Schemes::key(call)));
  THRONG_TRY(const auto all, audience.definitions());
  const auto users = audience::users_of(*all, object_of(saved.id));
  if (!users.empty()) return fail(ErrorCode::conflict, "\"" + users.front()->name + "\" is built on these layers");
  THRONG_CHECK(ledger::remove_saved(call.app.services.db, Schemes::key(call)));
  audience.changed();
  THRONG_CHECK(audience.shelf().forget(object_of(saved.id)));
  return Empty{};
}

Result<LayersPreview> preview(Call& call, const LayerScheme& wanted) {
  LayerScheme scheme = wanted;
  THRONG_CHECK(check(scheme));
  const audience::Plan plan = audience::plan_of(scheme);
  const audience::CurrentMemberships memberships = call.app.memberships(call.request.gone);
  THRONG_TRY(auto done, audience::carry_out({&plan, 1}, call.app.sources(), memberships.context()));
  THRONG_TRY(const Assignment assignment, std::move(done.front()));
  return LayersPreview{sizes_of(assignment), scores_of(assignment)};
}

// ---- days ----------------------------------------------------------------------------------------------------

std::string text_of(CivilDate day) { return fmt::format("{:04}-{:02}-{:02}", day.year, day.month, day.day); }

Result<CivilDate> day_in(Call& call, std::string_view name, CivilDate otherwise) {
  const auto text = call.find_query(name);
  if (!text) return otherwise;
  THRONG_TRY(const Instant midnight, board::midnight_of(*text, call.app.calendar, name));
  return call.app.calendar.date_of(midnight);
}
CivilDate today(Call& call) { return call.app.calendar.date_of(call.app.now()); }
constexpr CivilDate kFirstDay{.year = 1970, .month = 1, .day = 1};

// The scheme must exist.
Result<Object> scheme_of(Call& call) {
  THRONG_TRY(const auto saved, ledger::find_saved(call.app.services.db, Schemes::key(call)));
  return object_of(saved.id);
}

Result<LayersHistory> history(Call& call) {
  THRONG_TRY(const Object object, scheme_of(call));
  THRONG_TRY(const CivilDate from, day_in(call, "from", kFirstDay));
  THRONG_TRY(const CivilDate to, day_in(call, "to", today(call)));
  THRONG_TRY(const auto versions, call.app.services.audience.shelf().versions().history(object, from, to));
  LayersHistory out;
  for (const audience::VersionSummary& version : versions) {
    LayersDay& day = out.days.emplace_back(LayersDay{text_of(version.day), version.computed, {}});
    for (std::size_t i = 0; i < version.values.size(); ++i) day.layers.push_back({version.values[i], version.sizes[i]});
  }
  return out;
}

// The version of a day or the last one before it, in numbers of today.
struct Version {
  CivilDate day;
  Assignment assignment;
};
Result<Version> version_at(Call& call, const Object& object, CivilDate day, std::string_view name) {
  const audience::Versions& versions = call.app.services.audience.shelf().versions();
  THRONG_TRY(const auto days, versions.history(object, kFirstDay, day));
  THRONG_TRY(auto found, versions.at(object, day));
  if (!found || days.empty())
    return fail(ErrorCode::not_found, "these layers were not worked out by " + text_of(day), std::string(name));
  THRONG_TRY(const timeline::Snapshot snapshot, call.app.services.timeline.snapshot());
  return Version{days.back().day, audience::in_todays_numbers(*found, [&](model::PersonNumber person) {
                   return snapshot.representative(person);
                 })};
}

struct Two {
  Version from, to;
};
Result<Two> two_versions(Call& call) {
  THRONG_TRY(const Object object, scheme_of(call));
  THRONG_TRY(const CivilDate from_day, day_in(call, "from", kFirstDay));
  THRONG_TRY(const CivilDate to_day, day_in(call, "to", today(call)));
  THRONG_TRY(Version from, version_at(call, object, from_day, "from"));
  THRONG_TRY(Version to, version_at(call, object, to_day, "to"));
  return Two{std::move(from), std::move(to)};
}

Result<LayersFlow> flow(Call& call) {
  THRONG_TRY(const Two two, two_versions(call));
  auto flow = audience::flow_between(two.from.assignment, two.to.assignment);
  return LayersFlow{text_of(two.from.day), text_of(two.to.day), std::move(flow.from), std::move(flow.to),
                    std::move(flow.persons)};
}

// ---- persons -------------------------------------------------------------------------------------------------

Result<PersonsResponse> page_of(Call& call, const Bitmap& persons) {
  THRONG_TRY(const std::uint64_t offset, call.query_number("offset", 0, UINT32_MAX));
  THRONG_TRY(const std::uint64_t limit, call.query_number("limit", 50, kMostPersons));
  const std::vector<std::uint32_t> all = persons.numbers();
  const auto begin = all.begin() + static_cast<std::ptrdiff_t>(std::min<std::uint64_t>(offset, all.size()));
  const auto end = begin + std::min(static_cast<std::ptrdiff_t>(limit), all.end() - begin);
  THRONG_TRY(auto rows, person_rows(call.app, {begin, end}));
  return PersonsResponse{all.size(), std::move(rows)};
}

Result<PersonsResponse> flow_persons(Call& call) {
  THRONG_TRY(const Two two, two_versions(call));
  const audience::FlowCell cell{call.find_query("from_layer"), call.find_query("to_layer")};
  THRONG_TRY(const Bitmap persons, audience::persons_of(cell, two.from.assignment, two.to.assignment));
  return page_of(call, persons);
}

Result<Bitmap> with_scores(Call& call, const Assignment& assignment) {
  THRONG_TRY(const std::uint64_t r, call.query_number("recency", 0, audience::kRfmScores));
  THRONG_TRY(const std::uint64_t f, call.query_number("frequency", 0, audience::kRfmScores));
  THRONG_TRY(const std::uint64_t m, call.query_number("monetary", 0, audience::kRfmScores));
  if (r + f + m == 0) return assignment.everyone();
  std::vector<std::uint32_t> persons;
  std::size_t place = 0;
  assignment.numbered.each([&](std::uint32_t person) {
    const audience::RfmScore score = audience::score_of(assignment.numbers[place++]);
    const auto fits = [](std::uint64_t wanted, std::uint32_t has) { return wanted == 0 || wanted == has; };
    if (fits(r, score.recency) && fits(f, score.frequency) && fits(m, score.monetary)) persons.push_back(person);
  });
  return Bitmap::of(persons);
}

Result<PersonsResponse> persons(Call& call) {
  THRONG_TRY(const Object object, scheme_of(call));
  std::shared_ptr<const Assignment> assignment;
  if (call.find_query("day")) {
    THRONG_TRY(const CivilDate day, day_in(call, "day", kFirstDay));
    THRONG_TRY(Version version, version_at(call, object, day, "day"));
    assignment = std::make_shared<const Assignment>(std::move(version.assignment));
  } else {
    THRONG_TRY(assignment, call.app.memberships(call.request.gone).assignment(object));
  }
  THRONG_TRY(Bitmap found, with_scores(call, *assignment));
  if (const auto layer = call.find_query("layer")) {
    const auto place = assignment->find(*layer);
    if (!place) return fail(ErrorCode::not_found, "there is no layer \"" + *layer + "\"", "layer");
    found &= assignment->persons[*place];
  }
  return page_of(call, found);
}

constexpr QueryParameter kFrom{"from", "string", "A date; the version of that day or the last one before it"};
constexpr QueryParameter kTo{"to", "string", "A date, today if absent"};
constexpr QueryParameter kOffset{"offset", "integer", "So many persons are passed over"};
constexpr QueryParameter kLimit{"limit", "integer", "Persons at most, 50 if absent"};

std::vector<Route> scheme_routes() {
  using enum http::Method;
  constexpr auto kHeavy = RunOn::heavy;
  constexpr auto kAnalyst = Permission::analyst;
  constexpr auto kViewer = Permission::viewer;
  return {
      json_route<list>({.method = get,
                        .path = "/api/layers",
                        .permission = kViewer,
                        .summary = "Layer schemes with the sizes of their layers",
                        .run_on = kHeavy}),
      json_route<create>({.method = post,
                          .path = "/api/layers",
                          .permission = kAnalyst,
                          .summary = "Save a layer scheme",
                          .run_on = kHeavy}),
      json_route<preview>({.method = post,
                           .path = "/api/layers/preview",
                           .permission = kViewer,
                           .summary = "How large the layers of a scheme would be",
                           .run_on = kHeavy}),
      json_route<Schemes::find<finish>>({.method = get,
                                         .path = "/api/layers/{id}",
                                         .permission = kViewer,
                                         .summary = "One layer scheme",
                                         .run_on = kHeavy}),
      json_route<change>({.method = put,
                          .path = "/api/layers/{id}",
                          .permission = kAnalyst,
                          .summary = "Change a layer scheme; by another rule it has no history",
                          .run_on = kHeavy}),
      json_route<remove_one>({.method = remove,
                              .path = "/api/layers/{id}",
                              .permission = kAnalyst,
                              .summary = "Delete a layer scheme that nothing is built on"}),
  };
}

}  // namespace

std::vector<Route> layer_routes() {
  using enum http::Method;
  constexpr auto kHeavy = RunOn::heavy;
  constexpr auto kViewer = Permission::viewer;
  std::vector<Route> routes = scheme_routes();
  routes.push_back(json_route<history>({.method = get,
                                        .path = "/api/layers/{id}/history",
                                        .permission = kViewer,
                                        .summary = "The sizes of the layers day by day",
                                        .query = {kFrom, kTo},
                                        .run_on = kHeavy}));
  routes.push_back(json_route<flow>({.method = get,
                                     .path = "/api/layers/{id}/flow",
                                     .permission = kViewer,
                                     .summary = "How many persons went from which layer to which between two days",
                                     .query = {kFrom, kTo},
                                     .run_on = kHeavy}));
  routes.push_back(json_route<flow_persons>({.method = get,
                                             .path = "/api/layers/{id}/flow/persons",
                                             .permission = kViewer,
                                             .summary = "The persons of a place of that matrix",
                                             .query = {kFrom,
                                                       kTo,
                                                       {"from_layer", "string", "Absent: any; empty: not there yet"},
                                                       {"to_layer", "string", "Absent: any; empty: there no longer"},
                                                       kOffset,
                                                       kLimit},
                                             .run_on = kHeavy}));
  routes.push_back(json_route<persons>({.method = get,
                                        .path = "/api/layers/{id}/persons",
                                        .permission = kViewer,
                                        .summary = "The persons of a layer, of RFM scores, now or on a day",
                                        .query = {{"layer", "string", "Absent: any"},
                                                  {"day", "string", "A date; absent: now"},
                                                  {"recency", "integer", "Score 1 to 5"},
                                                  {"frequency", "integer", "Score 1 to 5"},
                                                  {"monetary", "integer", "Score 1 to 5"},
                                                  kOffset,
                                                  kLimit},
                                        .run_on = kHeavy}));
  return routes;
}

}  // namespace throng::api
