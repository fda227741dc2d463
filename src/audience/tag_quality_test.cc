#include "audience/tag_quality.h"

#include <cmath>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace throng::audience {
namespace {

using ::testing::ElementsAre;

using Counts = std::vector<std::uint64_t>;

Bitmap first(std::uint32_t persons, std::uint32_t from = 0) {
  Bitmap out;
  for (std::uint32_t i = 0; i < persons; ++i) out.add(from + i);
  return out;
}

// 0.5 and 0.5 to 0.3 and 0.7: -0.2 ln 0.6 + 0.2 ln 1.4.
TEST(TagQuality, StabilityIndexByHand) {
  EXPECT_NEAR(stability_index(Counts{50, 50}, Counts{30, 70}), -0.2 * std::log(0.6) + 0.2 * std::log(1.4), 1e-12);
  EXPECT_NEAR(stability_index(Counts{30, 70}, Counts{500, 500}), stability_index(Counts{50, 50}, Counts{3, 7}), 1e-12)
      << "the same both ways, whatever the totals";
  EXPECT_EQ(stability_index(Counts{5, 5}, Counts{50, 50}), 0);
  EXPECT_EQ(stability_index(Counts{0, 0}, Counts{50, 50}), 0);
  // An empty part counts as 0.0001.
  EXPECT_NEAR(stability_index(Counts{100, 0}, Counts{90, 10}),
              -0.1 * std::log(0.9) + (0.1 - 0.0001) * std::log(0.1 / 0.0001), 1e-12);
}

TEST(TagQuality, DriftCountsThoseWithoutAValueToo) {
  const Assignment then{.values = {"a", "b"}, .persons = {first(40), first(20, 40)}, .numbered = {}, .numbers = {}};
  const Assignment now{.values = {"c", "a"}, .persons = {first(20, 40), first(40)}, .numbered = {}, .numbers = {}};
  EXPECT_EQ(drift_between({then, 100}, {then, 100}), 0);
  EXPECT_NEAR(drift_between({then, 100}, {then, 200}), stability_index(Counts{40, 40, 20}, Counts{140, 40, 20}), 1e-12);
  EXPECT_NEAR(drift_between({then, 100}, {now, 100}), stability_index(Counts{40, 40, 20, 0}, Counts{40, 40, 0, 20}),
              1e-12);
}

TEST(TagQuality, DriftOfNumbersIsOverTheTenthsThen) {
  Assignment then{.values = {}, .persons = {}, .numbered = first(100), .numbers = {}};
  for (int i = 0; i < 100; ++i) then.numbers.push_back(i);
  Assignment now = then;
  for (double& number : now.numbers) number += 10;  // the lowest tenth is empty, the highest has two
  EXPECT_EQ(drift_between({then, 100}, {then, 100}), 0);
  EXPECT_NEAR(
      drift_between({then, 100}, {now, 100}),
      stability_index(Counts{10, 10, 10, 10, 10, 10, 10, 10, 10, 10}, Counts{0, 10, 10, 10, 10, 10, 10, 10, 10, 20}),
      1e-12);
}

TEST(TagQuality, SpreadOfNumbersHasReadableBins) {
  Assignment given{.values = {}, .persons = {}, .numbered = first(101), .numbers = {}};
  for (int i = 0; i <= 100; ++i) given.numbers.push_back(i);
  given.numbers.back() = 5000;  // beyond the 99th percentile
  const ValueSpread spread = spread_of(given);
  EXPECT_EQ(spread.persons, 101U);
  EXPECT_EQ(spread.bins.front().from, 0);
  EXPECT_EQ(spread.bins.front().to, 5);
  EXPECT_EQ(spread.bins.front().persons, 5U);
  EXPECT_EQ(spread.bins.back().to, std::nullopt);
  std::uint64_t all = 0;
  for (const NumberBin& bin : spread.bins) all += bin.persons;
  EXPECT_EQ(all, 101U);
  EXPECT_EQ(spread.numbers->median, 50);
  EXPECT_EQ(spread.numbers->p25, 25);
  EXPECT_EQ(spread.numbers->greatest, 5000);
  const ValueSpread one = spread_of({.values = {}, .persons = {}, .numbered = first(2), .numbers = {7, 7}});
  EXPECT_EQ(one.bins.size(), 1U);
  EXPECT_EQ(one.bins[0].persons, 2U);
  EXPECT_TRUE(spread_of({}).bins.empty());
  for (const double huge : {1e300, 1.8e12, 1e-300, -3e17}) {
    const ValueSpread far =
        spread_of({.values = {}, .persons = {}, .numbered = first(3), .numbers = {huge, huge, -huge}});
    std::uint64_t sum = 0;
    for (const NumberBin& bin : far.bins) sum += bin.persons;
    EXPECT_EQ(sum, 3U) << huge;
    EXPECT_LE(far.bins.size(), 30U);
  }
}

TEST(TagQuality, IsStaleAnHourAfterItWasDue) {
  const Calendar calendar = Calendar::utc();
  Definition tag{.object = {},
                 .name = "",
                 .schedule = {.refresh = Refresh::daily, .hour = 3},
                 .updated = {},
                 .builds_on = {},
                 .plan = Plan{}};
  const Instant midnight = calendar.midnight({2027, 1, 15});
  ledger::Run run{.object = "", .at = midnight - hours(20), .took = {}, .persons = 0, .problem = {}};
  EXPECT_FALSE(is_stale(tag, &run, calendar, midnight + hours(3) + minutes(59)));
  EXPECT_TRUE(is_stale(tag, &run, calendar, midnight + hours(4)));
  run.at = midnight + hours(3);
  EXPECT_FALSE(is_stale(tag, &run, calendar, midnight + hours(4)));
  EXPECT_TRUE(is_stale(tag, nullptr, calendar, midnight + hours(4)));
  tag.updated = midnight + hours(3) + minutes(30);
  EXPECT_FALSE(is_stale(tag, nullptr, calendar, midnight + hours(4))) << "it was not there when it was due";
  tag.schedule.refresh = Refresh::manual;
  EXPECT_FALSE(is_stale(tag, nullptr, calendar, midnight + days(9)));
  tag.plan.reset();
  EXPECT_FALSE(is_stale(tag, nullptr, calendar, midnight + days(9)));
}

}  // namespace
}  // namespace throng::audience
