#include "collect/export/shape_forms.h"

#include <algorithm>

#include "model/event_id.h"

namespace throng::collect {
namespace {

constexpr std::string_view kGroupPrefix = "group.";

// Calls `each` with every member of an object.
template <class Each>
void each_member(const Field& object, Each each) {
  simdjson::dom::object fields;
  if (!object || object->get_object().get(fields)) return;
  for (const auto field : fields) each(field.key, field.value);
}

}  // namespace

std::string_view renamed(std::string_view ours, std::span<const Renaming> names) {
  const auto found = std::ranges::find(names, ours, &Renaming::first);
  return found == names.end() ? ours : found->second;
}

void add_properties(JsonObject& out, const Field& props, const Wording& wording) {
  each_member(props, [&](std::string_view key, const simdjson::dom::element& value) {
    const std::string json = simdjson::minify(value);
    if (const auto theirs = renamed(key, wording.names); theirs != key) return out.raw(theirs, json);
    const auto same = std::ranges::find(wording.names, key, &Renaming::second);
    const Field other = same == wording.names.end() ? std::nullopt : at(props, same->first);
    if (other && simdjson::minify(*other) == json) return;
    const bool taken = other || std::ranges::find(wording.taken, key) != wording.taken.end();
    out.raw(taken ? std::string("throng_").append(key) : std::string(key), json);
  });
}

void add_fact(JsonObject& out, const Field& props, std::string_view name, std::string_view value) {
  if (!at(props, name)) out.text(name, value);
}

std::string set_traits(const Field& traits) {
  JsonObject out;
  add_properties(out, traits, {.names = {}});
  return out.take();
}

std::vector<std::string_view> unset_traits(const Field& traits) {
  std::vector<std::string_view> out;
  each_member(traits, [&](std::string_view key, const simdjson::dom::element& value) {
    if (value.is_null()) out.push_back(key);
  });
  return out;
}

std::vector<std::string> one_by_one(const Field& operands) {
  std::vector<std::string> out;
  for (std::size_t step = 0;; ++step) {
    JsonObject operand;
    bool any = false;
    each_member(operands, [&](std::string_view key, const simdjson::dom::element& value) {
      simdjson::dom::array list;
      simdjson::dom::element element = value;
      if (value.get_array().get(list)) {
        if (step > 0) return;
      } else if (list.at(step).get(element)) {
        return;
      }
      any = true;
      operand.raw(key, simdjson::minify(element));
    });
    if (!any) return out;
    out.push_back(operand.take());
  }
}

std::string as_lists(const Field& operands) {
  JsonObject out;
  each_member(operands, [&](std::string_view key, const simdjson::dom::element& value) {
    const std::string json = simdjson::minify(value);
    out.raw(key, value.is_array() ? json : "[" + json + "]");
  });
  return out.take();
}

std::string list_of(const std::vector<std::string_view>& names) {
  std::string out = "[";
  for (const std::string_view name : names) {
    if (out.size() > 1) out += ',';
    append_json_text(out, name);
  }
  return out + "]";
}

std::string object_of(const std::vector<std::string_view>& names, std::string_view value) {
  JsonObject out;
  for (const std::string_view name : names) out.raw(name, value);
  return out.take();
}

std::string_view who(const model::Event& event) { return event.user_id.empty() ? event.anonymous_id : event.user_id; }

std::string other_id(const model::Event& event) {
  return model::to_text(model::event_id_from("also " + model::to_text(event.id)));
}

Group group_of(const Field& props) {
  JsonObject traits;
  each_member(props, [&](std::string_view key, const simdjson::dom::element& value) {
    if (key.starts_with(kGroupPrefix)) traits.raw(key.substr(kGroupPrefix.size()), simdjson::minify(value));
  });
  const std::string type = text_at(props, "groupType");
  return {type.empty() ? "group" : type, text_at(props, "groupId"), traits.take()};
}

void end_line(std::string& out, JsonObject line) {
  out += line.take();
  out += '\n';
}

}  // namespace throng::collect
