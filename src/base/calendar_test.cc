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

TEST(Calendar, CairoHasSummerTimeAgainSince2023) {
  const Calendar cairo = zone("Africa/Cairo");
  // Friday, 2023-04-28, has no midnight; the last Thursday of October ends an hour late.
  EXPECT_EQ(cairo.midnight({2023, 4, 28}), at("2023-04-27T22:00:00Z"));
  EXPECT_EQ(cairo.advance(cairo.midnight({2023, 4, 28}), BucketUnit::day, 1) - cairo.midnight({2023, 4, 28}),
            hours(23));
  EXPECT_EQ(cairo.advance(cairo.midnight({2023, 10, 26}), BucketUnit::day, 1) - cairo.midnight({2023, 10, 26}),
            hours(25));
  EXPECT_EQ(cairo.advance(cairo.midnight({2022, 4, 29}), BucketUnit::day, 1) - cairo.midnight({2022, 4, 29}),
            hours(24));
}

TEST(Calendar, SaoPauloBefore2019HasDaysWithoutMidnight) {
  const Calendar paulo = zone("America/Sao_Paulo");
  const Instant first = paulo.midnight({2018, 11, 4});
  EXPECT_EQ(first, at("2018-11-04T03:00:00Z"));  // 01:00 there
  EXPECT_EQ(paulo.floor(at("2018-11-04T03:00:00Z") - Duration(1), BucketUnit::day), paulo.midnight({2018, 11, 3}));
  EXPECT_EQ(paulo.advance(first, BucketUnit::day, 1) - first, hours(23));
  EXPECT_EQ(paulo.hour_of_week(first), 6 * 24 + 1);  // Sunday, weeks from Monday
  // Saturday, 2018-02-17, has 25 hours: its 23:00 comes twice.
  const Instant twice = paulo.midnight({2018, 2, 17});
  EXPECT_EQ(paulo.advance(twice, BucketUnit::day, 1) - twice, hours(25));
  EXPECT_EQ(paulo.hour_of_week(twice + hours(23)), paulo.hour_of_week(twice + hours(24)));
}

TEST(Calendar, LordHoweChangesByHalfAnHour) {
  const Calendar howe = zone("Australia/Lord_Howe");
  const Instant autumn = howe.midnight({2026, 4, 5});  // 02:00 back to 01:30
  const std::vector<Instant> hours_of_day =
      howe.boundaries({autumn, howe.advance(autumn, BucketUnit::day, 1)}, BucketUnit::hour);
  ASSERT_EQ(hours_of_day.size(), 26u);
  EXPECT_EQ(hours_of_day[2] - hours_of_day[1], hours(1));
  EXPECT_EQ(hours_of_day[3] - hours_of_day[2], minutes(30));
  EXPECT_EQ(howe.hour_of_week(hours_of_day[1]), howe.hour_of_week(hours_of_day[2]));
}

TEST(Calendar, ApiaLeftADateOut) {
  const Calendar apia = zone("Pacific/Apia");  // after 2011-12-29 came 2011-12-31
  const Instant before = apia.midnight({2011, 12, 29});
  const Instant after = apia.midnight({2011, 12, 31});
  EXPECT_EQ(after - before, hours(24));
  EXPECT_EQ(apia.midnight({2011, 12, 30}), after);
  EXPECT_EQ(apia.advance(before, BucketUnit::day, 1), after);
  EXPECT_EQ(apia.advance(after, BucketUnit::day, -1), before);
  const TimeRange week{apia.midnight({2011, 12, 26}), apia.midnight({2012, 1, 2})};
  EXPECT_EQ(apia.boundaries(week, BucketUnit::day).size(), 7u);  // six days
  EXPECT_EQ(apia.boundaries(week, BucketUnit::week).size(), 2u);
}

// The date left out was a Friday: that week begins on Saturday, the next one on Friday again.
TEST(Calendar, ApiaLeftTheFirstDateOfAWeekOut) {
  const Calendar apia = zone("Pacific/Apia", Weekday::friday);
  const Instant saturday = apia.midnight({2011, 12, 31});
  EXPECT_EQ(apia.boundaries({apia.midnight({2011, 12, 23}), apia.midnight({2012, 1, 13})}, BucketUnit::week),
            (std::vector<Instant>{apia.midnight({2011, 12, 23}), saturday, apia.midnight({2012, 1, 6}),
                                  apia.midnight({2012, 1, 13})}));
  EXPECT_EQ(apia.advance(saturday, BucketUnit::week, -1), apia.midnight({2011, 12, 23}));
  EXPECT_EQ(apia.advance(saturday, BucketUnit::week, 2), apia.midnight({2012, 1, 13}));
}

TEST(Calendar, KathmanduIsThreeQuartersOffTheHour) {
  const Calendar kathmandu = zone("Asia/Kathmandu");
  EXPECT_EQ(kathmandu.midnight({2026, 1, 1}), at("2025-12-31T18:15:00Z"));
  EXPECT_EQ(kathmandu.floor(at("2026-01-01T00:10:00Z"), BucketUnit::hour), at("2025-12-31T23:15:00Z"));
  EXPECT_EQ(kathmandu.hour_of_week(at("2026-01-01T00:10:00Z")), 3 * 24 + 5);
}

TEST(Calendar, WeeksBeginOnAnyDay) {
  for (int day = 0; day < 7; ++day) {
    const Calendar calendar = zone("America/New_York", static_cast<Weekday>(day));
    const Instant start = calendar.floor(at("2026-03-10T12:00:00Z"), BucketUnit::week);  // Tuesday, after the change
    EXPECT_EQ(calendar.hour_of_week(start), 0);
    EXPECT_EQ(calendar.hour_of_week(start - Duration(1)), kHoursOfWeek - 1);
    EXPECT_LE(start, at("2026-03-10T12:00:00Z"));
    EXPECT_GT(calendar.advance(start, BucketUnit::week, 1), at("2026-03-10T12:00:00Z"));
  }
}

TEST(Calendar, LeapYearsYearEndsAndQuarters) {
  const Calendar utc = Calendar::utc();
  EXPECT_EQ(utc.advance(at("2000-02-29"), BucketUnit::day, 1), at("2000-03-01"));
  EXPECT_EQ(utc.advance(at("2100-02-28"), BucketUnit::day, 1), at("2100-03-01"));
  EXPECT_EQ(utc.advance(at("2026-12-31"), BucketUnit::day, 1), at("2027-01-01"));
  EXPECT_EQ(utc.floor(at("2026-12-31T23:59:59Z"), BucketUnit::quarter), at("2026-10-01"));
  EXPECT_EQ(utc.advance(at("2026-10-01"), BucketUnit::quarter, 1), at("2027-01-01"));
  EXPECT_EQ(utc.advance(at("2026-01-01"), BucketUnit::quarter, -1), at("2025-10-01"));
  const TimeRange two = utc.last(2, BucketUnit::quarter, at("2024-02-29T12:00:00Z"));
  EXPECT_EQ(two.begin, at("2023-10-01"));
  EXPECT_EQ(two.end, at("2024-04-01"));
}

// The buckets of a range lie end to end, cover it, and each is its own floor.
RC_GTEST_PROP(CalendarProperty, BoundariesTileTheRange, ()) {
  const auto name =
      *rc::gen::elementOf(std::vector<std::string>{"UTC", "America/New_York", "Africa/Cairo", "America/Sao_Paulo",
                                                   "Australia/Lord_Howe", "Asia/Kathmandu", "Pacific/Apia"});
  const auto unit = *rc::gen::elementOf(
      std::vector{BucketUnit::hour, BucketUnit::day, BucketUnit::week, BucketUnit::month, BucketUnit::quarter});
  const Calendar calendar = zone(name, static_cast<Weekday>(*rc::gen::inRange(0, 7)));
  const Instant begin = from_ms(*rc::gen::inRange<std::int64_t>(0, 2'000'000'000'000));
  const TimeRange range{begin, begin + Duration(*rc::gen::inRange<std::int64_t>(1, 40LL * 86'400'000))};
  const std::vector<Instant> bounds = calendar.boundaries(range, unit);
  RC_ASSERT(bounds.size() >= 2);
  RC_ASSERT(bounds[0] <= range.begin && bounds[1] > range.begin);
  RC_ASSERT(bounds.back() >= range.end && bounds[bounds.size() - 2] < range.end);
  for (std::size_t i = 0; i + 1 < bounds.size(); ++i) {
    RC_ASSERT(bounds[i] < bounds[i + 1]);
    RC_ASSERT(calendar.floor(bounds[i], unit) == bounds[i]);
    RC_ASSERT(calendar.floor(bounds[i + 1] - Duration(1), unit) == bounds[i]);
  }
}

// In every zone and unit: floor is idempotent, holds its instant, and the next boundary lies beyond it.
RC_GTEST_PROP(CalendarProperty, EveryInstantLiesInExactlyOneBucket, ()) {
  const auto name = *rc::gen::elementOf(std::vector<std::string>{"UTC", "America/New_York", "Africa/Cairo",
                                                                 "America/Sao_Paulo", "Australia/Lord_Howe",
                                                                 "Asia/Kathmandu", "Asia/Shanghai", "Pacific/Apia"});
  const auto unit = *rc::gen::elementOf(
      std::vector{BucketUnit::hour, BucketUnit::day, BucketUnit::week, BucketUnit::month, BucketUnit::quarter});
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
