// Amplitude's event export.
#include "collect/import/shape_lines.h"
#include "collect/protocols/adapter.h"

namespace throng::collect {
namespace {

Field insert_id_of(const Field& line) {
  for (const std::string_view name : {"$insert_id", "insert_id", "uuid"}) {
    if (const Field found = at(line, name); !text_of(found).empty()) return found;
  }
  return std::nullopt;
}

Result<Instant> time_of(const Field& line) {
  for (const std::string_view name : {"event_time", "client_event_time", "time"}) {
    if (const Field found = at(line, name)) return utc_time(found, name);
  }
  return invalid("event_time", "missing");
}

}  // namespace

// Every line repeats all user properties as they were then, but for those that say what is done to them; of web pages
// `os_name` is the browser.
Result<WireLine> amplitude_line(const Field& line, ShapeContext& context) {
  if (text_at(line, "event_type").empty()) return invalid("event_type", "missing");
  THRONG_TRY(const Instant time, time_of(line));
  const bool web = text_at(line, "platform") == "Web";
  JsonObject out;
  for (const std::string_view name : {"event_type", "user_id", "device_id", "event_properties", "groups",
                                      "group_properties", "session_id", "platform", "library", "user_agent", "revenue"})
    out.copy(name, at(line, name));
  if (!web) out.copy("os_name", at(line, "os_name"));
  out.copy("insert_id", insert_id_of(line));
  out.number("time", to_ms(time));
  if (const Field traits = at(line, "user_properties"); is_object(traits)) {
    const std::string json = simdjson::minify(*traits);
    std::string who = text_at(line, "user_id");
    who = who.empty() ? "device:" + text_at(line, "device_id") : "user:" + who;
    if (operates_in_amplitude(traits) || (json != "{}" && context.traits.changes(who, json)))
      out.raw("user_properties", json);
  }
  return WireLine{Protocol::amplitude, "", "{\"events\":[" + out.take() + "]}"};
}

}  // namespace throng::collect
