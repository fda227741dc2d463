// /api/pushes: who enters and leaves a segment, told to a URL. The secret of one is answered once, when it is made.
#include "api/messages/pushes.h"

#include <algorithm>

#include "api/internal/saved_resource.h"
#include "api/json_route.h"
#include "api/routes.h"
#include "audience/push_watch.h"

namespace throng::api {
namespace {

using audience::StoredPush;
using Pushes = SavedResource<PushBody, PushView>;

constexpr std::size_t kMaxPushes = 100;  // of a project: they are sent one after the other

Result<audience::PushWatch*> watch_of(Call& call) {
  if (call.app.services.pushes == nullptr) return fail(ErrorCode::internal, "this server sends no pushes");
  return call.app.services.pushes;
}

bool is_live(const audience::Audience::Definitions& all, std::string_view segment) {
  return std::ranges::any_of(*all, [&](const audience::Definition& one) {
    return one.object.kind == audience::ObjectKind::segment && one.object.id == segment && one.is_filter &&
           one.schedule.refresh == audience::Refresh::live;
  });
}

Result<PushView> view_of(Call& call, const ledger::Saved& saved) {
  THRONG_TRY(const StoredPush push, audience::push_of(saved));
  PushView view;
  static_cast<audience::Push&>(view) = push;
  static_cast<SavedView&>(view) = {saved.id, saved.name, saved.description, saved.owner, saved.created, saved.updated};
  THRONG_TRY(const auto all, call.app.services.audience.definitions());
  view.live = is_live(all, push.segment);
  THRONG_TRY(const auto state, ledger::find_push_state(call.app.services.db, saved.id));
  if (state) {
    view.stopped = state->stopped;
    view.failures = state->failures;
    view.failing = state->failing;
    view.next = state->next;
  }
  THRONG_TRY(auto sendings, (Pushes::history<PushSendingView, audience::PushSending>(call, saved.id, 1)));
  if (!sendings.empty()) view.last = std::move(sendings.front());
  return view;
}

Result<ledger::Saved> saved_in(Call& call) { return ledger::find_saved(call.app.services.db, Pushes::key(call)); }

Result<PushesResponse> list(Call& call) {
  const std::string segment = call.query_or("segment", "");
  THRONG_TRY(const auto all, ledger::list_saved(call.app.services.db, call.app.project.id, audience::Push::kKind));
  PushesResponse response;
  for (const ledger::Saved& saved : all) {
    THRONG_TRY(PushView view, view_of(call, saved));
    if (segment.empty() || view.segment == segment) response.pushes.push_back(std::move(view));
  }
  return response;
}

Result<PushView> find(Call& call) {
  THRONG_TRY(const auto saved, saved_in(call));
  return view_of(call, saved);
}

Result<void> check_room(Call& call) {
  THRONG_TRY(const auto all, ledger::list_saved(call.app.services.db, call.app.project.id, audience::Push::kKind));
  if (all.size() < kMaxPushes) return {};
  return fail(ErrorCode::too_large, "a project has at most " + std::to_string(kMaxPushes) + " pushes; delete some");
}

Result<void> check_segment(Call& call, const PushBody& body) {
  THRONG_TRY(const auto all, call.app.services.audience.definitions());
  if (is_live(all, body.segment)) return {};
  return invalid("segment", "expected the id of a live segment: only those tell who enters and leaves");
}

Result<NewPushResponse> create(Call& call, const PushBody& body) {
  THRONG_TRY(auto wanted, Pushes::wanted(call, "", body));
  THRONG_CHECK(check_segment(call, body));
  THRONG_CHECK(check_room(call));
  THRONG_TRY(audience::PushWatch* const watch, watch_of(call));
  StoredPush push;
  static_cast<audience::Push&>(push) = body;
  push.secret = audience::fresh_push_secret();
  THRONG_TRY(push.since, watch->now_at());
  push.since_at = call.app.now();
  wanted.body = json::to_string(push);
  THRONG_TRY(const auto added, ledger::add_saved(call.app.services.db, std::move(wanted), call.app.now()));
  watch->nudge();
  THRONG_TRY(PushView view, view_of(call, added));
  return NewPushResponse{std::move(view), push.secret};
}

Result<void> resume(Call& call, const std::string& id) {
  THRONG_TRY(audience::PushWatch* const watch, watch_of(call));
  THRONG_CHECK(ledger::resume_push(call.app.services.db, id));
  watch->nudge();
  return {};
}

// Its secret and its place in the events stay. What was given up is tried again.
Result<PushView> change(Call& call, const PushBody& body) {
  THRONG_TRY(const auto before, saved_in(call));
  THRONG_TRY(auto wanted, Pushes::wanted(call, before.id, body));
  THRONG_TRY(StoredPush push, audience::push_of(before));
  if (body.segment != push.segment)
    return invalid("segment", "a push stays with its segment: make a new one for another");
  static_cast<audience::Push&>(push) = body;
  wanted.body = json::to_string(push);
  THRONG_TRY(const auto changed, ledger::update_saved(call.app.services.db, wanted, call.app.now()));
  THRONG_CHECK(resume(call, changed.id));
  return view_of(call, changed);
}

Result<PushSendingView> send_test(Call& call) {
  THRONG_TRY(const auto saved, saved_in(call));
  THRONG_TRY(audience::PushWatch* const watch, watch_of(call));
  PushSendingView view;
  THRONG_TRY(static_cast<audience::PushSending&>(view), watch->test(saved, call.request.gone));
  view.at = call.app.now();
  return view;
}

Result<PushView> try_now(Call& call) {
  THRONG_TRY(const auto saved, saved_in(call));
  THRONG_CHECK(resume(call, saved.id));
  return view_of(call, saved);
}

Result<PushSendingsResponse> history(Call& call) {
  THRONG_TRY(auto sendings, (Pushes::history<PushSendingView, audience::PushSending>(call)));
  return PushSendingsResponse{std::move(sendings)};
}

}  // namespace

std::vector<Route> push_routes() {
  using enum http::Method;
  constexpr auto kViewer = Permission::viewer;
  constexpr auto kAnalyst = Permission::analyst;
  return {
      json_route<list>({.path = "/api/pushes",
                        .permission = kViewer,
                        .summary = "Whom enterings and leavings are told to, and how that goes",
                        .query = {{"segment", "string", "only those of this segment"}}}),
      json_route<create>({.method = post,
                          .path = "/api/pushes",
                          .permission = kAnalyst,
                          .summary = "Tell a URL who enters and leaves a live segment; the secret is shown this once"}),
      json_route<find>({.path = "/api/pushes/{id}", .permission = kViewer, .summary = "One push"}),
      json_route<change>({.method = put,
                          .path = "/api/pushes/{id}",
                          .permission = kAnalyst,
                          .summary = "Change a push, switch it off or on; what was given up is tried again"}),
      json_route<Pushes::remove_one>(
          {.method = remove, .path = "/api/pushes/{id}", .permission = kAnalyst, .summary = "Tell it no more"}),
      json_route<send_test>({.method = post,
                             .path = "/api/pushes/{id}/test",
                             .permission = kAnalyst,
                             .summary = "Send a signed batch without changes, and say what was answered",
                             .run_on = RunOn::heavy}),
      json_route<try_now>({.method = post,
                           .path = "/api/pushes/{id}/try",
                           .permission = kAnalyst,
                           .summary = "Try at once what failed or was given up"}),
      json_route<history>({.path = "/api/pushes/{id}/history",
                           .permission = kViewer,
                           .summary = "What was sent, newest first",
                           .query = {{"limit", "integer", "at most this many; 100"}}}),
  };
}

}  // namespace throng::api
