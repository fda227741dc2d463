// Instants, durations and ranges. Everything is UTC milliseconds; calendars are in base/calendar.h.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace throng {

using Duration = std::chrono::milliseconds;
using Instant = std::chrono::sys_time<Duration>;

constexpr Duration seconds(std::int64_t n) { return std::chrono::seconds(n); }
constexpr Duration minutes(std::int64_t n) { return std::chrono::minutes(n); }
constexpr Duration hours(std::int64_t n) { return std::chrono::hours(n); }
constexpr Duration days(std::int64_t n) { return std::chrono::days(n); }

constexpr Instant from_ms(std::int64_t ms) { return Instant(Duration(ms)); }
constexpr std::int64_t to_ms(Instant t) { return t.time_since_epoch().count(); }

// begin included, end excluded.
struct TimeRange {
  Instant begin{};
  Instant end{};
  constexpr bool contains(Instant t) const { return begin <= t && t < end; }
  bool operator==(const TimeRange&) const = default;
};

// Reads ISO 8601: "2026-11-22", "2026-11-22T18:46:28Z", "...T18:46:28.123+08:00". A date alone is
// midnight UTC; a date-time without zone is UTC. Errors: invalid_argument.
Result<Instant> parse_instant(std::string_view text);

// "2026-11-22T18:46:28.123Z", always 24 characters for years 0..9999.
std::string format_instant(Instant t);

// "90s", "30m", "7d", "2w", "1500ms"; a whole number and a unit. Errors: invalid_argument.
Result<Duration> parse_duration(std::string_view text);

// The shortest such text: 604800000 ms is "1w".
std::string format_duration(Duration d);

// Howard Hinnant's civil-date arithmetic, for code that cannot afford a calendar object.
std::int64_t days_from_civil(std::int64_t year, unsigned month, unsigned day);

}  // namespace throng
