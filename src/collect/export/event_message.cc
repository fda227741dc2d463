#include "collect/export/event_message.h"

#include <array>

#include "collect/internal/json_object.h"
#include "model/event_id.h"
#include "model/profile_op.h"

namespace throng::collect {
namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 6> kOperations = {
    {{model::kProfileSetOnce, "set_once"},
     {model::kProfileIncrement, "increment"},
     {model::kProfileAppend, "append"},
     {model::kProfileUnion, "union"},
     {model::kProfileRemove, "remove"},
     {model::kProfileDelete, "delete"}}};

void nested(JsonObject& out, std::string_view outer, std::string_view inner, std::string_view value) {
  if (value.empty()) return;
  JsonObject object;
  object.text(inner, value);
  out.raw(outer, object.take());
}

std::string context_of(const model::Event& event) {
  JsonObject context;
  nested(context, "page", "path", event.page);
  nested(context, "os", "name", event.os);
  nested(context, "device", "type", event.device);
  nested(context, "browser", "name", event.browser);
  context.text("channel", event.channel);
  context.text("sessionId", event.session);
  return context.take();
}

// "group.plan" of the stored event was the trait "plan".
void group(JsonObject& out, const model::Event& event) {
  constexpr std::string_view kPrefix = "group.";
  simdjson::dom::parser parser;
  simdjson::dom::element root;
  JsonObject traits;
  out.text("type", "group");
  if (parser.parse(event.props).get(root)) return;
  for (const simdjson::dom::object all = root.get_object().value_unsafe(); const auto field : all) {
    const std::string_view key = field.key;
    if (key.starts_with(kPrefix)) {
      traits.raw(key.substr(kPrefix.size()), simdjson::minify(field.value));
    } else {
      out.raw(key, simdjson::minify(field.value));
    }
  }
  out.raw("traits", traits.take());
}

void alias(JsonObject& out, const model::Event& event) {
  simdjson::dom::parser parser;
  simdjson::dom::element root;
  out.text("type", "alias");
  if (!parser.parse(event.props).get(root)) out.copy("previousId", at(root, "previousId"));
}

// What the event's kind says of itself; pages and screens go as events, since nothing is left to be told of them.
void what(JsonObject& out, const model::Event& event) {
  if (event.name == "$group") return group(out, event);
  if (event.name == "$alias") return alias(out, event);
  if (event.name == model::kIdentify) {
    out.text("type", "identify");
    return out.raw("traits", event.props);
  }
  for (const auto& [name, op] : kOperations) {
    if (event.name != name) continue;
    out.text("type", "profile");
    out.text("op", op);
    return out.raw("traits", event.props);
  }
  out.text("type", "track");
  out.text("event", event.name);
  out.raw("properties", event.props);
}

}  // namespace

std::string message_of(const model::Event& event) {
  JsonObject out;
  what(out, event);
  out.text("messageId", std::string(model::kEventIdPrefix) + model::to_text(event.id));
  out.text("userId", event.user_id);
  out.text("anonymousId", event.anonymous_id);
  out.text("timestamp", format_instant(event.time));
  out.raw("context", context_of(event));
  out.text("receivedAt", format_instant(event.received));
  out.number("person", event.person);
  return out.take();
}

}  // namespace throng::collect
