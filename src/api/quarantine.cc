// /api/quarantine: events that were kept aside, with the reason.
#include "api/internal/app_state.h"
#include "api/internal/job_view.h"
#include "api/json_route.h"
#include "api/messages/jobs.h"
#include "api/messages/settings.h"
#include "api/replay_job.h"
#include "api/routes.h"
#include "warehouse/schema.h"

namespace throng::api {
namespace {

QuarantineItem item_at(const warehouse::Block& block, std::size_t row) {
  const auto text = [&](std::size_t column) { return block.get<std::string>(column)[row]; };
  return {from_ms(static_cast<std::int64_t>(block.get<std::uint64_t>(0)[row])),
          text(1),
          text(2),
          text(3),
          text(4),
          text(5),
          block.get<std::uint64_t>(6)[row]};
}

collect::QuarantineFilter asked_filter(const Call& call) {
  const auto text = [&](std::string_view name) {
    auto value = call.find_query(name);
    return value && value->empty() ? std::nullopt : value;
  };
  // An empty field says something: it was the event as a whole.
  return {
      .reason = text("reason"), .field = call.find_query("field"), .source = text("source"), .event = text("event")};
}

Result<QuarantineResponse> list(Call& call) {
  THRONG_TRY(const std::uint64_t limit, call.query_number("limit", 50, 1000));
  THRONG_TRY(const std::uint64_t offset, call.query_number("offset", 0, 1'000'000));
  const std::string from = " " + collect::unsettled(call.app.project.id, asked_filter(call));
  warehouse::Warehouse& store = call.app.services.warehouse;
  THRONG_TRY(const auto total, warehouse::query_all(store, "SELECT count() AS n" + from));
  THRONG_TRY(const auto block,
             warehouse::query_all(
                 store,
                 "SELECT at_ms, toString(source) AS source_text, toString(reason) AS reason_text, field, message, "
                 "body, line" +
                     from + " ORDER BY at_ms DESC, source, line DESC LIMIT " + std::to_string(limit) + " OFFSET " +
                     std::to_string(offset)));
  QuarantineResponse response;
  if (total.rows > 0) response.total = total.get<std::uint64_t>(0)[0];
  for (std::size_t row = 0; row < block.rows; ++row) response.items.push_back(item_at(block, row));
  return response;
}

Result<QuarantineReasons> reasons(Call& call) {
  THRONG_TRY(const auto block,
             warehouse::query_all(call.app.services.warehouse,
                                  "SELECT toString(reason) AS why, field, count() AS n, max(at_ms) AS last " +
                                      collect::unsettled(call.app.project.id, asked_filter(call)) +
                                      " GROUP BY why, field ORDER BY n DESC, why, field LIMIT 200"));
  QuarantineReasons response;
  for (std::size_t row = 0; row < block.rows; ++row) {
    response.reasons.push_back({block.get<std::string>(0)[row], block.get<std::string>(1)[row],
                                block.get<std::uint64_t>(2)[row],
                                from_ms(static_cast<std::int64_t>(block.get<std::uint64_t>(3)[row]))});
  }
  return response;
}

Result<JobView> read_again(Call& call, const collect::QuarantineFilter& wanted) {
  collect::QuarantineFilter filter = wanted;
  filter.before = std::min(wanted.before.value_or(call.app.now()), call.app.now());
  THRONG_TRY(const auto job, call.app.services.jobs.start(kReplay, json::to_string(filter), call.principal->name));
  return view_of(job);
}

Result<QuarantineDismissed> dismiss(Call& call, const collect::QuarantineFilter& wanted) {
  collect::QuarantineFilter filter = wanted;
  filter.before = std::min(wanted.before.value_or(call.app.now()), call.app.now());
  QuarantineDismissed out;
  THRONG_TRY(out.dismissed, collect::dismiss(call.app.services.collector, call.app.services.warehouse,
                                             call.app.project.id, filter, call.app.now()));
  return out;
}

}  // namespace

std::vector<Route> quarantine_routes() {
  using enum http::Method;
  const std::vector<QueryParameter> filter = {{"reason", "string", "only this reason"},
                                              {"field", "string", "only this field"},
                                              {"source", "string", "only from here"},
                                              {"event", "string", "only events of this name"}};
  return {json_route<reasons>({.path = "/api/quarantine/reasons",
                               .permission = Permission::viewer,
                               .summary = "Why events were kept aside, by reason and field",
                               .query = filter}),
          json_route<read_again>({.method = post,
                                  .path = "/api/quarantine/replay",
                                  .permission = Permission::analyst,
                                  .summary = "Read events in again, as of when they came: a job"}),
          json_route<dismiss>({.method = post,
                               .path = "/api/quarantine/dismiss",
                               .permission = Permission::owner,
                               .summary = "Put events that were kept aside out of sight"}),
          json_route<list>({.path = "/api/quarantine",
                            .permission = Permission::viewer,
                            .summary = "Events that were kept aside, newest first",
                            .query = {{"reason", "string", "only this reason"},
                                      {"field", "string", "only this field"},
                                      {"source", "string", "only from here"},
                                      {"event", "string", "only events of this name"},
                                      {"limit", "integer", "at most 1000"},
                                      {"offset", "integer", "how many to skip"}}})};
}

}  // namespace throng::api
