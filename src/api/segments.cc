// /api/segments: saved segments.
#include "api/messages/segments.h"
#include "api/internal/app_state.h"
#include "api/json_route.h"
#include "api/messages/session.h"
#include "api/routes.h"
#include "audience/segment_check.h"
#include "ledger/projects.h"

namespace throng::api {
namespace {

using ledger::SavedSegment;

constexpr std::size_t kMaxName = 200;
constexpr std::size_t kMaxDescription = 2000;

SegmentView view_of(const SavedSegment& segment, const audience::SegmentMemberships& memberships) {
  SegmentView view{.id = segment.id,
                   .name = segment.name,
                   .description = segment.description,
                   .filter = {segment.filter},
                   .owner = segment.owner,
                   .created = segment.created,
                   .updated = segment.updated};
  if (const auto members = memberships.segment(segment.id)) view.persons = (*members)->size();
  return view;
}

Result<SegmentsResponse> list(Call& call) {
  THRONG_TRY(const auto saved, ledger::list_segments(call.app.services.db, call.app.project.id));
  const audience::SegmentMemberships memberships = call.app.memberships(call.request.gone);
  memberships.prepare(saved);
  SegmentsResponse response;
  for (const SavedSegment& segment : saved) response.segments.push_back(view_of(segment, memberships));
  return response;
}

Result<SegmentView> find(Call& call) {
  THRONG_TRY(const auto segment, ledger::find_segment(call.app.services.db, call.app.project.id, call.params[0]));
  return view_of(segment, call.app.memberships(call.request.gone));
}

// What may be saved under this id ("" for a new one), in canonical form.
Result<SavedSegment> checked(Call& call, std::string_view id, const SegmentBody& body) {
  if (body.name.empty() || body.name.size() > kMaxName) return invalid("name", "1 to 200 bytes are needed");
  if (body.description.size() > kMaxDescription) return invalid("description", "at most 2000 bytes");
  THRONG_TRY(const model::Filter filter, audience::parse_segment_filter(body.filter.text));
  THRONG_TRY(const auto saved, ledger::list_segments(call.app.services.db, call.app.project.id));
  THRONG_CHECK(audience::check_references(saved, id, filter));
  return SavedSegment{.id = std::string(id),
                      .project = call.app.project.id,
                      .name = body.name,
                      .description = body.description,
                      .filter = json::to_string(filter),
                      .owner = call.principal->name};
}

Result<SegmentView> create(Call& call, const SegmentBody& body) {
  THRONG_TRY(SavedSegment wanted, checked(call, "", body));
  THRONG_TRY(const SavedSegment added, ledger::add_segment(call.app.services.db, std::move(wanted), call.app.now()));
  call.app.members.clear();
  return view_of(added, call.app.memberships(call.request.gone));
}

Result<SegmentView> change(Call& call, const SegmentBody& body) {
  THRONG_TRY(const SavedSegment before,
             ledger::find_segment(call.app.services.db, call.app.project.id, call.params[0]));
  THRONG_TRY(SavedSegment wanted, checked(call, before.id, body));
  wanted.owner = before.owner;
  wanted.created = before.created;
  THRONG_TRY(const SavedSegment changed, ledger::update_segment(call.app.services.db, wanted, call.app.now()));
  call.app.members.clear();
  return view_of(changed, call.app.memberships(call.request.gone));
}

Result<Empty> remove_one(Call& call) {
  THRONG_TRY(const SavedSegment segment,
             ledger::find_segment(call.app.services.db, call.app.project.id, call.params[0]));
  THRONG_TRY(const auto saved, ledger::list_segments(call.app.services.db, call.app.project.id));
  const auto users = audience::referring_to(saved, segment.id);
  if (!users.empty())
    return fail(ErrorCode::conflict, "the segment \"" + users.front().name + "\" is built on this one");
  THRONG_CHECK(ledger::remove_segment(call.app.services.db, call.app.project.id, segment.id));
  call.app.members.clear();
  return Empty{};
}

}  // namespace

std::vector<Route> segment_routes() {
  using enum http::Method;
  constexpr auto kHeavy = RunOn::heavy;
  return {
      json_route<list>({.method = get,
                        .path = "/api/segments",
                        .permission = Permission::viewer,
                        .summary = "Saved segments with their sizes now",
                        .run_on = kHeavy}),
      json_route<create>({.method = post,
                          .path = "/api/segments",
                          .permission = Permission::analyst,
                          .summary = "Save a segment",
                          .run_on = kHeavy}),
      json_route<find>({.method = get,
                        .path = "/api/segments/{id}",
                        .permission = Permission::viewer,
                        .summary = "One saved segment",
                        .run_on = kHeavy}),
      json_route<change>({.method = put,
                          .path = "/api/segments/{id}",
                          .permission = Permission::analyst,
                          .summary = "Change a segment",
                          .run_on = kHeavy}),
      json_route<remove_one>({.method = remove,
                              .path = "/api/segments/{id}",
                              .permission = Permission::analyst,
                              .summary = "Delete a segment that no other is built on"}),
  };
}

}  // namespace throng::api
