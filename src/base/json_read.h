// JSON to described structs: see base/json.h.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <boost/describe.hpp>
#include <boost/mp11/algorithm.hpp>

#include "base/json_traits.h"
#include "base/time.h"

namespace throng::json {

template <class T>
Result<void> read_value(Node node, T& out);

namespace detail {

template <class T>
std::string enum_names() {
  std::string names;
  boost::mp11::mp_for_each<boost::describe::describe_enumerators<T>>([&](auto d) {
    names += names.empty() ? "" : ", ";
    names += d.name;
  });
  return names;
}

template <DescribedEnum T>
Result<void> read_enum(Node node, T& out) {
  if (node.kind() != Kind::string) return std::unexpected(wrong_kind("one of " + enum_names<T>(), node));
  bool found = false;
  boost::mp11::mp_for_each<boost::describe::describe_enumerators<T>>([&](auto d) {
    if (node.string() == d.name) {
      out = d.value;
      found = true;
    }
  });
  if (found) return {};
  return invalid("",
                 "expected one of " + enum_names<T>() + ", got \"" + std::string(node.string().substr(0, 40)) + "\"");
}

template <class T>
Result<void> read_integer(Node node, T& out) {
  const auto value = node.kind() == Kind::number ? node.integer() : std::nullopt;
  if (!value) return std::unexpected(wrong_kind("a whole number", node));
  if (!std::in_range<T>(*value)) return invalid("", "number " + std::to_string(*value) + " is out of range");
  out = static_cast<T>(*value);
  return {};
}

template <class T>
Result<void> read_vector(Node node, std::vector<T>& out) {
  if (node.kind() != Kind::array) return std::unexpected(wrong_kind("a list", node));
  out.clear();
  std::size_t index = 0;
  for (const Node element : node.elements()) {
    T value{};
    if (auto r = read_value(element, value); !r) return std::unexpected(under(index, std::move(r).error()));
    out.push_back(std::move(value));
    ++index;
  }
  return {};
}

template <class T>
Result<void> read_map(Node node, std::map<std::string, T>& out) {
  if (node.kind() != Kind::object) return std::unexpected(wrong_kind("an object", node));
  out.clear();
  for (const auto& [key, member] : node.members()) {
    T value{};
    if (auto r = read_value(member, value); !r) return std::unexpected(under(key, std::move(r).error()));
    out.insert_or_assign(std::string(key), std::move(value));
  }
  return {};
}

template <class T>
Result<bool> read_member(std::string_view key, Node node, T& out) {
  bool known = false;
  Result<void> result;
  using Members = boost::describe::describe_members<T, boost::describe::mod_public | boost::describe::mod_inherited>;
  boost::mp11::mp_for_each<Members>([&](auto d) {
    if (known || key != d.name) return;
    known = true;
    result = read_value(node, out.*d.pointer);
  });
  if (!result) return std::unexpected(under(key, std::move(result).error()));
  return known;
}

template <class T>
Result<void> check_required(Node node) {
  if constexpr (HasRequired<T>) {
    for (const std::string_view name : T::kRequired) {
      if (!node.find(name)) return invalid(std::string(name), "is required");
    }
  }
  return {};
}

template <class T>
Result<void> read_struct(Node node, T& out) {
  if (node.kind() != Kind::object) return std::unexpected(wrong_kind("an object", node));
  for (const auto& [key, member] : node.members()) {
    THRONG_TRY(const bool known, read_member(key, member, out));
    if (!known) return invalid(std::string(key), "unknown field");
  }
  return check_required<T>(node);
}

}  // namespace detail

template <class T>
Result<void> read_value(Node node, T& out) {
  if constexpr (HasFromJson<T>) {
    return from_json(node, out);
  } else if constexpr (detail::IsOptional<T>::value) {
    if (node.kind() == Kind::null) return {};
    return read_value(node, out.emplace());
  } else if constexpr (std::is_same_v<T, bool>) {
    if (node.kind() != Kind::boolean) return std::unexpected(wrong_kind("true or false", node));
    out = node.boolean();
    return {};
  } else if constexpr (std::is_integral_v<T>) {
    return detail::read_integer(node, out);
  } else if constexpr (std::is_floating_point_v<T>) {
    if (node.kind() != Kind::number) return std::unexpected(wrong_kind("a number", node));
    out = node.number();
    return {};
  } else if constexpr (std::is_same_v<T, std::string>) {
    if (node.kind() != Kind::string) return std::unexpected(wrong_kind("text", node));
    out = std::string(node.string());
    return {};
  } else if constexpr (std::is_same_v<T, Instant>) {
    if (node.kind() != Kind::string) return std::unexpected(wrong_kind("an ISO 8601 time", node));
    THRONG_TRY(out, parse_instant(node.string()));
    return {};
  } else if constexpr (std::is_same_v<T, Duration>) {
    if (node.kind() != Kind::string) return std::unexpected(wrong_kind("a duration like \"7d\"", node));
    THRONG_TRY(out, parse_duration(node.string()));
    return {};
  } else if constexpr (detail::IsVector<T>::value) {
    return detail::read_vector(node, out);
  } else if constexpr (detail::IsMap<T>::value) {
    return detail::read_map(node, out);
  } else if constexpr (DescribedEnum<T>) {
    return detail::read_enum(node, out);
  } else {
    static_assert(DescribedStruct<T>, "describe this type with BOOST_DESCRIBE_STRUCT or give it from_json");
    return detail::read_struct(node, out);
  }
}

template <class T>
Result<T> read(std::string_view text) {
  THRONG_TRY(const Document document, Document::parse(text));
  T value{};
  THRONG_CHECK(read_value(document.root(), value));
  return value;
}

}  // namespace throng::json
