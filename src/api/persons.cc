// /api/persons: finding persons, their profiles, their events.
#include <algorithm>
#include <map>

#include "api/event_view.h"
#include "api/internal/app_state.h"
#include "api/internal/who_is.h"
#include "api/json_route.h"
#include "api/link_view.h"
#include "api/messages/persons.h"
#include "api/person_rows.h"
#include "api/routes.h"
#include "api/trait_history.h"
#include "ledger/saved.h"
#include "warehouse/property_sql.h"
#include "warehouse/schema.h"

namespace throng::api {
namespace {

using model::PersonNumber;

constexpr std::uint64_t kMostFound = 200;
constexpr std::uint64_t kMostEvents = 1000;

// ---- search --------------------------------------------------------------------------------------------------

// Numbers in order of how well they fit, turned into distinct representatives.
class Found {
 public:
  Found(timeline::Snapshot snapshot, std::size_t limit) : snapshot_(std::move(snapshot)), limit_(limit) {}
  void add(PersonNumber number) {
    const PersonNumber person = snapshot_.representative(number);
    if (full() || std::ranges::find(persons_, person) != persons_.end()) return;
    persons_.push_back(person);
  }
  bool full() const { return persons_.size() >= limit_; }
  const analyze::PersonList& persons() const { return persons_; }

 private:
  timeline::Snapshot snapshot_;
  std::size_t limit_;
  analyze::PersonList persons_;
};

Result<void> add_from_sql(App& app, const std::string& sql, Found& found) {
  if (found.full()) return {};
  THRONG_TRY(const auto block, warehouse::query_all(app.services.warehouse, sql, {.stop = app.stopping.get_token()}));
  for (std::size_t i = 0; i < block.rows; ++i) found.add(block.get<std::uint32_t>(0)[i]);
  return {};
}

Result<void> add_latest(App& app, std::uint64_t limit, Found& found) {
  return add_from_sql(app,
                      "SELECT person, max(ts_ms) AS last FROM " + warehouse::table(app.project.id, "events") +
                          " GROUP BY person ORDER BY last DESC, person LIMIT " + std::to_string(2 * limit),
                      found);
}

void add_exact(App& app, const std::string& query, Found& found) {
  for (const auto kind : {model::IdKind::user, model::IdKind::anonymous}) {
    if (const auto number = app.services.collector.find({kind, query})) found.add(*number);
  }
}

// "#17" or "17": a person's own number.
Result<void> add_by_number(App& app, std::string_view query, Found& found) {
  if (query.starts_with('#')) query.remove_prefix(1);
  if (query.empty() || query.size() > 9 || query.find_first_not_of("0123456789") != std::string_view::npos) return {};
  return add_from_sql(app,
                      "SELECT person FROM " + warehouse::table(app.project.id, "ids") +
                          " WHERE person = " + std::string(query) + " LIMIT 1",
                      found);
}

Result<void> add_by_prefix(App& app, const std::string& query, std::uint64_t limit, Found& found) {
  const std::string most = std::to_string(2 * limit);
  THRONG_CHECK(add_from_sql(app,
                            "SELECT person, value FROM " + warehouse::table(app.project.id, "ids") +
                                " WHERE startsWith(value, " + warehouse::quote(query) +
                                ") ORDER BY kind DESC, value LIMIT " + most,
                            found));
  const std::string text = warehouse::quote(query);
  const auto trait = [plain = warehouse::plain_props()](std::string_view key) {
    return "lowerUTF8(visitParamExtractString(" + plain + ", " + warehouse::quote(key) + "))";
  };
  return add_from_sql(app,
                      "SELECT person, max(ts_ms) AS last FROM " + warehouse::table(app.project.id, "events") +
                          " WHERE " + sets_traits() + " AND (startsWith(" + trait("email") + ", lowerUTF8(" + text +
                          ")) OR position(" + trait("name") + ", lowerUTF8(" + text +
                          ")) > 0) GROUP BY person ORDER BY last DESC LIMIT " + most,
                      found);
}

Result<PersonsResponse> search(Call& call) {
  App& app = call.app;
  THRONG_TRY(const std::uint64_t limit, call.query_number("limit", 50, kMostFound));
  const std::string query = call.query_or("query", "");
  THRONG_TRY(timeline::Snapshot snapshot, app.services.timeline.snapshot());
  Found found(std::move(snapshot), limit);
  if (query.empty()) {
    THRONG_CHECK(add_latest(app, limit, found));
  } else {
    add_exact(app, query, found);
    THRONG_CHECK(add_by_number(app, query, found));
    THRONG_CHECK(add_by_prefix(app, query, limit, found));
  }
  THRONG_TRY(auto rows, person_rows(app, found.persons()));
  return PersonsResponse{found.persons().size(), std::move(rows)};
}

// ---- profile -------------------------------------------------------------------------------------------------

// The current value of every trait, and since when it has been so.
Result<std::vector<TraitView>> traits_of(App& app, const Who& who) {
  const std::string sql = operations_query(app, number_list(who.numbers), "ts_ms");
  THRONG_TRY(const auto block, warehouse::query_all(app.services.warehouse, sql, {.stop = app.stopping.get_token()}));
  std::map<std::string, TraitView> traits;
  each_trait_step(block, [&](const TraitStep& step) {
    TraitView& trait = traits[step.name];
    if (trait.value.text == step.value) return;
    const auto at = static_cast<std::int64_t>(block.get<std::uint64_t>(2)[step.row]);
    trait = {step.name, {step.value}, from_ms(at)};
  });
  std::vector<TraitView> out;
  for (auto& [name, trait] : traits) {
    if (!trait.value.text.empty()) out.push_back(std::move(trait));
  }
  return out;
}

Result<std::vector<SegmentRef>> segments_of(Call& call, PersonNumber person) {
  App& app = call.app;
  THRONG_TRY(const auto saved, ledger::list_saved(app.services.db, app.project.id, ledger::SavedKind::segment));
  std::vector<audience::Object> objects;
  for (const ledger::Saved& segment : saved) objects.push_back({audience::ObjectKind::segment, segment.id});
  const audience::CurrentMemberships memberships = app.memberships(call.request.gone);
  memberships.prepare(objects);
  std::vector<SegmentRef> out;
  for (std::size_t i = 0; i < saved.size(); ++i) {
    const auto members = memberships.assignment(objects[i]);
    // A segment that cannot be evaluated says so on its own page; here it has no members.
    if (members && (*members)->everyone().contains(person)) out.push_back({saved[i].id, saved[i].name});
  }
  return out;
}

Result<PersonView> profile(Call& call) {
  THRONG_TRY(const Who who, who_is(call));
  App& app = call.app;
  PersonView view;
  THRONG_TRY(auto rows, person_rows(app, {who.representative}));
  view.summary = std::move(rows.front());
  for (const auto& known : app.services.collector.ids_of(who.representative)) {
    view.ids.push_back({known.id.kind, known.id.value, known.number});
  }
  THRONG_TRY(view.traits, traits_of(app, who));
  THRONG_TRY(view.segments, segments_of(call, who.representative));
  view.links = list_links(app, who.snapshot, {.kind = {}, .numbers = who.numbers}).links;
  return view;
}

Result<EventsResponse> events(Call& call) {
  THRONG_TRY(const Who who, who_is(call));
  EventPage page{who.numbers, who.representative, model::kEndOfTime, call.query_or("before_id", ""), 50};
  THRONG_TRY(page.limit, call.query_number("limit", 50, kMostEvents));
  if (const auto before = call.find_query("before"); before && !before->empty()) {
    auto instant = parse_instant(*before);
    if (!instant) return std::unexpected(json::under("before", std::move(instant).error()));
    page.before = *instant;
  }
  return read_events(call.app, page);
}

}  // namespace

Result<Who> who_is(Call& call) {
  THRONG_TRY(const std::uint64_t number, call.param_number(0, "person"));
  if (number == 0 || number > UINT32_MAX)
    return fail(ErrorCode::not_found, "there is no person " + std::to_string(number));
  THRONG_TRY(timeline::Snapshot snapshot, call.app.services.timeline.snapshot());
  const PersonNumber person = snapshot.representative(static_cast<PersonNumber>(number));
  if (call.app.services.collector.ids_of(person).empty()) {
    return fail(ErrorCode::not_found, "there is no person " + std::to_string(number));
  }
  auto numbers = snapshot.numbers_of(person);
  if (numbers.empty()) numbers.push_back(person);
  return Who{person, std::move(numbers), std::move(snapshot)};
}

std::vector<Route> person_routes() {
  using enum http::Method;
  constexpr auto kViewer = Permission::viewer;
  return {
      json_route<search>(
          {.method = get,
           .path = "/api/persons",
           .permission = kViewer,
           .summary = "Find persons by id, start of an id, number, name or e-mail; without a query, the latest",
           .query = {{"query", "string", "what to look for"}, {"limit", "integer", "at most 200"}}}),
      json_route<profile>(
          {.method = get, .path = "/api/persons/{person}", .permission = kViewer, .summary = "One person's profile"}),
      json_route<events>({.method = get,
                          .path = "/api/persons/{person}/events",
                          .permission = kViewer,
                          .summary = "One person's events, newest first",
                          .query = {{"before", "string", "ISO 8601: only events before this instant"},
                                    {"before_id", "string", "and, at that instant, only those before this event id"},
                                    {"limit", "integer", "at most 1000"}}}),
  };
}

}  // namespace throng::api
