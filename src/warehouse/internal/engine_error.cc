#include "warehouse/internal/engine_error.h"

#include <charconv>

namespace throng::warehouse::internal {
namespace {

struct Meaning {
  int code;
  ErrorCode error;
};

// Numbers are the engine's own and the same in every version of it.
constexpr Meaning kMeanings[] = {
    // The SQL is wrong: bad arguments, unknown names, types, syntax, parse errors of constants.
    {6, ErrorCode::invalid_argument},
    {8, ErrorCode::invalid_argument},
    {10, ErrorCode::invalid_argument},
    {16, ErrorCode::invalid_argument},
    {26, ErrorCode::invalid_argument},
    {27, ErrorCode::invalid_argument},
    {34, ErrorCode::invalid_argument},
    {35, ErrorCode::invalid_argument},
    {36, ErrorCode::invalid_argument},
    {38, ErrorCode::invalid_argument},
    {41, ErrorCode::invalid_argument},
    {42, ErrorCode::invalid_argument},
    {43, ErrorCode::invalid_argument},
    {44, ErrorCode::invalid_argument},
    {46, ErrorCode::invalid_argument},
    {47, ErrorCode::invalid_argument},
    {50, ErrorCode::invalid_argument},
    {53, ErrorCode::invalid_argument},
    {60, ErrorCode::invalid_argument},
    {62, ErrorCode::invalid_argument},
    {63, ErrorCode::invalid_argument},
    {69, ErrorCode::invalid_argument},
    {70, ErrorCode::invalid_argument},
    {72, ErrorCode::invalid_argument},
    {81, ErrorCode::invalid_argument},
    {115, ErrorCode::invalid_argument},
    {117, ErrorCode::invalid_argument},
    {130, ErrorCode::invalid_argument},
    {153, ErrorCode::invalid_argument},
    {167, ErrorCode::invalid_argument},
    {168, ErrorCode::invalid_argument},
    {179, ErrorCode::invalid_argument},
    {184, ErrorCode::invalid_argument},
    {206, ErrorCode::invalid_argument},
    {207, ErrorCode::invalid_argument},
    {215, ErrorCode::invalid_argument},
    {306, ErrorCode::invalid_argument},
    {386, ErrorCode::invalid_argument},
    {403, ErrorCode::invalid_argument},
    {427, ErrorCode::invalid_argument},
    {62, ErrorCode::invalid_argument},
    // A limit of the query.
    {158, ErrorCode::deadline},
    {159, ErrorCode::deadline},
    {160, ErrorCode::deadline},
    {241, ErrorCode::deadline},
    {307, ErrorCode::deadline},
    {396, ErrorCode::deadline},
    {394, ErrorCode::cancelled},
    {734, ErrorCode::cancelled},
    // It is there already, or somebody is at it.
    {57, ErrorCode::conflict},
    {82, ErrorCode::conflict},
    {608, ErrorCode::conflict},
    {598, ErrorCode::conflict},
    {164, ErrorCode::forbidden},
    {497, ErrorCode::forbidden},
    {252, ErrorCode::overloaded},
    // Disk.
    {74, ErrorCode::io},
    {75, ErrorCode::io},
    {76, ErrorCode::io},
    {107, ErrorCode::io},
    {243, ErrorCode::io},
    {425, ErrorCode::io},
    {1001, ErrorCode::io},
    // Stored bytes that fail their check.
    {33, ErrorCode::corrupt},
    {40, ErrorCode::corrupt},
    {228, ErrorCode::corrupt},
    {246, ErrorCode::corrupt},
    {271, ErrorCode::corrupt},
    {432, ErrorCode::corrupt},
};

ErrorCode meaning_of(int code) {
  for (const auto& known : kMeanings)
    if (known.code == code) return known.error;
  return ErrorCode::internal;
}

std::string_view without_prefix(std::string_view text, std::string_view separator) {
  const auto at = text.find(separator);
  return at == std::string_view::npos ? text : text.substr(at + separator.size());
}

std::string_view without_version(std::string_view text) {
  const auto at = text.rfind(" (version ");
  return at == std::string_view::npos ? text : text.substr(0, at);
}

}  // namespace

Error engine_error(std::string_view text) {
  constexpr std::string_view kStart = "Code: ";
  int code = 0;
  if (text.starts_with(kStart)) std::from_chars(text.data() + kStart.size(), text.data() + text.size(), code);
  auto message = without_version(without_prefix(text, "DB::Exception: "));
  while (!message.empty() && (message.back() == '\n' || message.back() == '.')) message.remove_suffix(1);
  return Error{meaning_of(code), "warehouse: " + std::string(message), {}};
}

}  // namespace throng::warehouse::internal
