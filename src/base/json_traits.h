// What the JSON reader and writer ask of a type.
#pragma once

#include <concepts>
#include <map>
#include <optional>
#include <string>
#include <type_traits>
#include <vector>

#include <boost/describe.hpp>

#include "base/json_node.h"

namespace throng::json {

template <class T>
concept HasFromJson = requires(Node node, T& out) {
  { from_json(node, out) } -> std::same_as<Result<void>>;
};
template <class T>
concept HasToJson = requires(std::string& out, const T& value) { to_json(out, value); };
template <class T>
concept DescribedStruct = boost::describe::has_describe_members<T>::value && !std::is_union_v<T>;
template <class T>
concept DescribedEnum = boost::describe::has_describe_enumerators<T>::value;
template <class T>
concept HasRequired = requires { T::kRequired; };

namespace detail {

template <class T>
struct IsOptional : std::false_type {};
template <class T>
struct IsOptional<std::optional<T>> : std::true_type {};
template <class T>
struct IsVector : std::false_type {};
template <class T>
struct IsVector<std::vector<T>> : std::true_type {};
template <class T>
struct IsMap : std::false_type {};
template <class T>
struct IsMap<std::map<std::string, T>> : std::true_type {};

}  // namespace detail

}  // namespace throng::json
