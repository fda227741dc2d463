#include <algorithm>
#include <array>
#include <charconv>

#include "liquid/internal/date.h"
#include "liquid/internal/text.h"

namespace throng::liquid::internal {
namespace {

constexpr std::string_view kMonths = "janfebmaraprmayjunjulaugsepoctnovdec";
constexpr std::string_view kWeekdays = "sunmontuewedthufrisat";

std::string lower(std::string_view text) {
  std::string out;
  append_lower(out, text);
  return out;
}

struct Reader {
  std::string_view text;
  int year = -1, month = -1, day = -1;
  int hour = -1, minute = 0, second = 0, millisecond = 0;
  int offset = 0;
  bool zone = false;

  // The number at the start, with how many digits it has; -1 when there is none or it is absurdly long.
  int number(std::size_t& digits) {
    digits = 0;
    while (digits < text.size() && is_digit(text[digits])) ++digits;
    int value = -1;
    if (digits == 0 || digits > 9) return -1;
    std::from_chars(text.data(), text.data() + digits, value);
    text.remove_prefix(digits);
    return value;
  }

  bool accept(char c) {
    if (!text.starts_with(c)) return false;
    text.remove_prefix(1);
    return true;
  }

  bool read() {
    while (!text.empty()) {
      const char c = text.front();
      if (is_space(c) || c == ',')
        text.remove_prefix(1);
      else if (is_digit(c)) {
        if (!digits()) return false;
      } else if (is_letter(c)) {
        if (!word()) return false;
      } else if ((c == '+' || c == '-') && hour >= 0 && !zone) {
        if (!zone_offset()) return false;
      } else
        return false;
    }
    return year > 0 && month > 0;
  }

  bool digits() {
    std::size_t count = 0;
    const int value = number(count);
    if (value < 0) return false;
    if (text.starts_with(':') && hour < 0) return time(value);
    const char separator = text.empty() ? ' ' : text.front();
    if (separator == '-' || separator == '/' || separator == '.') {
      if (year < 0 && month < 0 && text.size() > 1 && is_digit(text[1])) return numeric_date(value, count, separator);
    }
    if (count <= 2 && hour < 0 && half_day(value)) return true;
    if (count == 4 && year < 0) {
      year = value;
      return true;
    }
    if (count <= 2 && day < 0) {
      day = value;
      for (const std::string_view suffix : {"st", "nd", "rd", "th"}) {
        if (text.starts_with(suffix)) {
          text.remove_prefix(2);
          break;
        }
      }
      return true;
    }
    if (count == 8 && year < 0) {  // 20160314
      year = value / 10000, month = value / 100 % 100, day = value % 100;
      return true;
    }
    return false;
  }

  // 2016-03-14, 2016/3/14, and 14/03/2016 or 14.3.2016 with the day first, as Ruby reads them.
  bool numeric_date(int first, std::size_t count, char separator) {
    std::size_t width = 0;
    if (!accept(separator)) return false;
    month = number(width);
    if (count == 4 && text.starts_with(separator) == false) {
      year = first;
      day = 1;
      return month > 0;
    }
    if (!accept(separator)) return false;
    const int last = number(width);
    year = count == 4 ? first : last;
    day = count == 4 ? last : first;
    return month > 0 && day > 0 && (count == 4 ? width <= 2 : width == 4);
  }

  bool time(int first) {
    std::size_t count = 0;
    hour = first;
    accept(':');
    minute = number(count);
    if (count != 2) return false;
    if (accept(':')) {
      second = number(count);
      if (count != 2) return false;
      if (accept('.')) {
        int scale = 100;
        for (; !text.empty() && is_digit(text.front()); text.remove_prefix(1), scale /= 10)
          millisecond += (text.front() - '0') * scale;
      }
    }
    text = trim_start(text);
    half_day(hour);
    return true;
  }

  // "5 pm": the hour is the number before.
  bool half_day(int value) {
    const std::string_view next = trim_start(text);
    const std::string word = lower(next.substr(0, 2));
    if ((word != "am" && word != "pm") || value < 1 || value > 12 || (next.size() > 2 && is_letter(next[2])))
      return false;
    hour = value % 12 + (word == "pm" ? 12 : 0);
    text = next.substr(2);
    return true;
  }

  bool word() {
    std::size_t end = 0;
    while (end < text.size() && is_letter(text[end])) ++end;
    const std::string name = lower(text.substr(0, end));
    text.remove_prefix(end);
    accept('.');
    if (name == "z" || name == "utc" || name == "gmt") {
      zone = true;
      return true;
    }
    if (name == "t" || name == "at" || name == "of") return year > 0 || month > 0 || day > 0;
    if (name.size() < 3) return false;
    const std::size_t found = kMonths.find(name.substr(0, 3));
    if (month < 0 && found != std::string_view::npos && found % 3 == 0) {
      month = static_cast<int>(found / 3) + 1;
      return true;
    }
    const std::size_t weekday = kWeekdays.find(name.substr(0, 3));
    return weekday != std::string_view::npos && weekday % 3 == 0;
  }

  bool zone_offset() {
    const int sign = text.front() == '-' ? -1 : 1;
    text.remove_prefix(1);
    std::size_t count = 0;
    int value = number(count);
    if (value < 0 || (count != 2 && count != 4)) return false;
    int minutes = count == 4 ? value / 100 * 60 + value % 100 : value * 60;
    if (count == 2 && accept(':')) {
      value = number(count);
      if (count != 2) return false;
      minutes += value;
    }
    offset = sign * minutes * 60;
    zone = true;
    return minutes < 24 * 60;
  }
};

std::optional<Moment> read_text(std::string_view text) {
  if (text.size() > 100) return std::nullopt;
  Reader reader{trim(text)};
  if (!reader.read()) return std::nullopt;
  const int day = reader.day < 0 ? 1 : reader.day;
  const int hour = std::max(reader.hour, 0);
  const std::chrono::year_month_day date(std::chrono::year(reader.year),
                                         std::chrono::month(static_cast<unsigned>(reader.month)),
                                         std::chrono::day(static_cast<unsigned>(day)));
  if (!date.ok() || reader.year > 9999 || hour > 23 || reader.minute > 59 || reader.second > 60) return std::nullopt;
  Moment moment;
  moment.seconds =
      days_from_civil(reader.year, static_cast<unsigned>(reader.month), static_cast<unsigned>(day)) * 86'400 +
      hour * 3600 + reader.minute * 60 + reader.second - reader.offset;
  moment.milliseconds = reader.millisecond;
  moment.offset = reader.offset;
  return moment;
}

std::optional<Moment> of_seconds(std::int64_t seconds) {
  constexpr std::int64_t kFirst = -62'135'596'800;  // year 1
  constexpr std::int64_t kLast = 253'402'300'799;   // year 9999
  if (seconds < kFirst || seconds > kLast) return std::nullopt;
  return Moment{seconds};
}

}  // namespace

std::optional<Moment> to_moment(const Item& item, Instant now) {
  if (item.kind == Kind::integer) return of_seconds(item.integer);
  if (item.kind == Kind::real && item.real > -1e11 && item.real < 1e12)
    return of_seconds(static_cast<std::int64_t>(item.real));
  if (item.kind != Kind::text || item.size == 0) return std::nullopt;
  const std::string_view text = item.text();
  const std::string word = text.size() <= 5 ? lower(text) : std::string();
  if (word == "now" || word == "today") {
    const std::int64_t ms = to_ms(now);
    const std::int64_t rest = (ms % 1000 + 1000) % 1000;
    return Moment{(ms - rest) / 1000, static_cast<int>(rest)};
  }
  if (text.size() <= 15 && text.size() != 8 && std::ranges::all_of(text, is_digit)) {
    std::int64_t seconds = 0;
    std::from_chars(text.data(), text.data() + text.size(), seconds);
    return of_seconds(seconds);
  }
  return read_text(text);
}

}  // namespace throng::liquid::internal
