// What every repository does with text and enums on their way in and out.
#pragma once

#include <string>
#include <string_view>

#include <boost/describe/enum_from_string.hpp>
#include <boost/describe/enum_to_string.hpp>

#include "base/result.h"

namespace throng::ledger::internal {

// Valid UTF-8 without NUL. PostgreSQL would cut a text at a NUL and refuse bad UTF-8; SQLite would keep both.
bool is_storable(std::string_view text);

// Errors: invalid_argument naming the field, for text that is not storable or has more than `max_bytes`.
Result<void> check_text(std::string_view field, std::string_view text, std::size_t max_bytes);
// The same, and not empty.
Result<void> check_name(std::string_view field, std::string_view text, std::size_t max_bytes);

template <class Enum>
std::string name_of(Enum value) {
  return boost::describe::enum_to_string(value, "");
}

// Errors: corrupt for a name that this program does not know.
template <class Enum>
Result<Enum> enum_of(const std::string& name) {
  Enum value{};
  if (!boost::describe::enum_from_string(name.c_str(), value))
    return fail(ErrorCode::corrupt, "the ledger holds an unknown word: " + name);
  return value;
}

}  // namespace throng::ledger::internal
