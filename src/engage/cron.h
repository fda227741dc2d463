// Times by the five fields of a crontab line: minute, hour, day of the month, month, day of the week (POSIX.1-2017,
// crontab), with steps ("*/15", "8-18/2") and the names of months and weekdays in English, as everywhere.
#pragma once

#include <bitset>
#include <optional>
#include <string_view>

#include "base/calendar.h"

namespace throng::engage {

// Where both the day of the month and the day of the week are limited, a day of either is one of its days.
struct Cron {
  std::bitset<60> minutes;
  std::bitset<24> hours;
  std::bitset<32> days;     // 1..31
  std::bitset<13> months;   // 1..12
  std::bitset<7> weekdays;  // 0: Sunday; 7 is Sunday too
  bool any_day = false, any_weekday = false;
};

// Errors: invalid_argument with what is wrong in which field; one that never comes (the 30th of February).
Result<Cron> parse_cron(std::string_view text);

bool is_day_of(const Cron& cron, CivilDate day);
// The first after `now` by this calendar's clock; empty: none within eight years.
std::optional<Instant> next_of(const Cron& cron, const Calendar& calendar, Instant now);

}  // namespace throng::engage
