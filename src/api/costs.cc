// /api/costs: what channels cost per day.
#include <algorithm>

#include "api/cost_rows.h"
#include "api/internal/app_state.h"
#include "api/json_route.h"
#include "api/routes.h"

namespace throng::api {
namespace {

constexpr std::size_t kBodyLimit = std::size_t{4} << 20;

// The days of the query; `last` is included there, as people say it.
Result<ledger::CostDays> days_of(const Call& call) {
  ledger::CostDays days{.channel = call.query_or("channel", "")};
  for (const auto& [name, into] : {std::pair{"first", &days.first}, std::pair{"last", &days.last}}) {
    const std::string day = call.query_or(name, "");
    if (day.empty()) continue;
    if (!ledger::is_day(day)) return invalid(name, "expected a date like 2026-01-31");
    *into = day;
  }
  if (!call.query_or("last", "").empty()) days.last += "~";  // after the day itself, before the next one
  return days;
}

Result<CostsResponse> list(Call& call) {
  THRONG_TRY(const auto days, days_of(call));
  THRONG_TRY(const std::uint64_t limit, call.query_number("limit", 100, 10'000));
  THRONG_TRY(const std::uint64_t offset, call.query_number("offset", 0, ledger::kMaxCosts));
  THRONG_TRY(auto costs, ledger::list_costs(call.app.services.db, call.app.project.id, days));
  std::ranges::sort(costs, [](const ledger::Cost& a, const ledger::Cost& b) {
    return a.day != b.day ? a.day > b.day : a.channel < b.channel;
  });
  CostsResponse response{.total = costs.size()};
  std::int64_t units = 0;
  for (const ledger::Cost& cost : costs) units += cost.units;
  response.cost = static_cast<double>(units) / static_cast<double>(ledger::kCostUnits);
  for (std::size_t i = offset; i < costs.size() && response.rows.size() < limit; ++i)
    response.rows.push_back(row_of(costs[i]));
  return response;
}

Result<CostsChanged> put(Call& call, const std::vector<ledger::Cost>& costs) {
  THRONG_CHECK(ledger::put_costs(call.app.services.db, call.app.project.id, costs));
  return CostsChanged{costs.size()};
}

Result<CostsChanged> put_rows(Call& call, const CostsBody& body) {
  THRONG_TRY(const auto costs, costs_of(body.rows));
  return put(call, costs);
}

Result<CostsChanged> put_csv(Call& call) {
  const auto source = collect::memory_source(call.request.body);
  THRONG_TRY(const auto costs, read_cost_csv(*source));
  return put(call, costs);
}

Result<CostsChanged> remove_days(Call& call) {
  THRONG_TRY(const auto days, days_of(call));
  THRONG_TRY(const std::uint64_t rows, ledger::remove_costs(call.app.services.db, call.app.project.id, days));
  return CostsChanged{rows};
}

}  // namespace

std::vector<Route> cost_routes() {
  using enum http::Method;
  constexpr auto kAnalyst = Permission::analyst;
  const std::vector<QueryParameter> days = {{"first", "string", "the first day, 2026-01-31"},
                                            {"last", "string", "the last day, that included"},
                                            {"channel", "string", "only this channel"}};
  std::vector<QueryParameter> page = days;
  page.push_back({"limit", "integer", "at most 10000"});
  page.push_back({"offset", "integer", "how many to skip"});
  return {
      json_route<list>({.path = "/api/costs",
                        .permission = Permission::viewer,
                        .summary = "What channels cost per day, newest day first",
                        .query = page}),
      json_route<put_rows>({.method = http::Method::put,
                            .path = "/api/costs",
                            .permission = kAnalyst,
                            .summary = "Set costs: a row replaces that of its day and channel",
                            .body_limit = kBodyLimit}),
      json_route<put_csv>(
          {.method = post,
           .path = "/api/costs/csv",
           .permission = kAnalyst,
           .summary = "Set costs from a CSV file with the columns day, channel, cost, clicks, impressions",
           .body_limit = kBodyLimit}),
      json_route<remove_days>(
          {.method = remove, .path = "/api/costs", .permission = kAnalyst, .summary = "Delete costs", .query = days}),
  };
}

}  // namespace throng::api
