#include "engage/cron.h"

#include <algorithm>
#include <charconv>
#include <span>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "engage/timing.h"

namespace throng::engage {
namespace {

constexpr std::string_view kMonths[] = {"jan", "feb", "mar", "apr", "may", "jun",
                                        "jul", "aug", "sep", "oct", "nov", "dec"};
constexpr std::string_view kWeekdays[] = {"sun", "mon", "tue", "wed", "thu", "fri", "sat"};
constexpr std::size_t kMaxCron = 200;
constexpr int kSearchedDays = 8 * 366;  // between two 29ths of February there may be eight years

// One of the five: its name, what it may hold, and the names of its values from `first_name` on.
struct Field {
  std::string_view name;
  unsigned least, most;
  std::span<const std::string_view> names = {};
};
constexpr Field kMinute{"minute", 0, 59};
constexpr Field kHour{"hour", 0, 23};
constexpr Field kDay{"day of the month", 1, 31};
constexpr Field kMonth{"month", 1, 12, kMonths};
constexpr Field kWeekday{"day of the week", 0, 7, kWeekdays};

std::vector<std::string_view> parts_of(std::string_view text, char between) {
  std::vector<std::string_view> parts;
  for (;;) {
    const auto end = text.find(between);
    parts.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

bool same(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, [](char x, char y) { return (x >= 'A' && x <= 'Z' ? x + 32 : x) == y; });
}

Result<unsigned> value_in(const Field& field, std::string_view text) {
  for (std::size_t i = 0; i < field.names.size(); ++i)
    if (same(text, field.names[i])) return field.least + static_cast<unsigned>(i);
  unsigned value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || error != std::errc() || end != text.data() + text.size() || value < field.least ||
      value > field.most)
    return fail(ErrorCode::invalid_argument,
                fmt::format("\"{}\" is no {}: expected {} to {}", text, field.name, field.least, field.most));
  return value;
}

struct Range {
  unsigned first, last, step;
};

// "*", "5", "1-5", and each of them with a step; "5/10" begins at 5.
Result<Range> range_in(const Field& field, std::string_view text) {
  Range range{field.least, field.most, 1};
  const auto slash = text.find('/');
  if (slash != std::string_view::npos) {
    THRONG_TRY(range.step, value_in({"step", 1, field.most}, text.substr(slash + 1)));
    text = text.substr(0, slash);
  }
  if (text == "*") {
    if (&field == &kWeekday) range.last = 6;
    return range;
  }
  const auto dash = text.find('-');
  THRONG_TRY(range.first, value_in(field, text.substr(0, dash)));
  if (dash != std::string_view::npos) {
    THRONG_TRY(range.last, value_in(field, text.substr(dash + 1)));
  } else if (slash == std::string_view::npos) {
    range.last = range.first;
  }
  if (range.last < range.first)
    return fail(ErrorCode::invalid_argument, fmt::format("the {} ends before it begins: {}", field.name, text));
  return range;
}

template <std::size_t size>
Result<void> read(const Field& field, std::string_view text, std::bitset<size>& out) {
  for (const std::string_view part : parts_of(text, ',')) {
    THRONG_TRY(const Range range, range_in(field, part));
    for (unsigned value = range.first; value <= range.last; value += range.step)
      out.set(value == 7 && size == 7 ? 0 : value);
  }
  return {};
}

constexpr unsigned kMostDays[] = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

bool ever_comes(const Cron& cron) {
  if (cron.any_day || !cron.any_weekday) return true;
  for (unsigned month = 1; month <= 12; ++month)
    for (unsigned day = 1; cron.months[month] && day <= kMostDays[month - 1]; ++day)
      if (cron.days[day]) return true;
  return false;
}

}  // namespace

Result<Cron> parse_cron(std::string_view text) {
  if (text.size() > kMaxCron) return fail(ErrorCode::invalid_argument, "it is too long");
  std::vector<std::string_view> fields;
  for (const std::string_view field : parts_of(text, ' '))
    if (!field.empty()) fields.push_back(field);
  if (fields.size() != 5)
    return fail(ErrorCode::invalid_argument,
                "expected five fields: minute, hour, day of the month, month, day of the week, as in 0 9 * * mon-fri");
  Cron cron;
  THRONG_CHECK(read(kMinute, fields[0], cron.minutes));
  THRONG_CHECK(read(kHour, fields[1], cron.hours));
  THRONG_CHECK(read(kDay, fields[2], cron.days));
  THRONG_CHECK(read(kMonth, fields[3], cron.months));
  THRONG_CHECK(read(kWeekday, fields[4], cron.weekdays));
  cron.any_day = fields[2].starts_with('*');
  cron.any_weekday = fields[4].starts_with('*');
  if (!ever_comes(cron)) return fail(ErrorCode::invalid_argument, "no year has such a day");
  return cron;
}

bool is_day_of(const Cron& cron, CivilDate day) {
  if (!cron.months[day.month]) return false;
  const bool of_month = cron.days[day.day];
  const bool of_week = cron.weekdays[static_cast<std::size_t>(weekday_of(day))];
  // With a star that has a step ("*/2") both must hold; without one the starred field holds on every day.
  if (cron.any_day || cron.any_weekday) return of_month && of_week;
  return of_month || of_week;
}

std::optional<Instant> next_of(const Cron& cron, const Calendar& calendar, Instant now) {
  Instant day = calendar.floor(now, BucketUnit::day);
  for (int i = 0; i < kSearchedDays; ++i, day = calendar.advance(day, BucketUnit::day, 1)) {
    const CivilDate date = calendar.date_of(day);
    if (!is_day_of(cron, date)) continue;
    for (unsigned minute = 0; minute < 24 * 60; ++minute) {
      if (!cron.hours[minute / 60] || !cron.minutes[minute % 60]) continue;
      if (const Instant at = minute_of(calendar, date, minute); at > now) return at;
    }
  }
  return std::nullopt;
}

}  // namespace throng::engage
