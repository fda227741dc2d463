#include "engage/timing.h"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "engage/cron.h"
#include "model/filter.h"

namespace throng::engage {
namespace {

constexpr std::uint32_t kMinutesOfDay = 24 * 60;

std::chrono::year_month_day chrono_of(CivilDate day) {
  return {std::chrono::year{day.year}, std::chrono::month{day.month}, std::chrono::day{day.day}};
}
CivilDate civil_of(std::chrono::year_month_day day) {
  return {static_cast<int>(day.year()), static_cast<unsigned>(day.month()), static_cast<unsigned>(day.day())};
}

unsigned last_day(int year, unsigned month) {
  const std::chrono::year_month_day_last last{std::chrono::year{year} / std::chrono::month{month} / std::chrono::last};
  return static_cast<unsigned>(last.day());
}

bool is_its_day(const Timing& timing, CivilDate day) {
  if (timing.rhythm == Rhythm::weekly) return weekday_of(day) == timing.weekday;
  if (timing.rhythm == Rhythm::monthly) return day.day == std::min(timing.day, last_day(day.year, day.month));
  return true;
}

// By days: daily, weekly, monthly, date.
std::optional<Instant> next_day(const Timing& timing, const Calendar& calendar, Instant now) {
  Instant day = calendar.floor(now, BucketUnit::day);
  for (int i = 0; i < 63; ++i, day = calendar.advance(day, BucketUnit::day, 1)) {
    const CivilDate date = calendar.date_of(day);
    if (!is_its_day(timing, date)) continue;
    const Instant at = minute_of(calendar, date, timing.minute);
    if (at > now) return at;
  }
  return std::nullopt;
}

Result<void> check_cron(const Timing& timing) {
  const auto cron = parse_cron(timing.cron);
  if (!cron) return invalid("timing.cron", cron.error().message);
  if (cron->minutes.count() > kMostTimesAnHour)
    return invalid("timing.cron", fmt::format("expected at most {} times an hour", kMostTimesAnHour));
  return {};
}

Result<void> check_date(const Timing& timing) {
  if (auto good = model::validate_property(timing.date_trait); !good)
    return invalid("timing.date_trait", good.error().message);
  if (timing.days < -kMostDaysOff || timing.days > kMostDaysOff)
    return invalid("timing.days", fmt::format("expected {0} days before to {0} after", kMostDaysOff));
  return {};
}

}  // namespace

Result<void> check(const Timing& timing) {
  if (timing.rhythm == Rhythm::once && !timing.at) return invalid("timing.at", "expected the time when it is sent");
  if (timing.minute >= kMinutesOfDay) return invalid("timing.minute", "expected minutes after midnight, 0 to 1439");
  if (timing.day < 1 || timing.day > 31) return invalid("timing.day", "expected 1 to 31");
  if (timing.rhythm == Rhythm::cron) THRONG_CHECK(check_cron(timing));
  if (timing.rhythm == Rhythm::date) THRONG_CHECK(check_date(timing));
  if (timing.rhythm == Rhythm::event && timing.best_time)
    return invalid("timing.best_time", "what an event triggers goes out after its delay");
  return {};
}

std::optional<Instant> next_time(const Timing& timing, const Calendar& calendar, Instant now) {
  std::optional<Instant> next;
  switch (timing.rhythm) {
    case Rhythm::now:
    case Rhythm::event: return std::nullopt;
    case Rhythm::once: return timing.at && *timing.at > now ? timing.at : std::nullopt;
    case Rhythm::cron:
      if (const auto cron = parse_cron(timing.cron)) next = next_of(*cron, calendar, now);
      break;
    case Rhythm::daily:
    case Rhythm::weekly:
    case Rhythm::monthly:
    case Rhythm::date: next = next_day(timing, calendar, now);
  }
  return next && timing.until && *next > *timing.until ? std::nullopt : next;
}

Instant minute_of(const Calendar& calendar, CivilDate day, std::uint32_t minute) {
  // Through the hour, so that a day of 23 or 25 hours has it where its clock shows it.
  Instant at = calendar.midnight(day) + minutes(minute);
  const Instant local_midnight = calendar.midnight(calendar.date_of(at));
  const auto shown = calendar.hour_of_week(at) % 24 * 60 + (at - calendar.floor(at, BucketUnit::hour)) / minutes(1);
  if (local_midnight == calendar.midnight(day)) at += minutes(std::int64_t{minute} - shown);
  return at;
}

Instant at_same_clock(Instant at, const Calendar& project, const Calendar& zone) {
  const CivilDate date = project.date_of(at);
  const auto minute = project.hour_of_week(at) % 24 * 60 + (at - project.floor(at, BucketUnit::hour)) / minutes(1);
  const Duration rest = at - std::chrono::floor<std::chrono::minutes>(at);
  return minute_of(zone, date, static_cast<std::uint32_t>(minute)) + rest;
}

// An hour that the clock leaves out on that day comes on the next.
Instant at_hour(Instant from, unsigned hour, const Calendar& calendar) {
  const auto shows = [&](Instant at) { return static_cast<unsigned>(calendar.hour_of_week(at)) % 24 == hour; };
  if (shows(from)) return from;
  Instant at = calendar.floor(from, BucketUnit::hour);
  for (int i = 0; i < 50; ++i)
    if (at = calendar.advance(at, BucketUnit::hour, 1); shows(at)) return at;
  return from;
}

Weekday weekday_of(CivilDate day) {
  return static_cast<Weekday>(std::chrono::weekday{std::chrono::sys_days{chrono_of(day)}}.c_encoding());
}

std::optional<CivilDate> date_in(std::string_view text) {
  if (text.size() < 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
  const auto number = [&](std::size_t from, std::size_t length) {
    int value = -1;
    const char* const begin = text.data() + from;
    const auto [end, error] = std::from_chars(begin, begin + length, value);
    return error == std::errc() && end == begin + length ? value : -1;
  };
  const int year = number(0, 4), month = number(5, 2), day = number(8, 2);
  if (year < 0 || month < 0 || day < 0) return std::nullopt;
  const CivilDate date{year, static_cast<unsigned>(month), static_cast<unsigned>(day)};
  return chrono_of(date).ok() ? std::optional(date) : std::nullopt;
}

CivilDate shifted(CivilDate date, int year, int by) {
  date.year = year;
  date.day = std::min(date.day, last_day(year, date.month));
  return civil_of(std::chrono::sys_days{chrono_of(date)} + std::chrono::days{by});
}

std::optional<CivilDate> last_day_of(const Timing& timing, std::string_view trait, CivilDate day) {
  const auto date = date_in(trait);
  if (!date) return std::nullopt;
  // Moved by up to a year it may be the day of a year before or after.
  const int last = timing.yearly ? day.year + 2 : date->year;
  for (int year = last; year >= std::max(date->year, last - 4); --year)
    if (const CivilDate at = shifted(*date, year, timing.days); at <= day) return at;
  return std::nullopt;
}

}  // namespace throng::engage
