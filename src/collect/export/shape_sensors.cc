// Sensors Analytics (神策): records as its SDKs and importers send them.
#include "collect/export/shape_forms.h"
#include "collect/protocols/wire.h"
#include "model/profile_op.h"
#include "model/web_events.h"

namespace throng::collect {
namespace {

constexpr Renaming kProperties[] = {
    {"$page_url", "$url"}, {"$page_path", "$url_path"}, {"$page_title", "$title"}, {"$page_referrer", "$referrer"}};
constexpr std::string_view kTaken[] = {"$is_login_id", "$project", "$token", "$time"};
constexpr Renaming kNames[] = {{"$screen", "$AppViewScreen"}, {model::kPageLeave, "$WebPageLeave"}};
constexpr Renaming kProfiles[] = {{model::kProfileSetOnce, "profile_set_once"},
                                  {model::kProfileIncrement, "profile_increment"},
                                  {model::kProfileDelete, "profile_delete"}};

// Its SDKs number their records; the first bits of the id do as well.
std::int64_t track_id(const model::EventId& id) {
  return (std::int64_t{id.bytes[0]} << 22) | (std::int64_t{id.bytes[1]} << 14) | (std::int64_t{id.bytes[2]} << 6) |
         (id.bytes[3] >> 2);
}

JsonObject record(const model::Event& event, std::string_view type) {
  JsonObject out, identities;
  out.text("type", type);
  out.number("_track_id", track_id(event.id));
  out.number("time", to_ms(event.time));
  out.text("distinct_id", who(event));
  out.text("login_id", event.user_id);
  out.text("anonymous_id", event.anonymous_id);
  identities.text("$identity_login_id", event.user_id);
  identities.text("$identity_cookie_id", event.anonymous_id);
  out.raw("identities", identities.take());
  return out;
}

void sign_up(std::string& out, const model::Event& event, std::string_view device) {
  JsonObject line = record(event, "track_signup");
  line.text("event", "$SignUp");
  line.text("original_id", device);
  line.raw("properties", "{}");
  end_line(out, std::move(line));
}

void profile(std::string& out, const model::Event& event, std::string_view type, const std::string& operands) {
  JsonObject line = record(event, type);
  line.raw("properties", operands);
  end_line(out, std::move(line));
}

void identify(std::string& out, const Happening& h) {
  if (const std::string set = set_traits(h.props); set != "{}") profile(out, h.event, "profile_set", set);
  if (const auto unset = unset_traits(h.props); !unset.empty())
    profile(out, h.event, "profile_unset", object_of(unset, "true"));
}

void item(std::string& out, const Happening& h) {
  const Group group = group_of(h.props);
  JsonObject line;
  line.text("type", "item_set");
  line.number("time", to_ms(h.event.time));
  line.text("item_type", group.type);
  line.text("item_id", group.id);
  line.raw("properties", group.traits);
  end_line(out, std::move(line));
}

void track(std::string& out, const Happening& h) {
  JsonObject line = record(h.event, "track"), properties;
  line.text("event", renamed(h.event.name, kNames));
  add_fact(properties, h.props, "$os", h.event.os);
  add_fact(properties, h.props, "$browser", h.event.browser);
  add_fact(properties, h.props, "$event_session_id", h.event.session);
  if (!h.event.user_id.empty()) properties.raw("$is_login_id", "true");
  add_properties(properties, h.props, {kProperties, kTaken});
  if (h.event.name == "$screen") add_fact(properties, h.props, "$screen_name", text_at(h.props, "name"));
  if (h.event.name == model::kPageLeave && !at(h.props, "event_duration")) {
    if (const auto ms = number_of(at(h.props, "$duration_ms"))) {
      std::string seconds;
      json::write_number(seconds, *ms / 1000);
      properties.raw("event_duration", seconds);
    }
  }
  line.raw("properties", properties.take());
  end_line(out, std::move(line));
}

}  // namespace

void write_sensors(std::string& out, const Happening& h) {
  if (h.joins) sign_up(out, h.event, h.event.anonymous_id);
  if (h.event.name == model::kIdentify) return identify(out, h);
  if (h.event.name == model::kProfileAppend) return profile(out, h.event, "profile_append", as_lists(h.props));
  if (const auto type = renamed(h.event.name, kProfiles); type != h.event.name)
    return profile(out, h.event, type, set_traits(h.props));
  if (h.event.name == "$group") return item(out, h);
  if (h.event.name == "$alias") return sign_up(out, h.event, text_at(h.props, "previousId"));
  track(out, h);
}

}  // namespace throng::collect
