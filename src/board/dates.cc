#include "board/dates.h"

#include "model/filter.h"

namespace throng::board {
namespace {

constexpr std::size_t kDateLength = 10;

}  // namespace

Result<Instant> date_or_instant(const std::string& text, const Calendar& calendar, std::string_view field) {
  // The beginning of a window says the same; 9999 is only there to come after it.
  const model::Window window{model::Window::Between{text, "9999-12-31"}};
  auto range = model::resolve(window, calendar, {});
  if (!range) return invalid(std::string(field), "expected an ISO 8601 date or instant, like 2026-01-31");
  return range->begin;
}

Result<Instant> midnight_of(const std::string& date, const Calendar& calendar, std::string_view field) {
  if (date.size() != kDateLength) return invalid(std::string(field), "expected an ISO 8601 date, like 2026-01-31");
  return date_or_instant(date, calendar, field);
}

}  // namespace throng::board
