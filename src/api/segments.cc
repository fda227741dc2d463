// /api/segments: saved segments.
#include "api/messages/segments.h"
#include "api/internal/saved_resource.h"
#include "api/json_route.h"
#include "api/routes.h"
#include "audience/push.h"

namespace throng::api {
namespace {

using audience::Object;
using audience::ObjectKind;
using Segments = SavedResource<SegmentBody, SegmentView>;

Object object_of(std::string_view id) { return {ObjectKind::segment, std::string(id)}; }

void count(SegmentView& view, const audience::CurrentMemberships& memberships) {
  if (const auto members = memberships.assignment(object_of(view.id))) view.persons = (*members)->everyone().size();
}

Result<void> finish(Call& call, SegmentView& view) {
  count(view, call.app.memberships(call.request.gone));
  return {};
}

Result<SegmentsResponse> list(Call& call) {
  THRONG_TRY(auto views, Segments::all(call));
  std::vector<Object> objects;
  for (const SegmentView& view : views) objects.push_back(object_of(view.id));
  const audience::CurrentMemberships memberships = call.app.memberships(call.request.gone);
  memberships.prepare(objects);
  for (SegmentView& view : views) count(view, memberships);
  return SegmentsResponse{std::move(views)};
}

// What it names must exist and not lead back to it.
Result<void> check_names(Call& call, std::string_view id, const SegmentBody& body) {
  THRONG_TRY(const auto all, call.app.services.audience.definitions());
  return audience::check_builds_on(*all, object_of(id), body.name, audience::named_in(body.filter));
}

Result<SegmentView> create(Call& call, const SegmentBody& body) {
  THRONG_TRY(auto wanted, Segments::wanted(call, "", body));
  THRONG_CHECK(check_names(call, "", body));
  THRONG_TRY(const auto added, ledger::add_saved(call.app.services.db, std::move(wanted), call.app.now()));
  call.app.services.audience.changed();
  return Segments::finished<finish>(call, added);
}

Result<SegmentView> change(Call& call, const SegmentBody& body) {
  THRONG_TRY(const auto before, ledger::find_saved(call.app.services.db, Segments::key(call)));
  THRONG_TRY(const auto wanted, Segments::wanted(call, before.id, body));
  THRONG_CHECK(check_names(call, before.id, body));
  THRONG_TRY(const auto changed, ledger::update_saved(call.app.services.db, wanted, call.app.now()));
  call.app.services.audience.changed();
  return Segments::finished<finish>(call, changed);
}

// Nobody who is told of a segment is left waiting for it in silence.
Result<void> check_untold(Call& call, std::string_view id) {
  THRONG_TRY(const auto pushes, ledger::list_saved(call.app.services.db, call.app.project.id, ledger::SavedKind::push));
  for (const ledger::Saved& one : pushes) {
    THRONG_TRY(const audience::StoredPush push, audience::push_of(one));
    if (push.segment == id)
      return fail(ErrorCode::conflict,
                  "\"" + one.name + "\" tells who enters and leaves this segment: delete it first");
  }
  return {};
}

Result<Empty> remove_one(Call& call) {
  audience::Audience& audience = call.app.services.audience;
  THRONG_TRY(const auto saved, ledger::find_saved(call.app.services.db, Segments::key(call)));
  THRONG_TRY(const auto all, audience.definitions());
  const auto users = audience::users_of(*all, object_of(saved.id));
  if (!users.empty()) return fail(ErrorCode::conflict, "\"" + users.front()->name + "\" is built on this segment");
  THRONG_CHECK(check_untold(call, saved.id));
  THRONG_CHECK(ledger::remove_saved(call.app.services.db, Segments::key(call)));
  audience.changed();
  THRONG_CHECK(audience.shelf().forget(object_of(saved.id)));
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
      json_route<Segments::find<finish>>({.method = get,
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
