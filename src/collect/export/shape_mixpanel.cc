// Mixpanel: events as /import takes them, updates of profiles and groups as /engage and /groups do. Times are in UTC.
#include "collect/export/shape_forms.h"
#include "model/event_id.h"
#include "model/profile_op.h"
#include "model/web_events.h"

namespace throng::collect {
namespace {

constexpr Renaming kProperties[] = {
    {"$page_url", "$current_url"},     {"$page_path", "current_url_path"}, {"$page_title", "current_page_title"},
    {"$page_referrer", "$referrer"},   {"$utm_source", "utm_source"},      {"$utm_medium", "utm_medium"},
    {"$utm_campaign", "utm_campaign"}, {"$utm_term", "utm_term"},          {"$utm_content", "utm_content"}};
constexpr std::string_view kTaken[] = {"time",       "distinct_id", "token",     "$distinct_id_before_identity",
                                       "$insert_id", "$user_id",    "$device_id"};
constexpr Renaming kNames[] = {{model::kPageView, "$mp_web_page_view"}, {model::kPageLeave, "$mp_page_leave"}};
constexpr Renaming kUpdates[] = {{model::kProfileSetOnce, "$set_once"},
                                 {model::kProfileIncrement, "$add"},
                                 {model::kProfileAppend, "$append"},
                                 {model::kProfileUnion, "$union"},
                                 {model::kProfileRemove, "$remove"}};

std::string device_id(const model::Event& event) { return "$device:" + event.anonymous_id; }

std::string distinct_id(const model::Event& event) { return event.user_id.empty() ? device_id(event) : event.user_id; }

void event_line(std::string& out, std::string_view name, JsonObject properties) {
  JsonObject line;
  line.text("event", name);
  line.raw("properties", properties.take());
  end_line(out, std::move(line));
}

JsonObject about(const model::Event& event, const std::string& id) {
  JsonObject out;
  out.number("time", to_ms(event.time));
  out.text("distinct_id", distinct_id(event));
  out.text("$insert_id", id);
  out.text("$user_id", event.user_id);
  out.text("$device_id", event.anonymous_id);
  return out;
}

void join(std::string& out, const model::Event& event) {
  JsonObject properties = about(event, other_id(event));
  properties.text("$identified_id", event.user_id);
  properties.text("$anon_distinct_id", device_id(event));
  event_line(out, "$identify", std::move(properties));
}

void update(std::string& out, const model::Event& event, std::string_view operation, std::string_view operands) {
  if (operands == "{}" || operands == "[]") return;
  JsonObject line;
  line.text("$distinct_id", distinct_id(event));
  line.number("$time", to_ms(event.time));
  line.raw(operation, operands);
  end_line(out, std::move(line));
}

// Of a union every operand is a list; appended and removed is one element at a time.
void operate(std::string& out, const Happening& h, std::string_view operation) {
  if (operation == "$union") return update(out, h.event, operation, as_lists(h.props));
  if (operation == "$append" || operation == "$remove") {
    for (const std::string& operands : one_by_one(h.props)) update(out, h.event, operation, operands);
    return;
  }
  update(out, h.event, operation, set_traits(h.props));
}

void group(std::string& out, const Happening& h) {
  const Group group = group_of(h.props);
  JsonObject line;
  line.text("$group_key", group.type);
  line.text("$group_id", group.id);
  line.raw("$set", group.traits);
  end_line(out, std::move(line));
}

// What was tracked under the distinct id becomes the alias's.
void alias(std::string& out, const Happening& h) {
  JsonObject properties;
  properties.number("time", to_ms(h.event.time));
  properties.copy("distinct_id", at(h.props, "previousId"));
  properties.text("alias", h.event.user_id);
  properties.text("$insert_id", model::to_text(h.event.id));
  event_line(out, "$create_alias", std::move(properties));
}

}  // namespace

void write_mixpanel(std::string& out, const Happening& h) {
  if (h.joins) join(out, h.event);
  if (h.event.name == model::kIdentify) {
    update(out, h.event, "$set", set_traits(h.props));
    return update(out, h.event, "$unset", list_of(unset_traits(h.props)));
  }
  if (h.event.name == model::kProfileDelete) return update(out, h.event, "$delete", "\"\"");
  if (const auto operation = renamed(h.event.name, kUpdates); operation != h.event.name)
    return operate(out, h, operation);
  if (h.event.name == "$group") return group(out, h);
  if (h.event.name == "$alias") return alias(out, h);
  JsonObject properties = about(h.event, model::to_text(h.event.id));
  add_fact(properties, h.props, "$os", h.event.os);
  add_fact(properties, h.props, "$browser", h.event.browser);
  add_properties(properties, h.props, {kProperties, kTaken});
  event_line(out, renamed(h.event.name, kNames), std::move(properties));
}

}  // namespace throng::collect
