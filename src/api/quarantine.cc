// /api/quarantine: events that were kept aside, with the reason.
#include "api/internal/app_state.h"
#include "api/json_route.h"
#include "api/messages/settings.h"
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

Result<QuarantineResponse> list(Call& call) {
  THRONG_TRY(const std::uint64_t limit, call.query_number("limit", 50, 1000));
  THRONG_TRY(const std::uint64_t offset, call.query_number("offset", 0, 1'000'000));
  const std::string reason = call.query_or("reason", "");
  const std::string from = " FROM " + warehouse::table(call.app.project.id, "quarantine") +
                           (reason.empty() ? "" : " WHERE reason = " + warehouse::quote(reason));
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

}  // namespace

std::vector<Route> quarantine_routes() {
  return {json_route<list>({.path = "/api/quarantine",
                            .permission = Permission::viewer,
                            .summary = "Events that were kept aside, newest first",
                            .query = {{"reason", "string", "only this reason"},
                                      {"limit", "integer", "at most 1000"},
                                      {"offset", "integer", "how many to skip"}}})};
}

}  // namespace throng::api
