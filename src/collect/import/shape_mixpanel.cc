// Mixpanel: the raw event export, profiles as its engage export has them, and updates as its SDKs send them.
#include "collect/import/shape_lines.h"

namespace throng::collect {
namespace {

Result<WireLine> profile(const Field& line, const ShapeContext& context) {
  const Field properties = at(line, "$properties");
  JsonObject traits;
  traits.members(properties, [](std::string_view key) { return key != "$last_seen"; });
  JsonObject out;
  out.copy("$distinct_id", at(line, "$distinct_id"));
  if (const Field seen = at(properties, "$last_seen")) {
    THRONG_TRY(const Instant time, wall_time(seen, "$last_seen", context));
    out.number("$time", to_ms(time));
  }
  out.raw("$set", traits.take());
  return WireLine{Protocol::mixpanel, "engage", out.take()};
}

}  // namespace

Result<WireLine> mixpanel_line(const Field& line, ShapeContext& context) {
  if (at(line, "$distinct_id") && at(line, "$properties")) return profile(line, context);
  if (at(line, "$distinct_id")) return WireLine{Protocol::mixpanel, "engage", simdjson::minify(*line)};
  if (at(line, "$group_key")) return WireLine{Protocol::mixpanel, "groups", simdjson::minify(*line)};
  const Field properties = at(line, "properties");
  if (!at(line, "event") || !is_object(properties))
    return invalid("event", "neither an event nor a profile of Mixpanel");
  THRONG_TRY(const Instant time, wall_epoch(at(properties, "time"), "time", context));
  JsonObject facts;
  facts.members(properties, [](std::string_view key) { return key != "time"; });
  facts.number("time", to_ms(time));
  JsonObject out;
  out.copy("event", at(line, "event"));
  out.raw("properties", facts.take());
  return WireLine{Protocol::mixpanel, "import", out.take()};
}

}  // namespace throng::collect
