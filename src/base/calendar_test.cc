#include "base/calendar.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace throng {
namespace {

Instant at(std::string_view text) { return parse_instant(text).value(); }

Calendar zone(std::string_view name, Weekday week_start = Weekday::monday) {
  return Calendar::create(name, week_start).value();
}

TEST(Calendar, RefusesUnknownZones) {
  const auto result = Calendar::create("Mars/Olympus");
  ASSERT_FALSE(result.has_value());
  EXPECT_EQ(result.error().field, "time_zone");
}

TEST(Calendar, DaysOfTwentyThreeAndTwentyFiveHours) {
  const Calendar ny = zone("America/New_York");
  const Instant spring = ny.midnight({2026, 3, 8});
  const Instant autumn = ny.midnight({2026, 11, 1});
  EXPECT_EQ(ny.advance(spring, BucketUnit::day, 1) - spring, hours(23));
  EXPECT_EQ(ny.advance(autumn, BucketUnit::day, 1) - autumn, hours(25));
  EXPECT_EQ(ny.boundaries({spring, spring + hours(23)}, BucketUnit::hour).size(), 24u);
  EXPECT_EQ(ny.boundaries({autumn, autumn + hours(25)}, BucketUnit::hour).size(), 26u);
}

TEST(Calendar, MidnightThatDoesNotExistIsTheFirstInstantOfTheDay) {
  const Calendar cairo = zone("Africa/Cairo");  // 2026-04-24: the clock jumps from 00:00 to 01:00
  EXPECT_EQ(cairo.midnight({2026, 4, 24}), at("2026-04-23T22:00:00Z"));
  EXPECT_EQ(cairo.advance(cairo.midnight({2026, 4, 24}), BucketUnit::day, 1), at("2026-04-24T21:00:00Z"));
}

TEST(Calendar, HalfHourShiftSplitsAnHourOnly) {
  const Calendar howe = zone("Australia/Lord_Howe");  // 2026-04-05 02:00 back to 01:30
  const Instant day = howe.midnight({2026, 4, 5});
  EXPECT_EQ(howe.advance(day, BucketUnit::day, 1) - day, minutes(24 * 60 + 30));
}

TEST(Calendar, WeeksBeginWhereTheProjectSays) {
  const Instant wednesday = at("2026-11-25T12:00:00Z");
  EXPECT_EQ(zone("UTC", Weekday::monday).floor(wednesday, BucketUnit::week), at("2026-11-23"));
  EXPECT_EQ(zone("UTC", Weekday::sunday).floor(wednesday, BucketUnit::week), at("2026-11-22"));
  EXPECT_EQ(zone("UTC", Weekday::wednesday).floor(wednesday, BucketUnit::week), at("2026-11-25"));
  EXPECT_EQ(zone("UTC", Weekday::thursday).floor(wednesday, BucketUnit::week), at("2026-11-19"));
}

TEST(Calendar, LastCountsTheRunningUnit) {
  const Calendar shanghai = zone("Asia/Shanghai");
  const TimeRange week = shanghai.last(7, BucketUnit::day, at("2026-11-25T12:00:00Z"));
  EXPECT_EQ(week.begin, at("2026-11-18T16:00:00Z"));
  EXPECT_EQ(week.end, at("2026-11-25T16:00:00Z"));
  const TimeRange month = shanghai.last(1, BucketUnit::month, at("2026-12-31T20:00:00Z"));  // January there
  EXPECT_EQ(month.begin, at("2026-12-31T16:00:00Z"));
  EXPECT_EQ(month.end, at("2027-01-31T16:00:00Z"));
}

TEST(Calendar, MonthsAcrossLeapYearsAndYearEnds) {
  const Calendar utc = Calendar::utc();
  EXPECT_EQ(utc.advance(at("2024-02-01"), BucketUnit::month, 1), at("2024-03-01"));
  EXPECT_EQ(utc.advance(at("2026-01-01"), BucketUnit::month, -1), at("2025-12-01"));
}

TEST(Calendar, BoundariesCoverTheRangeAndNothingMore) {
  const Calendar utc = Calendar::utc();
  EXPECT_TRUE(utc.boundaries({at("2026-01-02"), at("2026-01-02")}, BucketUnit::day).empty());
  EXPECT_EQ(utc.boundaries({at("2026-01-01T05:00:00Z"), at("2026-01-02T05:00:00Z")}, BucketUnit::day).size(), 3u);
  EXPECT_EQ(utc.boundaries({at("2026-01-01"), at("2026-01-31")}, BucketUnit::total),
            (std::vector{at("2026-01-01"), at("2026-01-31")}));
}

// In every zone and unit: floor is idempotent, holds its instant, and the next boundary lies beyond it.
RC_GTEST_PROP(CalendarProperty, EveryInstantLiesInExactlyOneBucket, ()) {
  const auto name =
      *rc::gen::elementOf(std::vector<std::string>{"UTC", "America/New_York", "Africa/Cairo", "America/Sao_Paulo",
                                                   "Australia/Lord_Howe", "Asia/Kathmandu", "Asia/Shanghai"});
  const auto unit =
      *rc::gen::elementOf(std::vector{BucketUnit::hour, BucketUnit::day, BucketUnit::week, BucketUnit::month});
  const Calendar calendar = zone(name, Weekday::sunday);
  const Instant t = from_ms(*rc::gen::inRange<std::int64_t>(0, 2'000'000'000'000));
  const Instant start = calendar.floor(t, unit);
  RC_ASSERT(start <= t);
  RC_ASSERT(calendar.floor(start, unit) == start);
  const Instant next = calendar.advance(start, unit, 1);
  RC_ASSERT(next > t);
  RC_ASSERT(calendar.floor(next, unit) == next);
  RC_ASSERT(calendar.floor(next - Duration(1), unit) == start);
  RC_ASSERT(calendar.advance(next, unit, -1) == start);
}

}  // namespace
}  // namespace throng
