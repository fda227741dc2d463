// When a campaign goes out: its rhythm, by the project's clock or by each person's.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/calendar.h"
#include "base/json.h"

namespace throng::engage {

inline constexpr std::int32_t kMostDaysOff = 366;
inline constexpr std::size_t kMostTimesAnHour = 12;  // of a cron: whoever wants it more often waits for an event

// now: when it is started. once: at a time. daily, weekly, monthly: each day, week or month. cron: at the times of a
// crontab line. date: each day, to those whose own day it is: a birthday, the end of a contract. event: whenever one of
// the trigger's events comes.
enum class Rhythm { now, once, daily, weekly, monthly, cron, date, event };
BOOST_DESCRIBE_ENUM(Rhythm, now, once, daily, weekly, monthly, cron, date, event)

struct Timing {
  Rhythm rhythm = Rhythm::now;
  std::optional<Instant> at;          // once
  std::uint32_t minute = 10 * 60;     // of daily, weekly, monthly and date ones: minutes after midnight, 0..1439
  Weekday weekday = Weekday::monday;  // weekly
  std::uint32_t day = 1;              // monthly: 1..31; the month's last where it is shorter
  std::string cron;                   // cron: engage/cron.h; at most kMostTimesAnHour
  std::string date_trait;             // date: "birthday"; its value begins with a date, 1990-02-28
  std::int32_t days = 0;              // date: so many days after it; below 0: before it; -kMostDaysOff..kMostDaysOff
  bool yearly = true;                 // date: every year, from that date on
  bool person_zone = false;           // the clock of each person's zone shows that time; else the project's does
  bool best_time = false;             // within a day of that time, in the hour in which the person responds most
  std::optional<Instant> until;       // of those that come again: not after that
};
BOOST_DESCRIBE_STRUCT(Timing, (),
                      (rhythm, at, minute, weekday, day, cron, date_trait, days, yearly, person_zone, best_time, until))

// Errors: invalid_argument naming the field.
Result<void> check(const Timing& timing);

// The first of its times after `now`, by the project's calendar; empty: there is none. `now` counts as started.
std::optional<Instant> next_time(const Timing& timing, const Calendar& calendar, Instant now);
// When the clock shows that minute of that day: on a day of 23 or 25 hours too.
Instant minute_of(const Calendar& calendar, CivilDate day, std::uint32_t minute);
// When the clock in `zone` shows what it shows in the project at that instant.
Instant at_same_clock(Instant at, const Calendar& project, const Calendar& zone);
// At `from`, or at the first full hour after it, when the clock shows an hour of that number, 0..23.
Instant at_hour(Instant from, unsigned hour, const Calendar& calendar);

Weekday weekday_of(CivilDate day);
// "1990-02-28..." as a date; empty: it is none.
std::optional<CivilDate> date_in(std::string_view text);
// So many days after that day of that year; the 29th of February is the 28th where there is none.
CivilDate shifted(CivilDate date, int year, int by);
// Of the rhythm date: the last day up to `day` that is that of somebody whose trait says so; empty: none.
std::optional<CivilDate> last_day_of(const Timing& timing, std::string_view trait, CivilDate day);

}  // namespace throng::engage
