// JSON Schema (as OpenAPI 3.1 uses it) from described structs, by the same rules as base/json.h reads and writes them.
#pragma once

#include <algorithm>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "analyze/question.h"
#include "base/json.h"
#include "model/filter.h"

namespace throng::api {

struct Schema {
  struct Member;
  std::string ref;   // name of a component; then nothing else is set
  std::string type;  // "" any value
  std::string format;
  std::string pattern;
  bool non_negative = false;
  bool nullable = false;
  std::vector<std::string_view> enumerators;
  std::shared_ptr<const Schema> items;   // lists
  std::shared_ptr<const Schema> values;  // maps
  std::vector<Member> members;           // objects
  std::vector<std::string_view> required;
};
struct Schema::Member {
  std::string_view name;
  Schema schema;
  std::string default_json;  // "" none
};
void to_json(std::string& out, const Schema& schema);

// Named schemas. In requests what is absent keeps its default, but for what the struct's kRequired names; in answers
// every member stands that is not a std::optional.
struct Components {
  std::map<std::string, json::Raw> schemas;
  bool of_request = false;
};

// Types whose JSON has a form of its own; their schemas are written by hand in schema.cc.
template <class T>
inline constexpr std::string_view kHandWritten = "";
template <>
inline constexpr std::string_view kHandWritten<model::Filter> = "Filter";
template <>
inline constexpr std::string_view kHandWritten<model::Window> = "Window";
template <>
inline constexpr std::string_view kHandWritten<model::EventMatch> = "EventMatch";
template <>
inline constexpr std::string_view kHandWritten<analyze::PropertyRef> = "PropertyRef";
void add_hand_written(Components& components);

// "TrendQuestion" for throng::analyze::TrendQuestion.
template <class T>
std::string component_name() {
  std::string_view text = __PRETTY_FUNCTION__;
  text.remove_prefix(text.find("T = ") + 4);
  text = text.substr(0, text.find_first_of(";]"));
  // A question as it is asked (analyze/asked.h) beside the question itself.
  const bool asked = text.ends_with('>');
  if (asked) text.remove_suffix(1);
  return (asked ? "Asked" : "") + std::string(text.substr(text.rfind(':') + 1));
}

template <class T>
Schema schema_of(Components& components);

namespace detail {

// What a member of a request is when it is absent; "" when it is then not there at all.
template <class T>
std::string default_of(const T& value) {
  if constexpr (json::detail::IsOptional<T>::value) return "";
  return json::to_string(value);
}

template <class T>
bool is_required(std::string_view name) {
  if constexpr (json::HasRequired<T>) return std::ranges::find(T::kRequired, name) != std::end(T::kRequired);
  return false;
}

template <class T>
Schema object_schema(Components& components) {
  Schema schema{.type = "object"};
  const T defaults{};
  using Members = boost::describe::describe_members<T, boost::describe::mod_public | boost::describe::mod_inherited>;
  boost::mp11::mp_for_each<Members>([&](auto d) {
    using Field = std::remove_cvref_t<decltype(defaults.*d.pointer)>;
    schema.members.push_back({d.name, schema_of<Field>(components), ""});
    // Written members without a value are absent; only elements of lists and maps are null.
    if (!components.of_request) schema.members.back().schema.nullable = false;
    if (components.of_request) {
      if (is_required<T>(d.name)) {
        schema.required.push_back(d.name);
        return;
      }
      schema.members.back().default_json = default_of(defaults.*d.pointer);
    } else if constexpr (!json::detail::IsOptional<Field>::value) {
      schema.required.push_back(d.name);
    }
  });
  return schema;
}

template <class T>
Schema enum_schema() {
  Schema schema{.type = "string"};
  boost::mp11::mp_for_each<boost::describe::describe_enumerators<T>>(
      [&](auto d) { schema.enumerators.push_back(d.name); });
  return schema;
}

template <class T>
Schema component(Components& components) {
  const std::string name = component_name<T>();
  if (components.schemas.try_emplace(name).second) {
    std::string text;
    if constexpr (json::DescribedEnum<T>) {
      to_json(text, enum_schema<T>());
    } else {
      to_json(text, object_schema<T>(components));
    }
    components.schemas[name].text = std::move(text);
  }
  return {.ref = name};
}

}  // namespace detail

template <class T>
Schema schema_of(Components& components) {
  if constexpr (!kHandWritten<T>.empty()) {
    return {.ref = std::string(kHandWritten<T>)};
  } else if constexpr (std::is_same_v<T, json::Raw>) {
    return {};
  } else if constexpr (json::detail::IsOptional<T>::value) {
    Schema schema = schema_of<typename T::value_type>(components);
    schema.nullable = true;
    return schema;
  } else if constexpr (std::is_same_v<T, bool>) {
    return {.type = "boolean"};
  } else if constexpr (std::is_integral_v<T>) {
    return {.type = "integer", .non_negative = std::is_unsigned_v<T>};
  } else if constexpr (std::is_floating_point_v<T>) {
    return {.type = "number"};
  } else if constexpr (std::is_same_v<T, std::string>) {
    return {.type = "string"};
  } else if constexpr (std::is_same_v<T, Instant>) {
    return {.type = "string", .format = "date-time"};
  } else if constexpr (std::is_same_v<T, Duration>) {
    return {.type = "string", .pattern = "^[0-9]+(ms|s|m|h|d|w)$"};
  } else if constexpr (json::detail::IsVector<T>::value) {
    return {.type = "array", .items = std::make_shared<const Schema>(schema_of<typename T::value_type>(components))};
  } else if constexpr (json::detail::IsMap<T>::value) {
    return {.type = "object", .values = std::make_shared<const Schema>(schema_of<typename T::mapped_type>(components))};
  } else {
    static_assert(json::DescribedEnum<T> || json::DescribedStruct<T>);
    return detail::component<T>(components);
  }
}

}  // namespace throng::api
