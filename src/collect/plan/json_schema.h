// The part of JSON Schema (2020-12, and what draft 7 writes alike) by which tracking plans describe properties.
//
//   type, enum, const; minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf; minLength, maxLength, pattern
//   (RE2, anywhere in the text), format (date-time, date, email, uri, uuid); properties, required,
//   additionalProperties; items, minItems, maxItems; allOf, anyOf, oneOf, not; $ref to #/$defs/... or
//   #/definitions/...; title, description, default, examples and other notes are read over. Any other keyword is
//   refused, so that no rule is silently left out. enum and const compare scalars only. A member that is null is as
//   good as absent, as it is in stored properties.
//
// Checking takes time linear in value and schema (anyOf and oneOf: times their branches), whatever the pattern.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <simdjson.h>

#include "base/result.h"

namespace throng::collect {

inline constexpr std::size_t kMaxSchemaBytes = 64 * 1024;
inline constexpr std::size_t kMaxSchemaProblems = 10;

struct SchemaProblem {
  std::string field;  // "price", "items[2].sku"; "" the value itself
  std::string message;
};

// Immutable; thread-safe.
class JsonSchema {
 public:
  // Errors: invalid_argument whose field is the place of the keyword ("properties.price.type"), too_large.
  static Result<JsonSchema> compile(std::string_view text);
  ~JsonSchema();
  JsonSchema(JsonSchema&&) noexcept;

  // What does not fit, in the order of the value; the first kMaxSchemaProblems.
  std::vector<SchemaProblem> check(const simdjson::dom::element& value) const;

  struct Node;

 private:
  explicit JsonSchema(std::vector<Node> nodes);
  std::vector<Node> nodes_;  // the first is the whole
};

}  // namespace throng::collect
