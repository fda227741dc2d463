#include "analyze/sql/bucket.h"

#include <algorithm>

#include <fmt/format.h>

#include "warehouse/warehouse.h"

namespace throng::analyze::sql {
namespace {

constexpr std::int64_t kHourMs = 3'600'000;

// Zones that change by half an hour have hours of other lengths, which the engine's calendar does not know.
bool hours_are_even(const std::vector<Instant>& bounds) {
  return std::adjacent_find(bounds.begin(), bounds.end(),
                            [](Instant a, Instant b) { return (b - a).count() != kHourMs; }) == bounds.end();
}

// Days from Monday to the first day of the week.
std::int64_t shift_from_monday(Weekday first) {
  return (static_cast<std::int64_t>(first) - static_cast<std::int64_t>(Weekday::monday) + 7) % 7;
}

std::int64_t key_of(CivilDate date, BucketUnit unit, std::int64_t shift) {
  const std::int64_t day = days_from_civil(date.year, date.month, date.day);
  if (unit == BucketUnit::month) return date.year * 12 + static_cast<std::int64_t>(date.month);
  if (unit == BucketUnit::quarter) return date.year * 4 + static_cast<std::int64_t>(date.month - 1) / 3;
  return unit == BucketUnit::week ? (day - shift + 3) / 7 : day;  // day 0 was a Thursday
}

BucketSql hours_sql(const std::string& zone, const std::vector<Instant>& bounds) {
  BucketSql out;
  if (hours_are_even(bounds)) {
    out.expression = fmt::format("toInt64(toUInt32(toStartOfHour(ts, {})))", zone);
    for (const Instant bound : bounds) out.keys.push_back(to_ms(bound) / 1000);
    return out;
  }
  for (const Instant bound : bounds) out.keys.push_back(to_ms(bound));
  out.expression = fmt::format("toInt64(roundDown(ts_ms, [{}]))", fmt::join(out.keys, ","));
  return out;
}

// Of all bounds, the end of the last bucket too.
BucketSql with_end(BucketUnit unit, const Calendar& calendar, const std::vector<Instant>& bounds) {
  const std::string zone = warehouse::quote(calendar.zone_name());
  if (unit == BucketUnit::total) return {"toInt64(0)", std::vector<std::int64_t>(bounds.size(), 0)};
  if (unit == BucketUnit::hour) return hours_sql(zone, bounds);
  const std::int64_t shift = shift_from_monday(calendar.week_start());
  BucketSql out;
  switch (unit) {
    case BucketUnit::month:
      out.expression = fmt::format("toInt64(toYear(ts, {0})) * 12 + toInt64(toMonth(ts, {0}))", zone);
      break;
    case BucketUnit::quarter:
      out.expression = fmt::format("toInt64(toYear(ts, {0})) * 4 + intDiv(toInt64(toMonth(ts, {0})) - 1, 3)", zone);
      break;
    case BucketUnit::week:
      out.expression = fmt::format("intDiv(toInt64(toMonday(toDate(ts, {}) - {})) + 3, 7)", zone, shift);
      break;
    default: out.expression = fmt::format("toInt64(toDate(ts, {}))", zone); break;
  }
  for (const Instant bound : bounds) out.keys.push_back(key_of(calendar.date_of(bound), unit, shift));
  return out;
}

}  // namespace

BucketSql bucket_sql(BucketUnit unit, const Calendar& calendar, const std::vector<Instant>& bounds) {
  BucketSql out = with_end(unit, calendar, bounds);
  if (!out.keys.empty()) out.keys.pop_back();
  return out;
}

BucketSql hour_of_week_sql(const Calendar& calendar) {
  BucketSql out;
  for (std::int64_t hour = 0; hour < kHoursOfWeek; ++hour) out.keys.push_back(hour);
  out.expression =
      fmt::format("(toInt64(toDayOfWeek(toDate(ts, {0}))) + {1}) % 7 * 24 + toInt64(toHour(ts, {0}))",
                  warehouse::quote(calendar.zone_name()), 6 - shift_from_monday(calendar.week_start()) + 7);
  return out;
}

Result<std::size_t> bucket_with(const std::vector<std::int64_t>& keys, std::int64_t key) {
  const auto at = std::lower_bound(keys.begin(), keys.end(), key);
  if (at == keys.end() || *at != key)
    return fail(ErrorCode::internal, "the warehouse's calendar disagrees with the project's");
  return static_cast<std::size_t>(at - keys.begin());
}

}  // namespace throng::analyze::sql
