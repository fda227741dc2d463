// A schema as it is compiled: nodes that name each other by number.
#pragma once

#include <map>
#include <optional>
#include <variant>

#include <re2/re2.h>

#include "collect/plan/json_schema.h"

namespace throng::collect {

enum class SchemaFormat { none, date_time, date, email, uri, uuid };

// null, a boolean, a number, a text.
using SchemaScalar = std::variant<std::monostate, bool, double, std::string>;

enum SchemaType : std::uint8_t {
  kTypeText = 1,
  kTypeNumber = 2,
  kTypeInteger = 4,
  kTypeBoolean = 8,
  kTypeObject = 16,
  kTypeList = 32,
  kTypeNull = 64,
};

struct JsonSchema::Node {
  bool refuses = false;    // the schema `false`
  std::uint8_t types = 0;  // any of these; 0: all
  std::optional<std::vector<SchemaScalar>> values;
  std::optional<double> least, most, above, below, multiple;
  std::optional<std::uint64_t> min_length, max_length, min_items, max_items;
  std::unique_ptr<RE2> pattern;
  SchemaFormat format = SchemaFormat::none;
  std::map<std::string, std::uint32_t, std::less<>> properties;
  std::vector<std::string> required;
  std::optional<std::uint32_t> others;  // of members that `properties` does not name
  std::optional<std::uint32_t> items;
  std::vector<std::uint32_t> all, any, one;
  std::optional<std::uint32_t> none;
};

std::optional<SchemaScalar> scalar_of(const simdjson::dom::element& value);

}  // namespace throng::collect
