// What a request's body says, whatever its headers claim: SDKs send gzip as text/plain, JSON as forms, forms without
// escaping, and base64 of each other.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

namespace throng::collect {

inline constexpr std::size_t kMaxWireBytes = std::size_t{5} << 20;  // of a body, inflated

// A form's fields in order. Values are decoded where they are asked for.
class Form {
 public:
  // Of "a=1&b=2"; of a query too.
  explicit Form(std::string_view text);
  // "+" is a space; "" when missing.
  std::string text(std::string_view name) const;
  bool has(std::string_view name) const { return find(name).has_value(); }
  // A field that holds JSON, plain or as base64 of any alphabet, perhaps of gzip: its "+" may be a plus.
  // Errors: invalid_argument, too_large.
  Result<std::string> json(std::string_view name) const;

 private:
  std::optional<std::string_view> find(std::string_view name) const;
  std::vector<std::pair<std::string, std::string_view>> fields_;
};

bool looks_like_json(std::string_view text);

// gzip is inflated and base64 of JSON or gzip decoded until neither applies. Errors: too_large, invalid_argument.
Result<std::string> unwrapped(std::string body);

// Valid UTF-8 of it: surrogates that were encoded one by one (CESU-8) are joined, other invalid bytes become U+FFFD.
std::string repaired_utf8(std::string_view text);

}  // namespace throng::collect
