// Amplitude: events as its HTTP API takes them.
#include <algorithm>

#include "collect/export/shape_forms.h"
#include "collect/protocols/wire.h"
#include "model/event_id.h"
#include "model/profile_op.h"
#include "model/web_events.h"

namespace throng::collect {
namespace {

constexpr Renaming kProperties[] = {{"$page_url", "[Amplitude] Page URL"},
                                    {"$page_path", "[Amplitude] Page Path"},
                                    {"$page_title", "[Amplitude] Page Title"},
                                    {"$page_referrer", "referrer"},
                                    {"$utm_source", "utm_source"},
                                    {"$utm_medium", "utm_medium"},
                                    {"$utm_campaign", "utm_campaign"},
                                    {"$utm_term", "utm_term"},
                                    {"$utm_content", "utm_content"}};
constexpr Renaming kNames[] = {{model::kPageView, "[Amplitude] Page Viewed"}};
constexpr Renaming kOperations[] = {{model::kProfileSetOnce, "$setOnce"}, {model::kProfileIncrement, "$add"},
                                    {model::kProfileAppend, "$append"},   {model::kProfileUnion, "$postInsert"},
                                    {model::kProfileRemove, "$remove"},   {model::kProfileDelete, "$clearAll"}};

bool is_number(std::string_view text) {
  return !text.empty() && text.size() < 16 && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

// Of web pages its exports have the browser where apps have the system.
JsonObject line(const model::Event& event, std::string_view type) {
  JsonObject out;
  out.text("event_type", type);
  out.text("user_id", event.user_id);
  if (event.anonymous_id != kGroupsId) out.text("device_id", event.anonymous_id);
  out.number("time", to_ms(event.time));
  out.text("insert_id", model::to_text(event.id));
  if (is_number(event.session)) out.raw("session_id", event.session);
  const bool web = !event.browser.empty();
  out.text("platform", web ? "Web" : event.os);
  out.text("os_name", web ? event.browser : event.os);
  return out;
}

std::string user_properties(const Happening& h, std::string_view operation) {
  JsonObject out;
  if (h.event.name == model::kIdentify) {
    if (const std::string set = set_traits(h.props); set != "{}") out.raw("$set", set);
    if (const auto unset = unset_traits(h.props); !unset.empty()) out.raw("$unset", object_of(unset, "\"-\""));
  } else if (h.event.name == model::kProfileDelete) {
    out.raw(operation, "\"-\"");
  } else {
    out.raw(operation, set_traits(h.props));
  }
  return out.take();
}

void group(std::string& out, const Happening& h) {
  const Group group = group_of(h.props);
  JsonObject event = line(h.event, "$groupidentify"), groups, set;
  groups.text(group.type, group.id);
  set.raw("$set", group.traits);
  event.raw("groups", groups.take());
  event.raw("group_properties", set.take());
  end_line(out, std::move(event));
}

}  // namespace

void write_amplitude(std::string& out, const Happening& h) {
  const std::string_view operation = renamed(h.event.name, kOperations);
  if (h.event.name == "$group") return group(out, h);
  if (h.event.name == model::kIdentify || operation != h.event.name) {
    JsonObject event = line(h.event, "$identify");
    event.raw("user_properties", user_properties(h, operation));
    return end_line(out, std::move(event));
  }
  JsonObject event = line(h.event, renamed(h.event.name, kNames)), properties;
  add_properties(properties, h.props, {kProperties});
  event.raw("event_properties", properties.take());
  end_line(out, std::move(event));
}

}  // namespace throng::collect
