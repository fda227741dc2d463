#include <cmath>
#include <functional>

#include <fmt/format.h>

#include "base/json.h"
#include "collect/plan/schema_node.h"

namespace throng::collect {
namespace {

using Element = simdjson::dom::element;
using Node = JsonSchema::Node;

constexpr std::size_t kMaxDepth = 32;
constexpr std::size_t kMaxNodes = 5000;
constexpr std::size_t kMaxPattern = 1000;  // bytes

constexpr std::pair<std::string_view, std::uint8_t> kTypes[] = {
    {"string", kTypeText},     {"number", kTypeNumber | kTypeInteger},
    {"integer", kTypeInteger}, {"boolean", kTypeBoolean},
    {"object", kTypeObject},   {"array", kTypeList},
    {"null", kTypeNull}};
constexpr std::pair<std::string_view, SchemaFormat> kFormats[] = {{"date-time", SchemaFormat::date_time},
                                                                  {"date", SchemaFormat::date},
                                                                  {"email", SchemaFormat::email},
                                                                  {"uri", SchemaFormat::uri},
                                                                  {"uuid", SchemaFormat::uuid}};
constexpr std::string_view kNotes[] = {"title", "description", "default",        "examples", "$schema",
                                       "$id",   "$comment",    "deprecated",     "readOnly", "writeOnly",
                                       "$defs", "definitions", "contentEncoding"};

template <class T, std::size_t N>
std::optional<T> named(const std::pair<std::string_view, T> (&list)[N], std::string_view name) {
  for (const auto& [known, value] : list) {
    if (known == name) return value;
  }
  return std::nullopt;
}

std::string under(const std::string& place, std::string_view name) {
  return place.empty() ? std::string(name) : fmt::format("{}.{}", place, name);
}

Result<double> number_at(const Element& value, const std::string& place) {
  double number = 0;
  if (value.get_double().get(number) || !std::isfinite(number)) return invalid(place, "expected a number");
  return number;
}
Result<std::uint64_t> count_at(const Element& value, const std::string& place) {
  std::uint64_t count = 0;
  if (value.get_uint64().get(count)) return invalid(place, "expected a whole number");
  return count;
}
Result<std::string_view> text_at(const Element& value, const std::string& place) {
  std::string_view text;
  if (value.get_string().get(text)) return invalid(place, "expected text");
  return text;
}

class Compiler {
 public:
  explicit Compiler(const Element& root) : root_(root) {}

  Result<std::vector<Node>> run() {
    THRONG_TRY(const std::uint32_t first, add(root_, "", 0));
    static_cast<void>(first);
    return std::move(nodes_);
  }

 private:
  Result<std::uint32_t> add(const Element& schema, const std::string& place, std::size_t depth) {
    if (depth > kMaxDepth) return fail(ErrorCode::too_large, "nested too deep", place);
    if (nodes_.size() == kMaxNodes) return fail(ErrorCode::too_large, "too large a schema", place);
    const auto at = static_cast<std::uint32_t>(nodes_.size());
    nodes_.emplace_back();
    bool all = false;
    if (schema.get_bool().get(all) == simdjson::SUCCESS) {
      nodes_[at].refuses = !all;
      return at;
    }
    simdjson::dom::object members;
    if (schema.get_object().get(members)) return invalid(place, "expected a schema: an object, true or false");
    for (const auto [key, value] : members) THRONG_CHECK(keyword(at, key, value, under(place, key), depth));
    return at;
  }

  Result<void> keyword(std::uint32_t at, std::string_view key, const Element& value, const std::string& place,
                       std::size_t depth) {
    if (std::ranges::find(kNotes, key) != std::end(kNotes)) return {};
    THRONG_TRY(const bool of_numbers, number_keyword(at, key, value, place));
    if (of_numbers) return {};
    THRONG_TRY(const bool of_parts, part_keyword(at, key, value, place, depth));
    if (of_parts) return {};
    if (key == "type") return types(at, value, place);
    if (key == "enum" || key == "const") return values(at, key, value, place);
    if (key == "pattern") return pattern(at, value, place);
    if (key == "format") return format(at, value, place);
    if (key == "required") return required(at, value, place);
    return invalid(place, fmt::format("the keyword {} is not known here", key));
  }

  Result<bool> number_keyword(std::uint32_t at, std::string_view key, const Element& value, const std::string& place) {
    constexpr std::pair<std::string_view, std::optional<double> Node::*> kNumbers[] = {
        {"minimum", &Node::least},
        {"maximum", &Node::most},
        {"exclusiveMinimum", &Node::above},
        {"exclusiveMaximum", &Node::below},
        {"multipleOf", &Node::multiple}};
    constexpr std::pair<std::string_view, std::optional<std::uint64_t> Node::*> kCounts[] = {
        {"minLength", &Node::min_length},
        {"maxLength", &Node::max_length},
        {"minItems", &Node::min_items},
        {"maxItems", &Node::max_items}};
    if (const auto member = named(kNumbers, key)) {
      THRONG_TRY(nodes_[at].**member, number_at(value, place));
      if (key == "multipleOf" && *nodes_[at].multiple <= 0) return invalid(place, "expected a number above 0");
      return true;
    }
    if (const auto member = named(kCounts, key)) {
      THRONG_TRY(nodes_[at].**member, count_at(value, place));
      return true;
    }
    return false;
  }

  // Keywords that hold schemas.
  Result<bool> part_keyword(std::uint32_t at, std::string_view key, const Element& value, const std::string& place,
                            std::size_t depth) {
    constexpr std::pair<std::string_view, std::optional<std::uint32_t> Node::*> kSchemas[] = {
        {"additionalProperties", &Node::others}, {"items", &Node::items}, {"not", &Node::none}};
    constexpr std::pair<std::string_view, std::vector<std::uint32_t> Node::*> kLists[] = {
        {"allOf", &Node::all}, {"anyOf", &Node::any}, {"oneOf", &Node::one}};
    if (const auto member = named(kSchemas, key)) {
      THRONG_TRY(const std::uint32_t part, add(value, place, depth + 1));
      nodes_[at].** member = part;
      return true;
    }
    if (const auto member = named(kLists, key)) {
      simdjson::dom::array list;
      if (value.get_array().get(list) || list.size() == 0) return invalid(place, "expected a list of schemas");
      std::size_t i = 0;
      for (const Element one : list) {
        THRONG_TRY(const std::uint32_t part, add(one, fmt::format("{}[{}]", place, i++), depth + 1));
        (nodes_[at].**member).push_back(part);
      }
      return true;
    }
    if (key == "properties") {
      THRONG_CHECK(properties(at, value, place, depth));
      return true;
    }
    if (key == "$ref") {
      THRONG_TRY(const std::uint32_t part, reference(value, place, depth));
      nodes_[at].all.push_back(part);
      return true;
    }
    return false;
  }

  Result<void> properties(std::uint32_t at, const Element& value, const std::string& place, std::size_t depth) {
    simdjson::dom::object members;
    if (value.get_object().get(members)) return invalid(place, "expected an object of schemas");
    for (const auto [name, schema] : members) {
      THRONG_TRY(const std::uint32_t part, add(schema, under(place, name), depth + 1));
      nodes_[at].properties.insert_or_assign(std::string(name), part);
    }
    return {};
  }

  // Each place is compiled once; one that names itself is its own part.
  Result<std::uint32_t> reference(const Element& value, const std::string& place, std::size_t depth) {
    THRONG_TRY(const std::string_view pointer, text_at(value, place));
    if (!pointer.starts_with("#/$defs/") && !pointer.starts_with("#/definitions/"))
      return invalid(place, "only #/$defs/NAME and #/definitions/NAME can be referred to");
    if (const auto known = references_.find(std::string(pointer)); known != references_.end()) return known->second;
    Element schema;
    if (root_.at_pointer(pointer.substr(1)).get(schema)) return invalid(place, "there is no such definition");
    references_[std::string(pointer)] = static_cast<std::uint32_t>(nodes_.size());
    return add(schema, std::string(pointer.substr(2)), depth + 1);
  }

  Result<void> types(std::uint32_t at, const Element& value, const std::string& place) {
    const auto add_type = [&](const Element& one) -> Result<void> {
      THRONG_TRY(const std::string_view name, text_at(one, place));
      const auto type = named(kTypes, name);
      if (!type) return invalid(place, fmt::format("there is no type {}", name));
      nodes_[at].types |= *type;
      return {};
    };
    simdjson::dom::array list;
    if (value.get_array().get(list)) return add_type(value);
    for (const Element one : list) THRONG_CHECK(add_type(one));
    return {};
  }

  Result<void> values(std::uint32_t at, std::string_view key, const Element& value, const std::string& place) {
    std::vector<SchemaScalar> values;
    const auto add_value = [&](const Element& one) -> Result<void> {
      auto scalar = scalar_of(one);
      if (!scalar) return invalid(place, "lists and objects cannot be compared here");
      values.push_back(std::move(*scalar));
      return {};
    };
    simdjson::dom::array list;
    if (key == "const") {
      THRONG_CHECK(add_value(value));
    } else if (value.get_array().get(list)) {
      return invalid(place, "expected a list");
    } else {
      for (const Element one : list) THRONG_CHECK(add_value(one));
    }
    nodes_[at].values = std::move(values);
    return {};
  }

  Result<void> pattern(std::uint32_t at, const Element& value, const std::string& place) {
    THRONG_TRY(const std::string_view text, text_at(value, place));
    if (text.size() > kMaxPattern) return fail(ErrorCode::too_large, "at most 1000 bytes", place);
    RE2::Options options;
    options.set_log_errors(false);
    options.set_max_mem(1 << 20);
    nodes_[at].pattern = std::make_unique<RE2>(text, options);
    if (!nodes_[at].pattern->ok())
      return invalid(place, "not a regular expression (RE2): " + nodes_[at].pattern->error());
    return {};
  }

  Result<void> format(std::uint32_t at, const Element& value, const std::string& place) {
    THRONG_TRY(const std::string_view name, text_at(value, place));
    const auto format = named(kFormats, name);
    if (!format) return invalid(place, "expected date-time, date, email, uri or uuid");
    nodes_[at].format = *format;
    return {};
  }

  Result<void> required(std::uint32_t at, const Element& value, const std::string& place) {
    simdjson::dom::array list;
    if (value.get_array().get(list)) return invalid(place, "expected a list of names");
    for (const Element one : list) {
      THRONG_TRY(const std::string_view name, text_at(one, place));
      nodes_[at].required.emplace_back(name);
    }
    return {};
  }

  const Element root_;
  std::vector<Node> nodes_;
  std::map<std::string, std::uint32_t> references_;
};

}  // namespace

std::optional<SchemaScalar> scalar_of(const Element& value) {
  std::string_view text;
  double number = 0;
  bool flag = false;
  if (value.is_null()) return SchemaScalar{};
  if (value.get_bool().get(flag) == simdjson::SUCCESS) return SchemaScalar{flag};
  if (value.get_double().get(number) == simdjson::SUCCESS) return SchemaScalar{number};
  if (value.get_string().get(text) == simdjson::SUCCESS) return SchemaScalar{std::string(text)};
  return std::nullopt;
}

JsonSchema::JsonSchema(std::vector<Node> nodes) : nodes_(std::move(nodes)) {}
JsonSchema::~JsonSchema() = default;
JsonSchema::JsonSchema(JsonSchema&&) noexcept = default;

Result<JsonSchema> JsonSchema::compile(std::string_view text) {
  if (text.size() > kMaxSchemaBytes) return fail(ErrorCode::too_large, "a schema has at most 64 KB");
  simdjson::dom::parser parser;
  Element root;
  const simdjson::padded_string padded(text);
  if (const auto error = parser.parse(padded).get(root))
    return invalid("", fmt::format("not JSON: {}", simdjson::error_message(error)));
  THRONG_TRY(auto nodes, Compiler(root).run());
  return JsonSchema(std::move(nodes));
}

}  // namespace throng::collect
