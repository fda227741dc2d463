#include "api/event_view.h"

#include "api/internal/app_state.h"
#include "api/person_rows.h"
#include "warehouse/schema.h"

namespace throng::api {
namespace {

constexpr std::string_view kColumns =
    "num, toString(event_id) AS id, person, event, ts_ms, received_ms, anonymous_id, user_id, session, "
    "toString(channel) AS channel_text, toString(device) AS device_text, toString(os) AS os_text, "
    "toString(browser) AS browser_text, page, props";

Instant instant_at(const warehouse::Block& block, std::size_t column, std::size_t row) {
  return from_ms(static_cast<std::int64_t>(block.get<std::uint64_t>(column)[row]));
}

EventView event_at(const warehouse::Block& block, std::size_t row) {
  const auto text = [&](std::size_t column) { return block.get<std::string>(column)[row]; };
  EventView view{.number = block.get<std::uint64_t>(0)[row],
                 .id = text(1),
                 .person = block.get<std::uint32_t>(2)[row],
                 .name = text(3)};
  view.time = instant_at(block, 4, row);
  view.received = instant_at(block, 5, row);
  view.anonymous_id = text(6);
  view.user_id = text(7);
  view.session = text(8);
  view.channel = text(9);
  view.device = text(10);
  view.os = text(11);
  view.browser = text(12);
  view.page = text(13);
  view.properties.text = text(14);
  return view;
}

std::string before_condition(const EventPage& page) {
  const std::string ms = std::to_string(to_ms(page.before));
  const std::string earlier = "ts_ms < " + ms;
  if (page.before_id.empty()) return earlier;
  return "(" + earlier + " OR (ts_ms = " + ms + " AND toString(event_id) < " + warehouse::quote(page.before_id) + "))";
}

}  // namespace

EventView view_of(const model::Event& event, model::PersonNumber representative) {
  return {.number = event.number,
          .id = model::to_text(event.id),
          .person = representative,
          .name = event.name,
          .time = event.time,
          .received = event.received,
          .anonymous_id = event.anonymous_id,
          .user_id = event.user_id,
          .session = event.session,
          .channel = event.channel,
          .device = event.device,
          .os = event.os,
          .browser = event.browser,
          .page = event.page,
          .properties = {event.props}};
}

Result<EventsResponse> read_events(App& app, const EventPage& page) {
  std::string sql = "SELECT ";
  sql.append(kColumns).append(" FROM ").append(warehouse::table(app.project.id, "events"));
  sql.append(" WHERE person IN ").append(number_list(page.numbers)).append(" AND ").append(before_condition(page));
  sql.append(" ORDER BY ts_ms DESC, id DESC LIMIT ").append(std::to_string(page.limit + 1));
  THRONG_TRY(const warehouse::Block block,
             warehouse::query_all(app.services.warehouse, sql, {.stop = app.stopping.get_token()}));
  EventsResponse response;
  response.more = block.rows > page.limit;
  for (std::size_t row = 0; row < std::min<std::size_t>(block.rows, page.limit); ++row) {
    response.events.push_back(event_at(block, row));
    response.events.back().person = page.representative;
  }
  return response;
}

}  // namespace throng::api
