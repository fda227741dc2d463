// /api/alerts: numbers that are watched, and what was found.
#include "api/internal/saved_resource.h"
#include "api/json_route.h"
#include "api/routes.h"
#include "board/watch.h"

namespace throng::api {
namespace {

using Alerts = SavedResource<AlertBody, AlertView>;

Result<void> finish(Call& call, AlertView& view) {
  THRONG_TRY(auto looks, (Alerts::history<AlertLookView, board::AlertFinding>(call, view.id, 1)));
  if (!looks.empty()) view.last = std::move(looks.front());
  return {};
}

Result<AlertsResponse> list(Call& call) {
  THRONG_TRY(auto all, Alerts::all(call));
  for (AlertView& view : all) THRONG_CHECK(finish(call, view));
  return AlertsResponse{std::move(all)};
}

Result<AlertHistoryResponse> history(Call& call) {
  THRONG_TRY(auto looks, (Alerts::history<AlertLookView, board::AlertFinding>(call)));
  return AlertHistoryResponse{std::move(looks)};
}

Result<AlertView> look(Call& call) {
  THRONG_TRY(const auto saved, ledger::find_saved(call.app.services.db, Alerts::key(call)));
  const board::WatchPlace place{&call.app.services.db, call.app.sources(),        &call.app.services.audience,
                                call.app.calendar,     call.app.services.postman, call.app.services.alert_changed};
  THRONG_CHECK(board::look_at(place, saved, call.app.now(), call.request.gone));
  return Alerts::find<finish>(call);
}

}  // namespace

std::vector<Route> alert_routes() {
  using enum http::Method;
  constexpr auto kViewer = Permission::viewer;
  constexpr auto kAnalyst = Permission::analyst;
  return {
      json_route<list>({.path = "/api/alerts", .permission = kViewer, .summary = "Alerts and what was found last"}),
      json_route<Alerts::create<finish>>(
          {.method = post, .path = "/api/alerts", .permission = kAnalyst, .summary = "Watch a number"}),
      json_route<Alerts::find<finish>>({.path = "/api/alerts/{id}", .permission = kViewer, .summary = "One alert"}),
      json_route<history>({.path = "/api/alerts/{id}/history",
                           .permission = kViewer,
                           .summary = "What was found, newest first",
                           .query = {{"limit", "integer", "at most this many; 100"}}}),
      json_route<look>({.method = post,
                        .path = "/api/alerts/{id}/look",
                        .permission = kAnalyst,
                        .summary = "Look at an alert now",
                        .run_on = RunOn::heavy}),
      json_route<Alerts::change<finish>>(
          {.method = put, .path = "/api/alerts/{id}", .permission = kAnalyst, .summary = "Change an alert"}),
      json_route<Alerts::remove_one>(
          {.method = remove, .path = "/api/alerts/{id}", .permission = kAnalyst, .summary = "Delete an alert"}),
  };
}

}  // namespace throng::api
