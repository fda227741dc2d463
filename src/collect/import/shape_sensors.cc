// Sensors Analytics (神策): records as SDKs send them, rows of its table `events`, rows of its table `users`.
#include <algorithm>
#include <span>

#include "collect/import/shape_lines.h"

namespace throng::collect {
namespace {

// Of its table, not of the event.
constexpr std::string_view kTheirs[] = {"event",        "time",           "distinct_id",   "user_id",   "date",
                                        "day",          "week_id",        "month_id",      "event_id",  "_offset",
                                        "event_bucket", "sampling_group", "$receive_time", "recv_time", "map_id"};
constexpr std::string_view kUsersTheirs[] = {"id", "first_id", "second_id", "$update_time", "distinct_id", "user_id"};

bool is_among(std::string_view key, std::span<const std::string_view> names) {
  return std::ranges::find(names, key) != names.end();
}

Result<WireLine> user(const Field& line, const ShapeContext& context) {
  JsonObject traits;
  traits.members(line, [](std::string_view key) { return !is_among(key, kUsersTheirs); });
  const std::string json = traits.take();
  const std::string known = text_at(line, "second_id"), device = text_at(line, "first_id");
  JsonObject out;
  out.text("type", "identify");
  out.text("userId", known);
  out.text("anonymousId", device);
  out.text("messageId", content_id("sensors-user:", known + "\n" + device + "\n" + json));
  if (const Field updated = at(line, "$update_time")) {
    THRONG_TRY(const Instant time, wall_time(updated, "$update_time", context));
    out.text("timestamp", format_instant(time));
  }
  out.raw("traits", json);
  return WireLine{.body = out.take()};
}

Result<WireLine> row(const Field& line, Instant time) {
  JsonObject facts;
  facts.members(line, [](std::string_view key) { return !is_among(key, kTheirs); });
  JsonObject out;
  out.text("type", "track");
  out.number("time", to_ms(time));
  out.copy("event", at(line, "event"));
  out.copy("distinct_id", at(line, "distinct_id"));
  out.raw("properties", facts.take());
  return WireLine{Protocol::sensors, "", out.take()};
}

}  // namespace

Result<WireLine> sensors_line(const Field& line, ShapeContext& context) {
  const bool record = at(line, "type").has_value();
  if (!record && !at(line, "event") && (at(line, "first_id") || at(line, "second_id"))) return user(line, context);
  if (!record && text_at(line, "event").empty()) return invalid("type", "neither a record nor a row of 神策");
  THRONG_TRY(const Instant time, wall_time(at(line, "time"), "time", context));
  if (!record && !at(line, "properties")) return row(line, time);
  JsonObject out;
  if (!record) out.text("type", "track");
  out.members(line, [](std::string_view key) { return key != "_flush_time" && key != "time"; });
  out.number("time", to_ms(time));
  return WireLine{Protocol::sensors, "", out.take()};
}

}  // namespace throng::collect
