// /api/tags/{id}/...: who has which value of a tag, since when, whether that tells anything, and putting values in.
#include <algorithm>

#include <fmt/format.h>

#include "api/internal/app_state.h"
#include "api/json_route.h"
#include "api/messages/persons.h"
#include "api/messages/tags.h"
#include "api/person_rows.h"
#include "api/routes.h"
#include "api/tag_rows.h"
#include "audience/put_in.h"
#include "board/dates.h"
#include "ledger/saved.h"

namespace throng::api {
namespace {

using audience::Assignment;
using audience::Object;
using audience::VersionSummary;

constexpr std::size_t kHistoryValues = 24;
constexpr std::size_t kMaxPutIn = 100'000;
constexpr std::size_t kShownUnmatched = 1000;
constexpr std::uint64_t kMostPersons = 1000;
constexpr std::size_t kImportBytes = std::size_t{64} << 20;

struct Found {
  Object object;
  audience::Tag tag;
};

Result<Found> find_tag(Call& call) {
  THRONG_TRY(const auto saved,
             ledger::find_saved(call.app.services.db, {call.app.project.id, ledger::SavedKind::tag, call.params[0]}));
  THRONG_TRY(audience::Tag tag, audience::tag_of(saved));
  return Found{{audience::ObjectKind::tag, saved.id}, std::move(tag)};
}

audience::CurrentMemberships::Moment moment_of(Call& call) {
  return {call.app.calendar, call.app.now(), call.request.gone};
}

// ---- history ---------------------------------------------------------------------------------------------------

Result<CivilDate> day_in(const Call& call, std::string_view name, Instant otherwise) {
  const std::string text = call.query_or(name, "");
  if (text.empty()) return call.app.calendar.date_of(otherwise);
  THRONG_TRY(const Instant midnight, board::midnight_of(text, call.app.calendar, name));
  return call.app.calendar.date_of(midnight);
}

std::uint64_t size_of(const VersionSummary& version, const std::string& value) {
  const auto found = std::ranges::find(version.values, value);
  return found == version.values.end() ? 0 : version.sizes[static_cast<std::size_t>(found - version.values.begin())];
}

Result<TagHistoryResponse> history(Call& call) {
  THRONG_TRY(const Found found, find_tag(call));
  const Calendar& calendar = call.app.calendar;
  const Instant now = call.app.now();
  THRONG_TRY(const CivilDate from,
             day_in(call, "from", calendar.advance(calendar.floor(now, BucketUnit::day), BucketUnit::day, -89)));
  THRONG_TRY(const CivilDate to, day_in(call, "to", now));
  THRONG_TRY(const auto versions, call.app.services.audience.shelf().versions().history(found.object, from, to));
  TagHistoryResponse response;
  if (versions.empty()) return response;
  const auto& last = versions.back().values;
  response.values.assign(last.begin(),
                         last.begin() + static_cast<std::ptrdiff_t>(std::min(kHistoryValues, last.size())));
  for (const VersionSummary& version : versions) {
    TagDay day{.day = fmt::format("{:04}-{:02}-{:02}", version.day.year, version.day.month, version.day.day),
               .computed = version.computed,
               .everyone = version.everyone,
               .persons = version.persons,
               .sizes = {}};
    for (const std::string& value : response.values) day.sizes.push_back(size_of(version, value));
    response.days.push_back(std::move(day));
  }
  return response;
}

// ---- quality ---------------------------------------------------------------------------------------------------

Result<TagQualityResponse> quality(Call& call) {
  THRONG_TRY(const Found found, find_tag(call));
  THRONG_TRY(const auto assignment, call.app.memberships(call.request.gone).assignment(found.object));
  THRONG_TRY(const timeline::Snapshot snapshot, call.app.services.timeline.snapshot());
  TagQualityResponse response{.everyone = snapshot.persons(), .spread = audience::spread_of(*assignment), .drifts = {}};
  THRONG_TRY(response.drifts, audience::drifts_of(call.app.services.audience, found.object,
                                                  {*assignment, snapshot.persons()}, moment_of(call)));
  return response;
}

Result<audience::Validity> validity(Call& call, const audience::ValidityQuestion& question) {
  THRONG_TRY(const Found found, find_tag(call));
  return audience::validity_of(question, call.app.services.audience, found.object, moment_of(call));
}

// What a tag that is not saved would come to.
Result<TagPreviewResponse> preview(Call& call, const audience::Tag& body) {
  audience::Tag tag = body;
  THRONG_CHECK(check(tag));
  audience::Audience& audience = call.app.services.audience;
  THRONG_TRY(const auto all, audience.definitions());
  THRONG_CHECK(audience::check_builds_on(*all, {audience::ObjectKind::tag, ""}, "", audience::named_in(tag)));
  const audience::Definition definition = audience::definition_of(ledger::Saved{}, tag);
  THRONG_TRY(const timeline::Snapshot snapshot, call.app.services.timeline.snapshot());
  TagPreviewResponse response{.everyone = snapshot.persons(), .spread = {}};
  if (!definition.plan) return response;
  const audience::CurrentMemberships memberships = call.app.memberships(call.request.gone);
  THRONG_TRY(auto done, audience::carry_out({&*definition.plan, 1}, audience.sources(), memberships.context()));
  THRONG_TRY(const Assignment assignment, std::move(done.front()));
  response.spread = audience::spread_of(assignment);
  return response;
}

// ---- persons ---------------------------------------------------------------------------------------------------

Result<std::optional<double>> number_in(const Call& call, std::string_view name) {
  const std::string text = call.query_or(name, "");
  if (text.empty()) return std::nullopt;
  const auto number = json::read<double>(text);
  if (!number) return invalid(std::string(name), "expected a number");
  return *number;
}

// Those with the value, or with a number from `from` up to but not including `to`, or with any value.
Result<Bitmap> wanted_persons(const Call& call, const Assignment& assignment) {
  if (const auto value = call.find_query("value")) {
    const auto place = assignment.find(*value);
    return place ? assignment.persons[*place] : Bitmap();
  }
  THRONG_TRY(const auto from, number_in(call, "from"));
  THRONG_TRY(const auto to, number_in(call, "to"));
  if (!from && !to) return assignment.everyone();
  std::vector<std::uint32_t> persons;
  std::size_t place = 0;
  assignment.numbered.each([&](std::uint32_t person) {
    const double number = assignment.numbers[place++];
    if ((!from || number >= *from) && (!to || number < *to)) persons.push_back(person);
  });
  return Bitmap::of(persons);
}

Result<PersonsResponse> persons(Call& call) {
  THRONG_TRY(const Found found, find_tag(call));
  THRONG_TRY(const std::uint64_t limit, call.query_number("limit", 50, kMostPersons));
  THRONG_TRY(const std::uint64_t offset, call.query_number("offset", 0, UINT32_MAX));
  THRONG_TRY(const auto assignment, call.app.memberships(call.request.gone).assignment(found.object));
  THRONG_TRY(const Bitmap wanted, wanted_persons(call, *assignment));
  const std::vector<std::uint32_t> all = wanted.numbers();
  const auto begin = all.begin() + static_cast<std::ptrdiff_t>(std::min<std::uint64_t>(offset, all.size()));
  const auto end = begin + std::min<std::ptrdiff_t>(static_cast<std::ptrdiff_t>(limit), all.end() - begin);
  THRONG_TRY(auto rows, person_rows(call.app, {begin, end}));
  return PersonsResponse{all.size(), std::move(rows)};
}

// ---- putting values in -----------------------------------------------------------------------------------------

// Values by persons, and the ids that nobody has.
class Gathered {
 public:
  Gathered(App& app, timeline::Snapshot snapshot) : app_(app), snapshot_(std::move(snapshot)) {}

  void add(const std::string& id, const std::string& value) {
    for (const auto kind : {model::IdKind::user, model::IdKind::anonymous}) {
      if (const auto number = app_.services.collector.find({kind, id})) return add(*number, value);
    }
    ++rows_;
    if (unmatched_.size() < kShownUnmatched) unmatched_.push_back(id);
  }
  void add(model::PersonNumber number, const std::string& value) {
    put_in_.values.push_back({snapshot_.representative(number), value});
    ++rows_;
  }

  Result<TagValuesChanged> put(const Object& object, bool replace, const audience::PutMoment& moment) && {
    TagValuesChanged changed{.rows = rows_, .matched = put_in_.values.size(), .unmatched = std::move(unmatched_)};
    put_in_.replace = replace;
    THRONG_TRY(const auto now, audience::put_values(app_.services.audience, object, put_in_, moment));
    changed.persons = now->everyone().size();
    return changed;
  }

 private:
  App& app_;
  timeline::Snapshot snapshot_;
  audience::PutIn put_in_;
  std::uint64_t rows_ = 0;
  std::vector<std::string> unmatched_;
};

Result<Found> find_put_in(Call& call) {
  THRONG_TRY(Found found, find_tag(call));
  if (!audience::is_put_in(found.tag.kind))
    return fail(ErrorCode::conflict,
                "the values of this tag are worked out: only manual and imported tags take values");
  return found;
}

Result<Gathered> gathered(Call& call) {
  THRONG_TRY(timeline::Snapshot snapshot, call.app.services.timeline.snapshot());
  return Gathered(call.app, std::move(snapshot));
}

audience::PutMoment put_moment(Call& call) { return {call.app.calendar, call.app.now()}; }

Result<TagValuesChanged> put_values(Call& call, const TagValuesRequest& request) {
  THRONG_TRY(const Found found, find_put_in(call));
  if (request.persons.size() + request.ids.size() > kMaxPutIn)
    return fail(ErrorCode::too_large, fmt::format("at most {} persons", kMaxPutIn), "persons");
  THRONG_TRY(Gathered all, gathered(call));
  for (std::size_t i = 0; i < request.persons.size(); ++i) {
    if (call.app.services.collector.ids_of(request.persons[i]).empty())
      return invalid(fmt::format("persons[{}]", i), fmt::format("there is no person {}", request.persons[i]));
    all.add(request.persons[i], request.value);
  }
  for (const std::string& id : request.ids) all.add(id, request.value);
  return std::move(all).put(found.object, false, put_moment(call));
}

Result<TagValuesChanged> import_csv(Call& call) {
  THRONG_TRY(const Found found, find_put_in(call));
  const auto source = collect::memory_source(call.request.body);
  THRONG_TRY(const auto rows, read_tag_csv(*source));
  THRONG_TRY(Gathered all, gathered(call));
  for (const TagRow& row : rows) all.add(row.id, row.value);
  return std::move(all).put(found.object, call.query_or("replace", "") == "true", put_moment(call));
}

}  // namespace

std::vector<Route> tag_value_routes() {
  using enum http::Method;
  constexpr auto kViewer = Permission::viewer;
  constexpr auto kAnalyst = Permission::analyst;
  constexpr auto kHeavy = RunOn::heavy;
  return {
      json_route<history>({.method = get,
                           .path = "/api/tags/{id}/history",
                           .permission = kViewer,
                           .summary = "How many had which value day by day, the last 90 days unless said otherwise",
                           .query = {{"from", "string", "the first day, 2026-01-31"},
                                     {"to", "string", "the last day, that included"}}}),
      json_route<quality>({.method = get,
                           .path = "/api/tags/{id}/quality",
                           .permission = kViewer,
                           .summary = "Coverage, how the values are spread, and drift against 7 and 30 days ago",
                           .run_on = kHeavy}),
      json_route<preview>({.method = post,
                           .path = "/api/tags/preview",
                           .permission = kAnalyst,
                           .summary = "What a tag that is not saved would come to now",
                           .run_on = kHeavy}),
      json_route<validity>({.method = post,
                            .path = "/api/tags/{id}/validity",
                            .permission = kViewer,
                            .summary = "Whether its values tell who converts: rates and lifts with intervals",
                            .run_on = kHeavy}),
      json_route<persons>({.method = get,
                           .path = "/api/tags/{id}/persons",
                           .permission = kViewer,
                           .summary = "Persons with a value of the tag",
                           .query = {{"value", "string", "this value; absent: any"},
                                     {"from", "number", "a number of at least this"},
                                     {"to", "number", "a number below this"},
                                     {"offset", "integer", "how many to skip"},
                                     {"limit", "integer", "at most 1000"}},
                           .run_on = kHeavy}),
      json_route<put_values>({.method = post,
                              .path = "/api/tags/{id}/values",
                              .permission = kAnalyst,
                              .summary = "Set or clear the value of persons, of a manual or imported tag",
                              .run_on = kHeavy,
                              .body_limit = std::size_t{8} << 20}),
      json_route<import_csv>({.method = post,
                              .path = "/api/tags/{id}/import",
                              .permission = kAnalyst,
                              .summary = "Set values from a CSV file with the columns id and value",
                              .query = {{"replace", "boolean", "true: whoever is not in the file has no value then"}},
                              .run_on = kHeavy,
                              .body_limit = kImportBytes}),
  };
}

}  // namespace throng::api
