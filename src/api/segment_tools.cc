// /api/segments/…: members of fixed segments, snapshots, overlap, history, the past.
#include "api/messages/segment_tools.h"

#include <fmt/format.h>

#include "analyze/segment/run_sql.h"
#include "api/internal/app_state.h"
#include "api/internal/saved_resource.h"
#include "api/json_route.h"
#include "api/messages/segments.h"
#include "api/person_rows.h"
#include "api/routes.h"
#include "audience/members_file.h"
#include "audience/movement.h"

namespace throng::api {
namespace {

using audience::Assignment;
using audience::Object;
using audience::ObjectKind;
using Segments = SavedResource<SegmentBody, SegmentView>;

constexpr std::size_t kListLimit = std::size_t{32} << 20;
constexpr int kHistoryDays = 90;

Object object_of(std::string_view id) { return {ObjectKind::segment, std::string(id)}; }

Result<CivilDate> date_of(std::string_view name, const std::string& text) {
  int year = 0;
  unsigned month = 0, day = 0;
  char rest = 0;
  if (text.size() == 10 && std::sscanf(text.c_str(), "%4d-%2u-%2u%c", &year, &month, &day, &rest) == 3) {
    const std::chrono::year_month_day date{std::chrono::year{year}, std::chrono::month{month}, std::chrono::day{day}};
    if (date.ok()) return CivilDate{year, month, day};
  }
  return invalid(std::string(name), "expected a date like 2026-01-31");
}

std::string text_of(CivilDate date) { return fmt::format("{:04}-{:02}-{:02}", date.year, date.month, date.day); }

// Stores the members of a fixed segment as today's version.
Result<void> put_members(App& app, const Object& segment, Bitmap persons) {
  auto members = std::make_shared<const Assignment>(
      Assignment{.values = {""}, .persons = {std::move(persons)}, .numbered = {}, .numbers = {}});
  THRONG_TRY(const timeline::Snapshot snapshot, app.services.timeline.snapshot());
  const audience::Shelf::New one{segment, std::move(members)};
  return app.services.audience.shelf().put({&one, 1}, app.calendar.date_of(app.now()), app.now(), snapshot.persons());
}

Result<MembersResponse> change_members(Call& call, const MembersRequest& request) {
  App& app = call.app;
  THRONG_TRY(const auto saved, ledger::find_saved(app.services.db, Segments::key(call)));
  THRONG_TRY(const audience::Segment segment, audience::segment_of(saved));
  if (segment.kind != audience::SegmentKind::fixed)
    return fail(ErrorCode::conflict, "the members of this segment follow from its filter");
  const audience::CurrentMemberships memberships = app.memberships(call.request.gone);
  THRONG_TRY(audience::Matched found, audience::match(request.values, request.trait, app.services.collector,
                                                      app.services.timeline, memberships.context()));
  MembersResponse response{.persons = found.persons.size(),
                           .matched = found.matched,
                           .unmatched = found.unmatched,
                           .not_found = std::move(found.not_found)};
  THRONG_TRY(const auto now, app.services.audience.shelf().latest(object_of(saved.id)));
  Bitmap members = now ? now->everyone() : Bitmap();
  switch (request.change) {
    case MembersChange::add: members |= found.persons; break;
    case MembersChange::remove: members -= found.persons; break;
    case MembersChange::replace: members = std::move(found.persons); break;
  }
  response.members = members.size();
  if (!request.dry) THRONG_CHECK(put_members(app, object_of(saved.id), std::move(members)));
  return response;
}

Result<SegmentView> snapshot(Call& call, const SnapshotRequest& request) {
  App& app = call.app;
  const audience::CurrentMemberships memberships = app.memberships(call.request.gone);
  THRONG_TRY(const analyze::PersonList persons, analyze::persons(request, app.sources(), memberships.context()));
  SegmentBody body;
  body.name = request.name;
  body.description = request.description;
  body.kind = audience::SegmentKind::fixed;
  body.origin = request.origin;
  THRONG_TRY(auto wanted, Segments::wanted(call, "", body));
  THRONG_TRY(const auto added, ledger::add_saved(app.services.db, std::move(wanted), app.now()));
  app.services.audience.changed();
  THRONG_CHECK(put_members(app, object_of(added.id), Bitmap::of(persons)));
  THRONG_TRY(SegmentView view, Segments::view_of(added));
  view.persons = persons.size();
  return view;
}

Result<OverlapResponse> overlap(Call& call, const OverlapRequest& request) {
  if (request.segments.size() < 2 || request.segments.size() > audience::kMaxOverlap)
    return invalid("segments", fmt::format("expected 2 to {} segments", audience::kMaxOverlap));
  const audience::CurrentMemberships memberships = call.app.memberships(call.request.gone);
  std::vector<Object> objects;
  for (const std::string& id : request.segments) objects.push_back(object_of(id));
  memberships.prepare(objects);
  OverlapResponse response;
  std::vector<Bitmap> sets;
  for (const Object& object : objects) {
    THRONG_TRY(const auto members, memberships.assignment(object));
    sets.push_back(members->everyone());
    response.sizes.push_back(sets.back().size());
  }
  response.regions = audience::regions_of(sets);
  return response;
}

Result<SegmentHistoryResponse> history(Call& call) {
  App& app = call.app;
  THRONG_TRY(const auto saved, ledger::find_saved(app.services.db, Segments::key(call)));
  const Instant today = app.calendar.floor(app.now(), BucketUnit::day);
  const CivilDate first = app.calendar.date_of(app.calendar.advance(today, BucketUnit::day, -kHistoryDays));
  THRONG_TRY(const CivilDate from, date_of("from", call.query_or("from", text_of(first))));
  THRONG_TRY(const CivilDate to, date_of("to", call.query_or("to", text_of(app.calendar.date_of(today)))));
  THRONG_TRY(const timeline::Snapshot snapshot, app.services.timeline.snapshot());
  const auto today_of = [&](model::PersonNumber number) { return snapshot.representative(number); };
  THRONG_TRY(const auto days,
             audience::movement_of(app.services.audience.shelf().versions(), object_of(saved.id), from, to, today_of));
  SegmentHistoryResponse response;
  for (const auto& day : days) response.days.push_back({text_of(day.day), day.persons, day.entered, day.left});
  return response;
}

Result<PersonsResponse> page_of(Call& call, const analyze::PersonList& all, std::uint64_t offset, std::uint32_t limit) {
  const auto begin = all.begin() + static_cast<std::ptrdiff_t>(std::min<std::uint64_t>(offset, all.size()));
  const auto end = begin + std::min<std::ptrdiff_t>(limit, all.end() - begin);
  THRONG_TRY(auto rows, person_rows(call.app, {begin, end}));
  return PersonsResponse{all.size(), std::move(rows)};
}

Result<PersonsResponse> moved(Call& call) {
  App& app = call.app;
  THRONG_TRY(const auto saved, ledger::find_saved(app.services.db, Segments::key(call)));
  THRONG_TRY(const CivilDate day, date_of("day", call.query_or("day", "")));
  THRONG_TRY(const std::uint64_t offset, call.query_number("offset", 0, UINT32_MAX));
  THRONG_TRY(const std::uint64_t limit, call.query_number("limit", 50, 1000));
  THRONG_TRY(const timeline::Snapshot snapshot, app.services.timeline.snapshot());
  const auto today_of = [&](model::PersonNumber number) { return snapshot.representative(number); };
  THRONG_TRY(const Bitmap persons, audience::moved_on(app.services.audience.shelf().versions(), object_of(saved.id),
                                                      day, call.query_or("which", "entered") != "left", today_of));
  return page_of(call, persons.numbers(), offset, static_cast<std::uint32_t>(limit));
}

Result<PersonsResponse> as_of(Call& call, const AsOfRequest& request) {
  App& app = call.app;
  if (request.limit > 1000) return invalid("limit", "expected 0 to 1000");
  if (const auto valid = model::validate(request.filter, model::FilterPlace::person); !valid)
    return std::unexpected(json::under("filter", valid.error()));
  THRONG_TRY(const CivilDate day, date_of("day", request.day));
  const Instant end = app.calendar.advance(app.calendar.midnight(day), BucketUnit::day, 1);
  const audience::CurrentMemberships then(
      app.services.audience, {.calendar = app.calendar, .now = end, .stop = call.request.gone, .past = true});
  THRONG_TRY(const analyze::PersonList persons,
             analyze::persons_sql({request.filter}, analyze::SegmentCell{}, {&app.services.warehouse, app.project.id},
                                  then.context()));
  return page_of(call, persons, request.offset, request.limit);
}

Result<UsersResponse> users(Call& call) {
  THRONG_TRY(const auto saved, ledger::find_saved(call.app.services.db, Segments::key(call)));
  THRONG_TRY(auto users, audience::all_users(call.app.services.audience));
  return UsersResponse{std::move(users[object_of(saved.id)])};
}

}  // namespace

std::vector<Route> segment_tool_routes() {
  using enum http::Method;
  constexpr auto kViewer = Permission::viewer;
  constexpr auto kAnalyst = Permission::analyst;
  constexpr auto kHeavy = RunOn::heavy;
  return {
      json_route<change_members>({.method = post,
                                  .path = "/api/segments/{id}/members",
                                  .permission = kAnalyst,
                                  .summary = "Add, remove or replace members of a fixed segment by ids or a trait",
                                  .run_on = kHeavy,
                                  .body_limit = kListLimit}),
      json_route<snapshot>({.method = post,
                            .path = "/api/segments/snapshot",
                            .permission = kAnalyst,
                            .summary = "Keep the persons behind a number of an answer as a fixed segment",
                            .run_on = kHeavy}),
      json_route<overlap>({.method = post,
                           .path = "/api/segments/overlap",
                           .permission = kViewer,
                           .summary = "How up to five segments overlap",
                           .run_on = kHeavy}),
      json_route<history>({.path = "/api/segments/{id}/history",
                           .permission = kViewer,
                           .summary = "A segment's size by day, who entered and left",
                           .query = {{"from", "string", "a date; 90 days ago"}, {"to", "string", "a date; today"}},
                           .run_on = kHeavy}),
      json_route<moved>({.path = "/api/segments/{id}/moved",
                         .permission = kViewer,
                         .summary = "Who entered or left a segment on a day",
                         .query = {{"day", "string", "a date that has a version"},
                                   {"which", "string", "entered (the default) or left"},
                                   {"offset", "integer", "skip so many"},
                                   {"limit", "integer", "at most this many; 50"}},
                         .run_on = kHeavy}),
      json_route<as_of>({.method = post,
                         .path = "/api/segments/as-of",
                         .permission = kViewer,
                         .summary = "For whom a filter held at the end of a day in the past",
                         .run_on = kHeavy}),
      json_route<users>(
          {.path = "/api/segments/{id}/users", .permission = kViewer, .summary = "What is built on a segment"}),
  };
}

}  // namespace throng::api
