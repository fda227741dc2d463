#include "ledger/internal/text.h"

#include <fmt/format.h>
#include <simdjson.h>

namespace throng::ledger::internal {

bool is_storable(std::string_view text) {
  return text.find('\0') == std::string_view::npos && simdjson::validate_utf8(text.data(), text.size());
}

Result<void> check_text(std::string_view field, std::string_view text, std::size_t max_bytes) {
  if (text.size() > max_bytes) return invalid(std::string(field), fmt::format("at most {} bytes", max_bytes));
  if (!is_storable(text)) return invalid(std::string(field), "must be UTF-8 without NUL");
  return {};
}

Result<void> check_name(std::string_view field, std::string_view text, std::size_t max_bytes) {
  if (text.empty()) return invalid(std::string(field), "must not be empty");
  return check_text(field, text, max_bytes);
}

}  // namespace throng::ledger::internal
