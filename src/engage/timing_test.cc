#include "engage/timing.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace throng::engage {
namespace {

Instant at(std::string_view text) { return parse_instant(text).value(); }
Calendar zone(std::string_view name) { return Calendar::create(name).value(); }

std::string next(Timing timing, std::string_view now, std::string_view where = "Asia/Shanghai") {
  const auto found = next_time(timing, zone(where), at(now));
  return found ? format_instant(*found).substr(0, 16) : "never";
}

TEST(NextTime, IsTheFirstAfterNow) {
  const Timing daily{.rhythm = Rhythm::daily, .at = {}, .minute = 9 * 60 + 30, .until = {}};
  EXPECT_EQ(next(daily, "2026-06-10T01:29:59Z"), "2026-06-10T01:30");
  EXPECT_EQ(next(daily, "2026-06-10T01:30:00Z"), "2026-06-11T01:30") << "never the same again";
  const Timing weekly{.rhythm = Rhythm::weekly, .at = {}, .minute = 0, .weekday = Weekday::friday, .until = {}};
  EXPECT_EQ(next(weekly, "2026-06-10T00:00:00Z"), "2026-06-11T16:00");
  Timing monthly{.rhythm = Rhythm::monthly, .at = {}, .minute = 60, .day = 31, .until = {}};
  EXPECT_EQ(next(monthly, "2026-02-10T00:00:00Z"), "2026-02-27T17:00") << "the month's last day";
  monthly.until = at("2026-02-20");
  EXPECT_EQ(next(monthly, "2026-02-10T00:00:00Z"), "never");
  const Timing once{.rhythm = Rhythm::once, .at = at("2026-06-10"), .until = {}};
  EXPECT_EQ(next(once, "2026-06-09T23:59:59Z"), "2026-06-10T00:00");
  EXPECT_EQ(next(once, "2026-06-10T00:00:00Z"), "never");
  EXPECT_EQ(next({}, "2026-06-10T00:00:00Z"), "never");
}

TEST(NextTime, KeepsTheClockOnDaysOf23And25Hours) {
  const Timing daily{.rhythm = Rhythm::daily, .at = {}, .minute = 9 * 60, .until = {}};
  EXPECT_EQ(next(daily, "2026-03-28T12:00:00Z", "Europe/Rome"), "2026-03-29T07:00");
  EXPECT_EQ(next(daily, "2026-10-24T12:00:00Z", "Europe/Rome"), "2026-10-25T08:00");
}

TEST(AtSameClock, IsWhenTheClockThereShowsIt) {
  const Instant noon = at("2026-06-10T04:00:00Z");  // 12:00 in Shanghai
  EXPECT_EQ(at_same_clock(noon, zone("Asia/Shanghai"), zone("Europe/Rome")), at("2026-06-10T10:00:00Z"));
  EXPECT_EQ(at_same_clock(noon, zone("Asia/Shanghai"), zone("America/New_York")), at("2026-06-10T16:00:00Z"));
  EXPECT_EQ(at_same_clock(noon, zone("Asia/Shanghai"), zone("Asia/Shanghai")), noon);
}

TEST(NextTime, OfACrontabLineIsByTheProjectsClock) {
  Timing cron{.rhythm = Rhythm::cron, .at = {}, .cron = "0 9 * * mon-fri", .date_trait = {}, .until = {}};
  EXPECT_EQ(next(cron, "2026-06-12T00:59:59Z"), "2026-06-12T01:00") << "a Friday";
  EXPECT_EQ(next(cron, "2026-06-12T01:00:00Z"), "2026-06-15T01:00");
  cron.until = at("2026-06-14");
  EXPECT_EQ(next(cron, "2026-06-12T01:00:00Z"), "never");
}

TEST(NextTime, OfDatesIsEveryDay) {
  const Timing birthday{
      .rhythm = Rhythm::date, .at = {}, .minute = 9 * 60, .cron = {}, .date_trait = "birthday", .until = {}};
  EXPECT_EQ(next(birthday, "2026-06-10T01:00:00Z"), "2026-06-11T01:00");
}

std::string last(Timing timing, std::string_view trait, std::string_view day) {
  timing.rhythm = Rhythm::date;
  const auto found = last_day_of(timing, trait, date_in(day).value());
  return found ? fmt::format("{}-{:02}-{:02}", found->year, found->month, found->day) : "none";
}

TEST(LastDayOf, ComesEveryYearFromThatDateOn) {
  const Timing birthday;
  EXPECT_EQ(last(birthday, "1990-03-05", "2026-03-05"), "2026-03-05");
  EXPECT_EQ(last(birthday, "1990-03-05T10:00:00Z", "2026-03-04"), "2025-03-05");
  EXPECT_EQ(last(birthday, "1992-02-29", "2026-02-28"), "2026-02-28") << "where there is no 29th";
  EXPECT_EQ(last(birthday, "1992-02-29", "2028-02-28"), "2027-02-28");
  EXPECT_EQ(last(birthday, "1992-02-29", "2028-02-29"), "2028-02-29");
  EXPECT_EQ(last(birthday, "2030-01-01", "2026-01-01"), "none") << "not born yet";
  EXPECT_EQ(last(birthday, "soon", "2026-01-01"), "none");
  EXPECT_EQ(last(birthday, "2026-13-01", "2026-01-01"), "none");
}

TEST(LastDayOf, MayLieBeforeOrAfterTheDateItself) {
  Timing timing{.at = {}, .cron = {}, .date_trait = {}, .days = -7, .until = {}};
  EXPECT_EQ(last(timing, "1990-01-03", "2026-12-27"), "2026-12-27") << "of next year's";
  timing.days = 366;
  EXPECT_EQ(last(timing, "2024-12-31", "2026-01-01"), "2026-01-01");
  timing = {.at = {}, .cron = {}, .date_trait = {}, .days = -30, .yearly = false, .until = {}};
  EXPECT_EQ(last(timing, "2026-07-10", "2026-06-10"), "2026-06-10");
  EXPECT_EQ(last(timing, "2026-07-10", "2026-06-09"), "none");
  EXPECT_EQ(last(timing, "2026-07-10", "2027-06-10"), "2026-06-10") << "once";
}

TEST(AtHour, IsTheNextTimeThatTheClockShowsIt) {
  const Calendar shanghai = zone("Asia/Shanghai");
  EXPECT_EQ(at_hour(at("2026-06-10T01:30:00Z"), 20, shanghai), at("2026-06-10T12:00:00Z"));
  EXPECT_EQ(at_hour(at("2026-06-10T12:30:00Z"), 20, shanghai), at("2026-06-10T12:30:00Z")) << "it shows it now";
  EXPECT_EQ(at_hour(at("2026-06-10T13:00:00Z"), 20, shanghai), at("2026-06-11T12:00:00Z"));
  EXPECT_EQ(at_hour(at("2026-03-29T00:00:00Z"), 2, zone("Europe/Rome")), at("2026-03-30T00:00:00Z"))
      << "a day without that hour";
}

TEST(CheckTiming, NamesTheField) {
  const auto field = [](std::string_view text) {
    const auto timing = json::read<Timing>(text);
    if (!timing) return timing.error().field;
    const auto checked = check(*timing);
    return checked ? std::string() : checked.error().field;
  };
  EXPECT_EQ(field(R"({"rhythm":"cron"})"), "timing.cron");
  EXPECT_EQ(field(R"({"rhythm":"cron","cron":"*/5 * * * *"})"), "");
  EXPECT_EQ(field(R"({"rhythm":"cron","cron":"* * * * *"})"), "timing.cron") << "too often";
  EXPECT_EQ(field(R"({"rhythm":"date"})"), "timing.date_trait");
  EXPECT_EQ(field(R"({"rhythm":"date","date_trait":"birthday","days":367})"), "timing.days");
  EXPECT_EQ(field(R"({"rhythm":"date","date_trait":"birthday","best_time":true})"), "");
  EXPECT_EQ(field(R"({"rhythm":"event","best_time":true})"), "timing.best_time");
}

}  // namespace
}  // namespace throng::engage
