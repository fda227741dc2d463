#include "base/time.h"

#include <array>
#include <charconv>
#include <optional>

#include <fmt/core.h>

namespace throng {
namespace {

struct Cursor {
  std::string_view text;

  std::optional<int> digits(std::size_t count) {
    if (text.size() < count) return std::nullopt;
    int value = 0;
    for (std::size_t i = 0; i < count; ++i) {
      if (text[i] < '0' || text[i] > '9') return std::nullopt;
      value = value * 10 + (text[i] - '0');
    }
    text.remove_prefix(count);
    return value;
  }
  bool eat(char c) {
    if (text.empty() || text.front() != c) return false;
    text.remove_prefix(1);
    return true;
  }
};

unsigned days_in_month(int year, unsigned month) {
  constexpr std::array<unsigned, 12> kDays = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return month == 2 && leap ? 29 : kDays[month - 1];
}

// ".1", ".123", ".123456789": milliseconds, further digits are cut off.
std::optional<int> fraction_ms(Cursor& in) {
  if (!in.eat('.') && !in.eat(',')) return 0;
  int ms = 0;
  int scale = 100;
  std::size_t n = 0;
  for (; !in.text.empty() && in.text.front() >= '0' && in.text.front() <= '9'; ++n) {
    ms += (in.text.front() - '0') * scale;
    scale /= 10;
    in.text.remove_prefix(1);
  }
  return n == 0 ? std::nullopt : std::optional(ms);
}

// "Z", "+08:00", "-0530", "+08" or nothing: the offset from UTC in minutes.
std::optional<int> zone_minutes(Cursor& in) {
  if (in.text.empty() || in.eat('Z') || in.eat('z')) return 0;
  const bool negative = in.text.front() == '-';
  if (!in.eat('+') && !in.eat('-')) return std::nullopt;
  const auto hour = in.digits(2);
  if (!hour || *hour > 23) return std::nullopt;
  int minute = 0;
  if (!in.text.empty()) {
    in.eat(':');
    const auto given = in.digits(2);
    if (!given || *given > 59) return std::nullopt;
    minute = *given;
  }
  return (negative ? -1 : 1) * (*hour * 60 + minute);
}

std::optional<std::int64_t> parse_date(Cursor& in) {
  const auto year = in.digits(4);
  if (!year || !in.eat('-')) return std::nullopt;
  const auto month = in.digits(2);
  if (!month || *month < 1 || *month > 12 || !in.eat('-')) return std::nullopt;
  const auto day = in.digits(2);
  const auto m = static_cast<unsigned>(*month);
  if (!day || *day < 1 || static_cast<unsigned>(*day) > days_in_month(*year, m)) return std::nullopt;
  return days_from_civil(*year, m, static_cast<unsigned>(*day));
}

// The part after the date: "T18:46[:28[.123]][zone]", as milliseconds after that date's UTC midnight.
std::optional<std::int64_t> parse_clock(Cursor& in) {
  if (!in.eat('T') && !in.eat('t') && !in.eat(' ')) return std::nullopt;
  const auto hour = in.digits(2);
  if (!hour || *hour > 23 || !in.eat(':')) return std::nullopt;
  const auto minute = in.digits(2);
  if (!minute || *minute > 59) return std::nullopt;
  int second = 0;
  int ms = 0;
  if (in.eat(':')) {
    const auto given = in.digits(2);
    if (!given || *given > 60) return std::nullopt;
    second = *given;
    const auto fraction = fraction_ms(in);
    if (!fraction) return std::nullopt;
    ms = *fraction;
  }
  const auto zone = zone_minutes(in);
  if (!zone) return std::nullopt;
  return ((*hour * 60LL + *minute - *zone) * 60 + second) * 1000 + ms;
}

struct Unit {
  std::string_view name;
  std::int64_t ms;
};
constexpr std::array<Unit, 6> kUnits = {
    {{"w", 604'800'000}, {"d", 86'400'000}, {"h", 3'600'000}, {"m", 60'000}, {"s", 1'000}, {"ms", 1}}};
constexpr std::int64_t kMaxDurationMs = 100LL * 366 * 86'400'000;

}  // namespace

std::int64_t days_from_civil(std::int64_t year, unsigned month, unsigned day) {
  year -= month <= 2;
  const std::int64_t era = (year >= 0 ? year : year - 399) / 400;
  const auto yoe = static_cast<unsigned>(year - era * 400);
  const unsigned doy = (153 * (month + (month > 2 ? -3U : 9U)) + 2) / 5 + day - 1;
  const unsigned doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
  return era * 146'097 + static_cast<std::int64_t>(doe) - 719'468;
}

Result<Instant> parse_instant(std::string_view text) {
  Cursor in{text};
  const auto day = parse_date(in);
  std::int64_t ms = 0;
  bool good = day.has_value();
  if (good && !in.text.empty()) {
    const auto clock = parse_clock(in);
    good = clock.has_value() && in.text.empty();
    ms = clock.value_or(0);
  }
  if (!good) return invalid("", fmt::format("expected an ISO 8601 date or time, got \"{}\"", text.substr(0, 40)));
  return from_ms(*day * 86'400'000 + ms);
}

std::string format_instant(Instant t) {
  const auto day = std::chrono::floor<std::chrono::days>(t);
  const std::chrono::year_month_day date(day);
  const auto ms = (t - day).count();
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}.{:03}Z", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()), ms / 3'600'000,
                     ms / 60'000 % 60, ms / 1000 % 60, ms % 1000);
}

Result<Duration> parse_duration(std::string_view text) {
  std::int64_t count = 0;
  const auto [rest, error] = std::from_chars(text.data(), text.data() + text.size(), count);
  const std::string_view unit(rest, static_cast<std::size_t>(text.data() + text.size() - rest));
  if (error == std::errc{}) {
    for (const Unit& u : kUnits) {
      if (u.name == unit && count >= 0 && count <= kMaxDurationMs / u.ms) return Duration(count * u.ms);
    }
  }
  return invalid("", fmt::format("expected a duration like \"7d\", \"30m\" or \"90s\" of at most 100 years, got \"{}\"",
                                 text.substr(0, 40)));
}

std::string format_duration(Duration d) {
  for (const Unit& u : kUnits) {
    if (d.count() % u.ms == 0 && (d.count() != 0 || u.name == "s"))
      return fmt::format("{}{}", d.count() / u.ms, u.name);
  }
  return fmt::format("{}ms", d.count());
}

}  // namespace throng
