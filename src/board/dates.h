// Dates as people give them: "2026-01-31" is a midnight of the project's zone; with a clock it is that instant.
#pragma once

#include <string>
#include <string_view>

#include "base/calendar.h"

namespace throng::board {

// Errors: invalid_argument naming `field`.
Result<Instant> date_or_instant(const std::string& text, const Calendar& calendar, std::string_view field);
// A date alone.
Result<Instant> midnight_of(const std::string& date, const Calendar& calendar, std::string_view field);

}  // namespace throng::board
