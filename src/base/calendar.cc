#include "base/calendar.h"

#include <date/tz.h>
#include <fmt/core.h>

namespace throng {

// The only place that knows the zone library.
struct Calendar::Zone {
  std::string name;
  const date::time_zone* tz = nullptr;
};

namespace {

using LocalMs = date::local_time<Duration>;

Instant to_utc(const date::time_zone* tz, LocalMs local) {
  const date::local_info info = tz->get_info(date::floor<std::chrono::seconds>(local));
  // A local time that does not exist becomes the instant of the change; of two, the earlier counts.
  if (info.result == date::local_info::nonexistent) return from_ms(info.first.end.time_since_epoch().count() * 1000);
  return Instant(local.time_since_epoch() - info.first.offset);
}

LocalMs to_local(const date::time_zone* tz, Instant t) {
  const date::sys_info info = tz->get_info(date::floor<std::chrono::seconds>(t));
  return LocalMs(t.time_since_epoch() + info.offset);
}

int weeks_offset(date::local_days day, Weekday week_start) {
  const auto weekday = static_cast<int>(date::weekday(day).c_encoding());
  return (weekday - static_cast<int>(week_start) + 7) % 7;
}

int month_of_quarter(date::local_days day) {
  return static_cast<int>(static_cast<unsigned>(date::year_month_day(day).month()) - 1) % 3;
}

date::local_days month_start(date::local_days day, int months_later) {
  const date::year_month_day ymd(day);
  const date::year_month moved = date::year_month(ymd.year(), ymd.month()) + date::months(months_later);
  return date::local_days(moved / 1);
}

}  // namespace

Result<Calendar> Calendar::create(std::string_view zone_name, Weekday week_start) {
  Calendar calendar;
  auto zone = std::make_shared<Zone>();
  zone->name = std::string(zone_name);
  try {
    zone->tz = date::locate_zone(zone->name);
  } catch (const std::exception&) {
    return invalid("time_zone",
                   fmt::format("unknown time zone \"{}\"; use an IANA name like Asia/Shanghai", zone_name));
  }
  calendar.zone_ = std::move(zone);
  calendar.week_start_ = week_start;
  return calendar;
}

Calendar Calendar::utc(Weekday week_start) { return create("UTC", week_start).value(); }

const std::string& Calendar::zone_name() const { return zone_->name; }
Weekday Calendar::week_start() const { return week_start_; }

Instant Calendar::floor(Instant t, BucketUnit unit) const {
  const LocalMs local = to_local(zone_->tz, t);
  const auto day = date::floor<date::days>(local);
  switch (unit) {
    case BucketUnit::hour: {
      // Subtract the clock's minutes rather than convert back: an hour that happens twice is two buckets.
      const Duration into_hour = (local - day) % std::chrono::hours(1);
      const date::sys_info info = zone_->tz->get_info(date::floor<std::chrono::seconds>(t));
      const Instant change = from_ms(info.begin.time_since_epoch().count() * 1000);
      return std::max(t - into_hour, change);
    }
    case BucketUnit::week: return to_utc(zone_->tz, LocalMs(day - date::days(weeks_offset(day, week_start_))));
    case BucketUnit::month: return to_utc(zone_->tz, LocalMs(month_start(day, 0)));
    case BucketUnit::quarter: return to_utc(zone_->tz, LocalMs(month_start(day, -month_of_quarter(day))));
    case BucketUnit::day:
    case BucketUnit::total: break;
  }
  return to_utc(zone_->tz, LocalMs(day));
}

Instant Calendar::advance(Instant start, BucketUnit unit, int n) const {
  if (unit == BucketUnit::hour) {
    Instant t = start;
    for (; n > 0; --n) {
      // One hour on, unless the clock changes before: then the change begins a bucket (see floor).
      Instant next = floor(t + hours(1), unit);
      if (next <= t) next = t + hours(1);
      t = next;
    }
    for (; n < 0; ++n) t = floor(t - Duration(1), unit);
    return t;
  }
  auto day = date::floor<date::days>(to_local(zone_->tz, start));
  // A week whose first date was left out begins on the next one; those after it do not.
  if (unit == BucketUnit::week && floor(start, unit) == start) day -= date::days(weeks_offset(day, week_start_));
  const auto moved = [&](int units) {
    if (unit == BucketUnit::month) return to_utc(zone_->tz, LocalMs(month_start(day, units)));
    if (unit == BucketUnit::quarter) return to_utc(zone_->tz, LocalMs(month_start(day, 3 * units)));
    return to_utc(zone_->tz, LocalMs(day + date::days(unit == BucketUnit::week ? 7 * units : units)));
  };
  const Instant to = moved(n);
  // Midnight of a date that was left out is that of the date after it.
  return n < 0 && to >= start ? moved(n - 1) : to;
}

Instant Calendar::midnight(CivilDate date) const {
  const date::local_days day(date::year(date.year) / date::month(date.month) / date::day(date.day));
  return to_utc(zone_->tz, LocalMs(day));
}

CivilDate Calendar::date_of(Instant t) const {
  const date::year_month_day ymd(date::floor<date::days>(to_local(zone_->tz, t)));
  return {static_cast<int>(ymd.year()), static_cast<unsigned>(ymd.month()), static_cast<unsigned>(ymd.day())};
}

int Calendar::hour_of_week(Instant t) const {
  const LocalMs local = to_local(zone_->tz, t);
  const auto day = date::floor<date::days>(local);
  return weeks_offset(day, week_start_) * 24 + static_cast<int>((local - day) / std::chrono::hours(1));
}

std::vector<Instant> Calendar::boundaries(TimeRange range, BucketUnit unit) const {
  if (range.begin >= range.end) return {};
  if (unit == BucketUnit::total) return {range.begin, range.end};
  std::vector<Instant> starts = {floor(range.begin, unit)};
  while (starts.back() < range.end) starts.push_back(advance(starts.back(), unit, 1));
  return starts;
}

TimeRange Calendar::last(int n, BucketUnit unit, Instant now) const {
  const Instant current = floor(now, unit);
  return {advance(current, unit, 1 - n), advance(current, unit, 1)};
}

}  // namespace throng
