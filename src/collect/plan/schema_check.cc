#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "base/time.h"
#include "collect/internal/text.h"
#include "collect/plan/schema_node.h"

namespace throng::collect {
namespace {

using Element = simdjson::dom::element;
using Node = JsonSchema::Node;
using Type = simdjson::dom::element_type;

constexpr std::size_t kMaxSteps = 20'000;  // of one check
constexpr std::size_t kMaxDepth = 64;

std::uint8_t type_of(const Element& value) {
  switch (value.type()) {
    case Type::STRING: return kTypeText;
    case Type::BOOL: return kTypeBoolean;
    case Type::OBJECT: return kTypeObject;
    case Type::ARRAY: return kTypeList;
    case Type::NULL_VALUE: return kTypeNull;
    case Type::DOUBLE: {
      const double number = value.get_double().value_unsafe();
      return number == std::floor(number) ? kTypeInteger : kTypeNumber;
    }
    default: return kTypeInteger;
  }
}

std::string say_types(std::uint8_t types) {
  std::string out;
  const auto add = [&](std::uint8_t bit, std::string_view name) {
    if ((types & bit) == 0) return;
    out += out.empty() ? "" : " or ";
    out += name;
  };
  add(kTypeText, "text");
  if ((types & kTypeNumber) != 0)
    add(kTypeNumber, "a number");
  else
    add(kTypeInteger, "a whole number");
  add(kTypeBoolean, "true or false");
  add(kTypeObject, "an object");
  add(kTypeList, "a list");
  add(kTypeNull, "null");
  return out;
}

std::string say(const Element& value) { return presentable(simdjson::minify(value), 60); }

bool is_date(std::string_view text) {
  static const RE2 shape(R"(\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01]))");
  return RE2::FullMatch(text, shape);
}

bool has_format(std::string_view text, SchemaFormat format) {
  static const RE2 email(R"([^@\s]{1,64}@[^@\s]{1,255})");
  static const RE2 uri(R"([A-Za-z][A-Za-z0-9+.-]*:[^\s]+)");
  static const RE2 uuid(R"([0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})");
  switch (format) {
    case SchemaFormat::none: return true;
    case SchemaFormat::date_time: return text.size() > 10 && parse_instant(text).has_value();
    case SchemaFormat::date: return is_date(text);
    case SchemaFormat::email: return RE2::FullMatch(text, email);
    case SchemaFormat::uri: return RE2::FullMatch(text, uri);
    case SchemaFormat::uuid: return RE2::FullMatch(text, uuid);
  }
  return true;
}

std::string_view name_of(SchemaFormat format) {
  constexpr std::string_view kNames[] = {"",      "a date and time", "a date (2026-01-31)", "an e-mail address",
                                         "a URI", "a UUID"};
  return kNames[static_cast<std::size_t>(format)];
}

class Checker {
 public:
  Checker(const std::vector<Node>& nodes, std::vector<SchemaProblem>& problems) : nodes_(nodes), problems_(problems) {}

  void check(std::uint32_t at, const Element& value, const std::string& field, std::size_t depth) {
    if (++steps_ > kMaxSteps || depth > kMaxDepth) return problem(field, "too much to be checked");
    if (problems_.size() >= kMaxSchemaProblems) return;
    const Node& node = nodes_[at];
    if (node.refuses) return problem(field, "is not expected");
    const std::uint8_t type = type_of(value);
    if (node.types != 0 && (node.types & type) == 0)
      return problem(field, fmt::format("expected {}, got {}", say_types(node.types), say(value)));
    if (node.values && !is_one_of(value, *node.values))
      return problem(field, fmt::format("is none of the values that are expected: {}", say(value)));
    if ((type & (kTypeNumber | kTypeInteger)) != 0) check_number(node, value, field);
    if (type == kTypeText) check_text(node, value, field);
    if (type == kTypeObject) check_object(node, value, field, depth);
    if (type == kTypeList) check_list(node, value, field, depth);
    check_branches(node, value, field, depth);
  }

 private:
  void problem(const std::string& field, std::string message) {
    if (problems_.size() < kMaxSchemaProblems) problems_.push_back({field, std::move(message)});
  }

  static bool is_one_of(const Element& value, const std::vector<SchemaScalar>& values) {
    const auto scalar = scalar_of(value);
    return scalar && std::ranges::find(values, *scalar) != values.end();
  }

  void check_number(const Node& node, const Element& value, const std::string& field) {
    const double number = value.get_double().value_unsafe();
    if (node.least && number < *node.least) problem(field, fmt::format("{} is below {}", number, *node.least));
    if (node.most && number > *node.most) problem(field, fmt::format("{} is above {}", number, *node.most));
    if (node.above && number <= *node.above) problem(field, fmt::format("{} is not above {}", number, *node.above));
    if (node.below && number >= *node.below) problem(field, fmt::format("{} is not below {}", number, *node.below));
    if (!node.multiple) return;
    const double times = number / *node.multiple;
    if (std::abs(times - std::round(times)) > 1e-9 * std::max(1.0, std::abs(times)))
      problem(field, fmt::format("{} is no multiple of {}", number, *node.multiple));
  }

  void check_text(const Node& node, const Element& value, const std::string& field) {
    const std::string_view text = value.get_string().value_unsafe();
    const std::size_t length = node.min_length || node.max_length ? characters(text) : 0;
    if (node.min_length && length < *node.min_length)
      problem(field, fmt::format("shorter than {} characters", *node.min_length));
    if (node.max_length && length > *node.max_length)
      problem(field, fmt::format("longer than {} characters", *node.max_length));
    if (node.pattern && !RE2::PartialMatch(text, *node.pattern))
      problem(field, fmt::format("does not fit the pattern {}: {}", node.pattern->pattern(), say(value)));
    if (!has_format(text, node.format))
      problem(field, fmt::format("expected {}, got {}", name_of(node.format), say(value)));
  }

  void check_object(const Node& node, const Element& value, const std::string& field, std::size_t depth) {
    const simdjson::dom::object members = value.get_object().value_unsafe();
    for (const std::string& name : node.required) {
      Element member;
      if (members.at_key(name).get(member) || member.is_null()) problem(inside(field, name), "is missing");
    }
    if (node.properties.empty() && !node.others) return;
    for (const auto [name, member] : members) {
      if (member.is_null()) continue;
      const auto known = node.properties.find(name);
      if (known != node.properties.end()) {
        check(known->second, member, inside(field, name), depth + 1);
      } else if (node.others) {
        check(*node.others, member, inside(field, name), depth + 1);
      }
    }
  }

  void check_list(const Node& node, const Element& value, const std::string& field, std::size_t depth) {
    const simdjson::dom::array list = value.get_array().value_unsafe();
    if (node.min_items && list.size() < *node.min_items) problem(field, fmt::format("fewer than {}", *node.min_items));
    if (node.max_items && list.size() > *node.max_items) problem(field, fmt::format("more than {}", *node.max_items));
    if (!node.items) return;
    std::size_t i = 0;
    for (const Element one : list) check(*node.items, one, fmt::format("{}[{}]", field, i++), depth + 1);
  }

  bool fits(std::uint32_t at, const Element& value, std::size_t depth) {
    std::vector<SchemaProblem> problems;
    Checker checker(nodes_, problems);
    checker.steps_ = steps_;
    checker.check(at, value, "", depth + 1);
    steps_ = checker.steps_;
    return problems.empty();
  }

  void check_branches(const Node& node, const Element& value, const std::string& field, std::size_t depth) {
    for (const std::uint32_t part : node.all) check(part, value, field, depth + 1);
    const auto fit = [&](std::uint32_t part) { return fits(part, value, depth); };
    if (!node.any.empty() && std::ranges::none_of(node.any, fit)) problem(field, "fits none of the forms it may have");
    if (!node.one.empty() && std::ranges::count_if(node.one, fit) != 1)
      problem(field, "does not fit exactly one of the forms it may have");
    if (node.none && fit(*node.none)) problem(field, "has a form that is not expected");
  }

  static std::string inside(const std::string& field, std::string_view name) {
    return field.empty() ? std::string(name) : fmt::format("{}.{}", field, name);
  }

  const std::vector<Node>& nodes_;
  std::vector<SchemaProblem>& problems_;
  std::size_t steps_ = 0;
};

}  // namespace

std::vector<SchemaProblem> JsonSchema::check(const Element& value) const {
  std::vector<SchemaProblem> problems;
  Checker(nodes_, problems).check(0, value, "", 0);
  return problems;
}

}  // namespace throng::collect
