#include "analyze/internal/day_buckets.h"

#include <gtest/gtest.h>

namespace throng::analyze::internal {
namespace {

Calendar new_york() { return Calendar::create("America/New_York").value(); }

Buckets buckets(const Calendar& calendar, TimeRange range, BucketUnit unit) {
  return {range, calendar.boundaries(range, unit)};
}

TimeRange dates(const Calendar& calendar, CivilDate begin, CivilDate end) {
  return {calendar.midnight(begin), calendar.midnight(end)};
}

std::uint32_t at(const DayBuckets& days, CivilDate date) { return days.bucket_of(timeline::day_number(date)); }

TEST(DayBuckets, CountsDaysOverTheChangeOfClocks) {
  const Calendar calendar = new_york();
  const auto range = dates(calendar, {2026, 3, 7}, {2026, 3, 10});
  const auto days = DayBuckets::create(buckets(calendar, range, BucketUnit::day), BucketUnit::day, calendar);
  ASSERT_TRUE(days);
  EXPECT_EQ(at(*days, {2026, 3, 6}), 3U);
  EXPECT_EQ(at(*days, {2026, 3, 7}), 0U);
  EXPECT_EQ(at(*days, {2026, 3, 8}), 1U);
  EXPECT_EQ(at(*days, {2026, 3, 9}), 2U);
  EXPECT_EQ(at(*days, {2026, 3, 10}), 3U);
}

TEST(DayBuckets, CutsWeeksAtTheRange) {
  const Calendar calendar = new_york();
  // Wednesday to Wednesday: two weeks in part.
  const auto range = dates(calendar, {2026, 11, 4}, {2026, 11, 11});
  const auto days = DayBuckets::create(buckets(calendar, range, BucketUnit::week), BucketUnit::week, calendar);
  ASSERT_TRUE(days);
  EXPECT_EQ(at(*days, {2026, 11, 3}), 2U);
  EXPECT_EQ(at(*days, {2026, 11, 4}), 0U);
  EXPECT_EQ(at(*days, {2026, 11, 8}), 0U);
  EXPECT_EQ(at(*days, {2026, 11, 9}), 1U);
  EXPECT_EQ(at(*days, {2026, 11, 11}), 2U);
}

TEST(DayBuckets, KnowsADateThatWasLeftOut) {
  const Calendar samoa = Calendar::create("Pacific/Apia").value();
  const auto range = dates(samoa, {2011, 12, 29}, {2012, 1, 1});
  const auto days = DayBuckets::create(buckets(samoa, range, BucketUnit::day), BucketUnit::day, samoa);
  ASSERT_TRUE(days);
  EXPECT_EQ(at(*days, {2011, 12, 29}), 0U);
  EXPECT_EQ(at(*days, {2011, 12, 31}), 1U);
}

TEST(DayBuckets, LeavesToTheEventsWhatDaysCannotTell) {
  const Calendar calendar = new_york();
  const auto range = dates(calendar, {2026, 11, 4}, {2026, 11, 11});
  EXPECT_FALSE(DayBuckets::create(buckets(calendar, range, BucketUnit::hour), BucketUnit::hour, calendar));
  const TimeRange cut{range.begin + hours(1), range.end};
  EXPECT_FALSE(DayBuckets::create(buckets(calendar, cut, BucketUnit::day), BucketUnit::day, calendar));
  EXPECT_FALSE(DayBuckets::create({}, BucketUnit::day, calendar));
}

}  // namespace
}  // namespace throng::analyze::internal
