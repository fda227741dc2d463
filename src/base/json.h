// JSON for described structs (Boost.Describe), both ways, with the path of whatever is wrong.
//
//   struct Step { std::string event; std::optional<Duration> within; };
//   BOOST_DESCRIBE_STRUCT(Step, (), (event, within))
//   json::read<Step>(text)   json::to_string(step)
//
// Fields without a value in the text keep the struct's default; std::optional fields may be absent or
// null; unknown fields are errors. Enums are their names. Instants are ISO 8601, durations "7d".
// A type with a form of its own declares, in its namespace:
//   Result<void> from_json(throng::json::Node, T&);   void to_json(std::string& out, const T&);
// Numbers are read exactly and written shortest (std::to_chars); NaN and infinities are written as null.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include <boost/describe.hpp>
#include <boost/mp11/algorithm.hpp>

#include "base/result.h"
#include "base/time.h"

namespace throng::json {

enum class Kind { null, boolean, number, string, array, object };

// A value inside a Document: two words, valid while the document lives.
class Node {
 public:
  Kind kind() const;
  // Each requires the matching kind().
  bool boolean() const;
  double number() const;
  std::optional<std::int64_t> integer() const;  // empty for fractions and beyond 64 bits
  std::string_view string() const;
  std::vector<Node> elements() const;
  std::vector<std::pair<std::string_view, Node>> members() const;  // in text order, duplicates included
  std::optional<Node> find(std::string_view key) const;            // objects only; the first of duplicates
  std::string dump() const;                                        // compact JSON

 private:
  friend class Document;
  const void* words_[2] = {nullptr, nullptr};
};

// Parsed text. Errors: invalid_argument for anything that is not one JSON value of depth <= 64.
class Document {
 public:
  static Result<Document> parse(std::string_view text);
  Node root() const { return root_; }

 private:
  std::shared_ptr<void> parser_;
  Node root_;
};

std::string_view name_of(Kind kind);
Error wrong_kind(std::string_view expected, Node got);
Error under(std::string_view parent, Error error);  // puts a path segment before error.field
Error under(std::size_t index, Error error);

void write_string(std::string& out, std::string_view text);
void write_number(std::string& out, double value);
void write_number(std::string& out, std::int64_t value);
void write_number(std::string& out, std::uint64_t value);

// ---- reading -------------------------------------------------------------------------------------------------

template <class T>
Result<void> read_value(Node node, T& out);

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
  return invalid("", "expected one of " + enum_names<T>() + ", got \"" + std::string(node.string().substr(0, 40)) + "\"");
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
Result<void> read_struct(Node node, T& out) {
  if (node.kind() != Kind::object) return std::unexpected(wrong_kind("an object", node));
  for (const auto& [key, member] : node.members()) {
    THRONG_TRY(const bool known, read_member(key, member, out));
    if (!known) return invalid(std::string(key), "unknown field");
  }
  return {};
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

// ---- writing -------------------------------------------------------------------------------------------------

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

// JSON text that is already written, embedded as it is. Reading one keeps the value's compact text.
struct Raw {
  std::string text = "null";
  bool operator==(const Raw&) const = default;
};
Result<void> from_json(Node node, Raw& out);
void to_json(std::string& out, const Raw& value);

}  // namespace throng::json
