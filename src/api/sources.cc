// /api/sources: which protocols are taken, and how the senders do.
#include <algorithm>

#include "api/internal/app_state.h"
#include "api/json_route.h"
#include "api/messages/session.h"
#include "api/messages/sources.h"
#include "api/routes.h"
#include "api/source_settings.h"
#include "ledger/source_hours.h"

namespace throng::api {
namespace {

constexpr std::uint64_t kMostDays = 90;

void add(SourceView& view, const ledger::SourceHour& hour) {
  view.counts.requests += hour.requests;
  view.counts.accepted += hour.accepted;
  view.counts.duplicates += hour.duplicates;
  view.counts.late += hour.late;
  view.counts.quarantined += hour.quarantined;
  view.counts.refused += hour.refused;
  view.last_heard = hour.hour;
  view.hours.push_back({hour.hour, hour.accepted, hour.quarantined, hour.refused});
}

std::vector<SourceView> all_sources(const collect::Sources& settings) {
  std::vector<SourceView> all;
  boost::mp11::mp_for_each<boost::describe::describe_enumerators<collect::Protocol>>([&](auto described) {
    SourceView view{.source = described.name};
    view.off = std::ranges::find(settings.off, described.value) != settings.off.end();
    for (const collect::SourceName& one : settings.names) {
      if (one.protocol == described.value) view.names.push_back(one.name);
    }
    all.push_back(std::move(view));
  });
  all.push_back({.source = "import"});
  return all;
}

Result<SourcesResponse> list(Call& call) {
  App& app = call.app;
  THRONG_TRY(const std::uint64_t days_back, call.query_number("days", 7, kMostDays));
  THRONG_CHECK(app.source_book.write());
  THRONG_TRY(const auto settings, source_settings(app.services.db, app.project.id));
  THRONG_TRY(const auto hours,
             ledger::list_source_hours(app.services.db, app.project.id, app.now() - days(static_cast<int>(days_back))));
  SourcesResponse response{all_sources(settings)};
  for (const ledger::SourceHour& hour : hours) {
    const auto found = std::ranges::find(response.sources, hour.source, &SourceView::source);
    if (found != response.sources.end()) add(*found, hour);
  }
  return response;
}

Result<Empty> change(Call& call, const collect::Sources& wanted) {
  THRONG_CHECK(
      keep_source_settings(call.app.services.db, call.app.project.id, wanted, call.principal->name, call.app.now()));
  return Empty{};
}

}  // namespace

std::vector<Route> source_routes() {
  using enum http::Method;
  return {
      json_route<list>({.method = get,
                        .path = "/api/sources",
                        .permission = Permission::viewer,
                        .summary = "What came from where, by hour, and which protocols are taken",
                        .query = {{"days", "integer", "how far back, 7 by default"}}}),
      json_route<change>({.method = put,
                          .path = "/api/sources",
                          .permission = Permission::owner,
                          .summary = "Switch protocols off, and name what senders may say instead of a write key"}),
  };
}

}  // namespace throng::api
