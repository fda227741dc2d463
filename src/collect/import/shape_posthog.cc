// PostHog: events of batch exports and of the events API, persons of the persons API and of batch exports.
#include "collect/import/shape_lines.h"

namespace throng::collect {
namespace {

// Its ingestion writes traits of its own to nearly every event ("$geoip_city_name", "$initial_browser"); senders'
// traits have no such names.
bool is_senders(std::string_view trait) { return !trait.starts_with('$'); }

bool is_fact(std::string_view property) { return property != "$set" && property != "$set_once"; }

Field first_of(const Field& line, std::initializer_list<std::string_view> names) {
  for (const std::string_view name : names) {
    if (Field found = at(line, name)) return found;
  }
  return std::nullopt;
}

void add_traits(JsonObject& out, std::string_view name, const Field& traits) {
  JsonObject kept;
  kept.members(traits, is_senders);
  if (const std::string json = kept.take(); json != "{}") out.raw(name, json);
}

// Its traits are the last ones: told of the day when the person was made, so that the history of events goes on top.
Result<WireLine> person(const Field& line) {
  std::string id = text_at(line, "distinct_id");
  if (const Field all = at(line, "distinct_ids"); is_list(all)) {
    for (const auto one : all->get_array().value_unsafe()) {
      if (id.empty()) id = text_of(Field(one));
    }
  }
  JsonObject traits;
  traits.members(at(line, "properties"), is_senders);
  const std::string json = traits.take();
  if (json == "{}") return WireLine{};
  JsonObject out;
  out.text("type", "identify");
  out.text("distinctId", id);
  out.text("messageId", content_id("posthog-person:" + id + ":", json));
  out.copy("timestamp", at(line, "created_at"));
  out.raw("traits", json);
  return WireLine{.body = out.take()};
}

}  // namespace

Result<WireLine> posthog_line(const Field& line, ShapeContext&) {
  if (!at(line, "event")) {
    if (at(line, "properties") && (at(line, "distinct_ids") || at(line, "distinct_id"))) return person(line);
    return invalid("event", "neither an event nor a person of PostHog");
  }
  const Field properties = at(line, "properties");
  JsonObject facts;
  facts.members(properties, is_fact);
  THRONG_TRY(const Instant time, utc_time(at(line, "timestamp"), "timestamp"));
  JsonObject out;
  out.copy("event", at(line, "event"));
  out.copy("uuid", first_of(line, {"uuid", "id"}));
  out.copy("distinct_id", at(line, "distinct_id"));
  out.text("timestamp", format_instant(time));
  out.raw("properties", facts.take());
  const Field set = first_of(line, {"$set", "set"}), set_once = first_of(line, {"$set_once", "set_once"});
  add_traits(out, "$set", set ? set : at(properties, "$set"));
  add_traits(out, "$set_once", set_once ? set_once : at(properties, "$set_once"));
  return WireLine{Protocol::posthog, "", out.take()};
}

}  // namespace throng::collect
