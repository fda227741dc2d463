// Described structs to JSON: see base/json.h.
#pragma once

#include <cstdint>
#include <string>
#include <type_traits>

#include <boost/describe.hpp>
#include <boost/mp11/algorithm.hpp>

#include "base/json_traits.h"
#include "base/time.h"

namespace throng::json {

template <class T>
void write(std::string& out, const T& value);

// Text of a described enumerator; "" for a value outside the enum.
template <DescribedEnum T>
std::string_view enum_text(T value) {
  return boost::describe::enum_to_string(value, "");
}

namespace detail {

template <class Range, class Each>
void write_list(std::string& out, const Range& range, char open, char close, Each each) {
  out += open;
  bool first = true;
  for (const auto& item : range) {
    if (!first) out += ',';
    first = false;
    each(item);
  }
  out += close;
}

template <class T>
bool is_absent(const T& value) {
  if constexpr (IsOptional<T>::value) return !value.has_value();
  return false;
}

template <class T>
void write_struct(std::string& out, const T& value) {
  out += '{';
  bool first = true;
  using Members = boost::describe::describe_members<T, boost::describe::mod_public | boost::describe::mod_inherited>;
  boost::mp11::mp_for_each<Members>([&](auto d) {
    const auto& member = value.*d.pointer;
    if (is_absent(member)) return;
    if (!first) out += ',';
    first = false;
    write_string(out, d.name);
    out += ':';
    write(out, member);
  });
  out += '}';
}

}  // namespace detail

template <class T>
void write(std::string& out, const T& value) {
  if constexpr (HasToJson<T>) {
    to_json(out, value);
  } else if constexpr (detail::IsOptional<T>::value) {
    if (value) {
      write(out, *value);
    } else {
      out += "null";
    }
  } else if constexpr (std::is_same_v<T, bool>) {
    out += value ? "true" : "false";
  } else if constexpr (std::is_integral_v<T>) {
    using Wide = std::conditional_t<std::is_signed_v<T>, std::int64_t, std::uint64_t>;
    write_number(out, static_cast<Wide>(value));
  } else if constexpr (std::is_floating_point_v<T>) {
    write_number(out, static_cast<double>(value));
  } else if constexpr (std::is_convertible_v<const T&, std::string_view>) {
    write_string(out, value);
  } else if constexpr (std::is_same_v<T, Instant>) {
    write_string(out, format_instant(value));
  } else if constexpr (std::is_same_v<T, Duration>) {
    write_string(out, format_duration(value));
  } else if constexpr (detail::IsVector<T>::value) {
    detail::write_list(out, value, '[', ']', [&](const auto& item) { write(out, item); });
  } else if constexpr (detail::IsMap<T>::value) {
    detail::write_list(out, value, '{', '}', [&](const auto& item) {
      write_string(out, item.first);
      out += ':';
      write(out, item.second);
    });
  } else if constexpr (DescribedEnum<T>) {
    write_string(out, enum_text(value));
  } else {
    static_assert(DescribedStruct<T>, "describe this type with BOOST_DESCRIBE_STRUCT or give it to_json");
    detail::write_struct(out, value);
  }
}

template <class T>
std::string to_string(const T& value) {
  std::string out;
  write(out, value);
  return out;
}

}  // namespace throng::json
