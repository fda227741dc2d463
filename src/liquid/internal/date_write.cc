#include <chrono>
#include <cstdlib>

#include <fmt/format.h>

#include "liquid/internal/date.h"
#include "liquid/internal/text.h"

namespace throng::liquid::internal {
namespace {

constexpr std::string_view kMonths[] = {"January", "February", "March",     "April",   "May",      "June",
                                        "July",    "August",   "September", "October", "November", "December"};
constexpr std::string_view kWeekdays[] = {"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"};

struct Civil {
  int year, month, day;  // month and day from 1
  int hour, minute, second;
  int weekday;   // Sunday is 0
  int year_day;  // from 1
};

Civil civil_of(const Moment& moment) {
  using namespace std::chrono;
  const sys_seconds local{std::chrono::seconds(moment.seconds + moment.offset)};
  const sys_days date = floor<std::chrono::days>(local);
  const year_month_day ymd(date);
  const hh_mm_ss time(local - date);
  return {static_cast<int>(ymd.year()),
          static_cast<int>(static_cast<unsigned>(ymd.month())),
          static_cast<int>(static_cast<unsigned>(ymd.day())),
          static_cast<int>(time.hours().count()),
          static_cast<int>(time.minutes().count()),
          static_cast<int>(time.seconds().count()),
          static_cast<int>(weekday(date).c_encoding()),
          static_cast<int>((date - sys_days(ymd.year() / January / 1)).count()) + 1};
}

struct Week {
  int year, number;
};

// ISO 8601: the week belongs to the year of its Thursday.
Week iso_week(const Civil& civil) {
  const int monday_based = (civil.weekday + 6) % 7;
  const auto long_year = [](int year) {
    const auto leap = std::chrono::year(year).is_leap();
    const int first = static_cast<int>(
        std::chrono::weekday(std::chrono::sys_days(std::chrono::year(year) / std::chrono::January / 1)).c_encoding());
    return first == 4 || (leap && first == 3);
  };
  const int week = (civil.year_day - 1 - monday_based + 10) / 7;
  if (week < 1) return {civil.year - 1, long_year(civil.year - 1) ? 53 : 52};
  if (week == 53 && !long_year(civil.year)) return {civil.year + 1, 1};
  return {civil.year, week};
}

struct Directive {
  char flag = '\0';  // - _ 0 or none
  bool upper = false;
  int colons = 0;
  int width = 0;  // 0: the directive's own
  char letter = '\0';
};

void append_number(std::string& out, const Directive& d, std::int64_t value, int width, char padding = '0') {
  if (d.flag == '-') {
    append_integer(out, value);
    return;
  }
  if (d.flag == '_') padding = ' ';
  if (d.flag == '0') padding = '0';
  if (d.width > 0) width = d.width;
  out += padding == '0' ? fmt::format("{:0{}}", value, width) : fmt::format("{:{}}", value, width);
}

void append_word(std::string& out, const Directive& d, std::string_view word) {
  std::string text(word);
  if (d.upper) {
    text.clear();
    append_upper(text, word);
  }
  if (d.width > static_cast<int>(text.size()))
    out.append(static_cast<std::size_t>(d.width) - text.size(), d.flag == '0' ? '0' : ' ');
  out += text;
}

void append_zone(std::string& out, const Directive& d, int offset) {
  const int minutes = std::abs(offset) / 60;
  out += fmt::format("{}{:02}{}{:02}", offset < 0 ? '-' : '+', minutes / 60, d.colons > 0 ? ":" : "", minutes % 60);
}

std::string_view compound(char letter) {
  switch (letter) {
    case 'c': return "%a %b %e %H:%M:%S %Y";
    case 'D':
    case 'x': return "%m/%d/%y";
    case 'F': return "%Y-%m-%d";
    case 'r': return "%I:%M:%S %p";
    case 'R': return "%H:%M";
    case 'T':
    case 'X': return "%H:%M:%S";
    case 'v': return "%e-%^b-%Y";
    case '+': return "%a %b %e %H:%M:%S %Z %Y";
    default: return {};
  }
}

// False when the letter means nothing.
bool append_words(std::string& out, const Directive& d, const Moment& moment, const Civil& civil) {
  switch (d.letter) {
    case 'a': append_word(out, d, kWeekdays[civil.weekday].substr(0, 3)); return true;
    case 'A': append_word(out, d, kWeekdays[civil.weekday]); return true;
    case 'b':
    case 'h': append_word(out, d, kMonths[civil.month - 1].substr(0, 3)); return true;
    case 'B': append_word(out, d, kMonths[civil.month - 1]); return true;
    case 'p': append_word(out, d, civil.hour < 12 ? "AM" : "PM"); return true;
    case 'P': append_word(out, d, civil.hour < 12 ? "am" : "pm"); return true;
    case 'Z': append_word(out, d, moment.offset == 0 ? "UTC" : ""); return true;
    case 'z': append_zone(out, d, moment.offset); return true;
    case 'n': out += '\n'; return true;
    case 't': out += '\t'; return true;
    case '%': out += '%'; return true;
    default: return false;
  }
}

bool append_numbers(std::string& out, const Directive& d, const Moment& moment, const Civil& civil) {
  const int hour12 = civil.hour % 12 == 0 ? 12 : civil.hour % 12;
  switch (d.letter) {
    case 'C': append_number(out, d, civil.year / 100, 2); return true;
    case 'd': append_number(out, d, civil.day, 2); return true;
    case 'e': append_number(out, d, civil.day, 2, ' '); return true;
    case 'G': append_number(out, d, iso_week(civil).year, 4); return true;
    case 'g': append_number(out, d, iso_week(civil).year % 100, 2); return true;
    case 'H': append_number(out, d, civil.hour, 2); return true;
    case 'I': append_number(out, d, hour12, 2); return true;
    case 'j': append_number(out, d, civil.year_day, 3); return true;
    case 'k': append_number(out, d, civil.hour, 2, ' '); return true;
    case 'l': append_number(out, d, hour12, 2, ' '); return true;
    case 'L': append_number(out, {}, moment.milliseconds, 3); return true;
    case 'm': append_number(out, d, civil.month, 2); return true;
    case 'M': append_number(out, d, civil.minute, 2); return true;
    case 'N': {
      const std::string nanoseconds = fmt::format("{:03}000000", moment.milliseconds);
      out += nanoseconds.substr(0, static_cast<std::size_t>(d.width > 0 && d.width < 9 ? d.width : 9));
      return true;
    }
    case 's': append_number(out, d, moment.seconds, 1); return true;
    case 'S': append_number(out, d, civil.second, 2); return true;
    case 'u': append_number(out, d, civil.weekday == 0 ? 7 : civil.weekday, 1); return true;
    case 'U': append_number(out, d, (civil.year_day + 6 - civil.weekday) / 7, 2); return true;
    case 'V': append_number(out, d, iso_week(civil).number, 2); return true;
    case 'w': append_number(out, d, civil.weekday, 1); return true;
    case 'W': append_number(out, d, (civil.year_day + 6 - (civil.weekday + 6) % 7) / 7, 2); return true;
    case 'y': append_number(out, d, civil.year % 100, 2); return true;
    case 'Y': append_number(out, d, civil.year, 4); return true;
    default: return false;
  }
}

// Reads flags, width and letter behind a %; what it takes is cut off the format.
Directive read_directive(std::string_view& format) {
  Directive d;
  for (; !format.empty(); format.remove_prefix(1)) {
    const char c = format.front();
    if (c == '-' || c == '_' || (c == '0' && d.width == 0))
      d.flag = c;
    else if (c == '^')
      d.upper = true;
    else if (c == ':')
      ++d.colons;
    else if (is_digit(c))
      d.width = std::min(d.width * 10 + (c - '0'), 100);
    else
      break;
  }
  if (!format.empty()) {
    d.letter = format.front();
    format.remove_prefix(1);
  }
  return d;
}

void format_civil(std::string& out, const Moment& moment, const Civil& civil, std::string_view format) {
  while (!format.empty()) {
    const std::size_t percent = std::min(format.find('%'), format.size());
    out += format.substr(0, percent);
    format.remove_prefix(percent);
    if (format.empty()) break;
    const std::string_view whole = format;
    format.remove_prefix(1);
    const Directive d = read_directive(format);
    if (const std::string_view parts = compound(d.letter); !parts.empty()) {
      format_civil(out, moment, civil, parts);
    } else if (!append_words(out, d, moment, civil) && !append_numbers(out, d, moment, civil)) {
      out += whole.substr(0, whole.size() - format.size());
    }
  }
}

}  // namespace

void format_moment(std::string& out, const Moment& moment, std::string_view format) {
  format_civil(out, moment, civil_of(moment), format);
}

}  // namespace throng::liquid::internal
