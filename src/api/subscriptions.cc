// /api/subscriptions: boards that go out by mail.
#include "api/internal/saved_resource.h"
#include "api/json_route.h"
#include "api/routes.h"
#include "board/post.h"

namespace throng::api {
namespace {

using Subscriptions = SavedResource<SubscriptionBody, SubscriptionView>;

Result<void> finish(Call& call, SubscriptionView& view) {
  view.next = board::next_due(view, call.app.calendar, call.app.now());
  THRONG_TRY(auto sendings, (Subscriptions::history<SendingView, board::Sending>(call, view.id, 1)));
  if (!sendings.empty()) view.last = std::move(sendings.front());
  return {};
}

Result<SubscriptionsResponse> list(Call& call) {
  THRONG_TRY(auto all, Subscriptions::all(call));
  for (SubscriptionView& view : all) THRONG_CHECK(finish(call, view));
  return SubscriptionsResponse{std::move(all)};
}

Result<SendingsResponse> history(Call& call) {
  THRONG_TRY(auto sendings, (Subscriptions::history<SendingView, board::Sending>(call)));
  return SendingsResponse{std::move(sendings)};
}

Result<SubscriptionView> send(Call& call) {
  THRONG_TRY(const auto saved, ledger::find_saved(call.app.services.db, Subscriptions::key(call)));
  const board::PostPlace place{&call.app.services.db, call.app.sources(), &call.app.services.audience,
                               call.app.calendar, call.app.services.postman};
  THRONG_CHECK(board::send_now(place, saved, call.app.now(), call.request.gone));
  return Subscriptions::find<finish>(call);
}

}  // namespace

std::vector<Route> subscription_routes() {
  using enum http::Method;
  constexpr auto kViewer = Permission::viewer;
  constexpr auto kAnalyst = Permission::analyst;
  return {
      json_route<list>({.path = "/api/subscriptions",
                        .permission = kViewer,
                        .summary = "Boards that go out by mail, when next, and what became of the last one"}),
      json_route<Subscriptions::create<finish>>({.method = post,
                                                 .path = "/api/subscriptions",
                                                 .permission = kAnalyst,
                                                 .summary = "Send a board by mail at set times"}),
      json_route<Subscriptions::find<finish>>(
          {.path = "/api/subscriptions/{id}", .permission = kViewer, .summary = "One subscription"}),
      json_route<history>({.path = "/api/subscriptions/{id}/history",
                           .permission = kViewer,
                           .summary = "What was sent, newest first",
                           .query = {{"limit", "integer", "at most this many; 100"}}}),
      json_route<send>({.method = post,
                        .path = "/api/subscriptions/{id}/send",
                        .permission = kAnalyst,
                        .summary = "Send it now",
                        .run_on = RunOn::heavy}),
      json_route<Subscriptions::change<finish>>({.method = put,
                                                 .path = "/api/subscriptions/{id}",
                                                 .permission = kAnalyst,
                                                 .summary = "Change a subscription"}),
      json_route<Subscriptions::remove_one>(
          {.method = remove, .path = "/api/subscriptions/{id}", .permission = kAnalyst, .summary = "Send it no more"}),
  };
}

}  // namespace throng::api
