// What a template is rendered with: plain data in the shape of JSON.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/result.h"

namespace throng::liquid {

struct Member;

// Nil, true or false, a number, text, a list, or an object whose members keep their order. Owns what it holds.
// Ranges and the words `blank` and `empty` exist only while a template runs.
struct Value {
  using Array = std::vector<Value>;
  using Object = std::vector<Member>;  // of two members with one name the first counts

  std::variant<std::monostate, bool, std::int64_t, double, std::string, Array, Object> data;

  Value() = default;
  explicit Value(bool v);
  explicit Value(std::int64_t v);
  explicit Value(double v);
  explicit Value(std::string v);
  explicit Value(std::string_view v);
  explicit Value(const char* v);
  explicit Value(Array v);
  explicit Value(Object v);

  // From JSON text. Numbers without a fraction (5 and 5.0) are whole if they fit 64 bits, all others doubles.
  // Errors: invalid_argument for what is not JSON or deeper than 64; too_large beyond max_bytes of text.
  static Result<Value> from_json(std::string_view text, std::size_t max_bytes = 1u << 20);
};

struct Member {
  std::string name;
  Value value;
};

inline Value::Value(bool v) : data(v) {}
inline Value::Value(std::int64_t v) : data(v) {}
inline Value::Value(double v) : data(v) {}
inline Value::Value(std::string v) : data(std::move(v)) {}
inline Value::Value(std::string_view v) : data(std::string(v)) {}
inline Value::Value(const char* v) : data(std::string(v)) {}
inline Value::Value(Array v) : data(std::move(v)) {}
inline Value::Value(Object v) : data(std::move(v)) {}

}  // namespace throng::liquid
