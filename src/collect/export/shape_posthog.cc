// PostHog: events as its capture API takes them in a batch.
#include <fmt/core.h>

#include "collect/export/shape_forms.h"
#include "collect/protocols/wire.h"
#include "model/event_id.h"
#include "model/profile_op.h"
#include "model/web_events.h"

namespace throng::collect {
namespace {

// The last is so of page views alone: other events may have a title of their own.
constexpr Renaming kProperties[] = {
    {"$page_url", "$current_url"}, {"$page_path", "$pathname"},     {"$page_referrer", "$referrer"},
    {"$utm_source", "utm_source"}, {"$utm_medium", "utm_medium"},   {"$utm_campaign", "utm_campaign"},
    {"$utm_term", "utm_term"},     {"$utm_content", "utm_content"}, {"$page_title", "title"}};
constexpr std::string_view kTaken[] = {"distinct_id", "token", "$set", "$set_once", "$unset", "$is_identified"};
constexpr Renaming kDevices[] = {{"desktop", "Desktop"}, {"mobile", "Mobile"}, {"tablet", "Tablet"}};

JsonObject line(const model::Event& event, std::string_view name, const std::string& id) {
  JsonObject out;
  out.text("event", name);
  out.text("uuid", id);
  out.text("distinct_id", who(event));
  out.text("timestamp", format_instant(event.time));
  return out;
}

JsonObject about(const Happening& h) {
  JsonObject out;
  out.raw("$is_identified", h.event.user_id.empty() ? "false" : "true");
  add_fact(out, h.props, "$session_id", h.event.session);
  add_fact(out, h.props, "$os", h.event.os);
  add_fact(out, h.props, "$browser", h.event.browser);
  if (const auto device = renamed(h.event.device, kDevices); device != h.event.device)
    add_fact(out, h.props, "$device_type", device);
  return out;
}

// What an identify says of traits; the traits that go are named among the properties, as its SDKs do.
void identify(std::string& out, const Happening& h, const std::string& id) {
  const bool joins = !h.event.user_id.empty() && !h.event.anonymous_id.empty();
  JsonObject event = line(h.event, joins ? "$identify" : "$set", id), properties = about(h);
  if (joins) properties.text("$anon_distinct_id", h.event.anonymous_id);
  if (h.event.name == model::kIdentify) {
    properties.raw("$set", set_traits(h.props));
    if (const auto unset = unset_traits(h.props); !unset.empty()) properties.raw("$unset", list_of(unset));
  }
  event.raw("properties", properties.take());
  end_line(out, std::move(event));
}

void set_once(std::string& out, const Happening& h, const std::string& id) {
  JsonObject event = line(h.event, "$set", id), properties = about(h);
  properties.raw("$set_once", set_traits(h.props));
  event.raw("properties", properties.take());
  end_line(out, std::move(event));
}

// Where nobody acts, its libraries name the group itself.
void group(std::string& out, const Happening& h, const std::string& id) {
  const Group group = group_of(h.props);
  JsonObject event, properties;
  event.text("event", "$groupidentify");
  event.text("uuid", id);
  event.text("distinct_id", h.event.anonymous_id == kGroupsId ? fmt::format("${}_{}", group.type, group.id)
                                                              : std::string(who(h.event)));
  event.text("timestamp", format_instant(h.event.time));
  properties.text("$group_type", group.type);
  properties.text("$group_key", group.id);
  properties.raw("$group_set", group.traits);
  event.raw("properties", properties.take());
  end_line(out, std::move(event));
}

void alias(std::string& out, const Happening& h, const std::string& id) {
  JsonObject event = line(h.event, "$create_alias", id), properties;
  properties.text("distinct_id", h.event.user_id);
  properties.copy("alias", at(h.props, "previousId"));
  event.raw("properties", properties.take());
  end_line(out, std::move(event));
}

}  // namespace

void write_posthog(std::string& out, const Happening& h) {
  const std::string id = model::to_text(h.event.id);
  if (h.event.name == model::kIdentify) return identify(out, h, id);
  if (h.joins) identify(out, h, other_id(h.event));
  if (h.event.name == model::kProfileSetOnce) return set_once(out, h, id);
  if (h.event.name == "$group") return group(out, h, id);
  if (h.event.name == "$alias") return alias(out, h, id);
  JsonObject event = line(h.event, h.event.name == model::kPageLeave ? "$pageleave" : h.event.name, id);
  JsonObject properties = about(h);
  const std::span names(kProperties);
  const bool page = h.event.name == "$pageview";
  add_properties(properties, h.props, {page ? names : names.first(names.size() - 1), kTaken});
  event.raw("properties", properties.take());
  end_line(out, std::move(event));
}

}  // namespace throng::collect
