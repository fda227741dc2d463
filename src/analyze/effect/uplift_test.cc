#include "analyze/effect/uplift.h"

#include <gtest/gtest.h>

namespace throng::analyze {
namespace {

void expect_interval(const Interval& interval, double low, double high, double by) {
  EXPECT_NEAR(interval.low, low, by);
  EXPECT_NEAR(interval.high, high, by);
}

// R. G. Newcombe, "Two-sided confidence intervals for the single proportion: comparison of seven methods", Statistics
// in Medicine 17 (1998), table I, method 3.
TEST(Uplift, IntervalsOfSharesAreThosePublished) {
  expect_interval(share_interval({81, 263}), 0.2553, 0.3662, 5e-5);
  expect_interval(share_interval({15, 148}), 0.0624, 0.1605, 5e-5);
  expect_interval(share_interval({0, 20}), 0, 0.1611, 5e-5);
  expect_interval(share_interval({1, 29}), 0.0061, 0.1718, 5e-5);
  EXPECT_EQ(share_interval({0, 7}).low, 0);
  EXPECT_EQ(share_interval({7, 7}).high, 1);
  expect_interval(share_interval({0, 0}), 0, 1, 0);
}

// The other of his papers (uplift.h), table II, method 10: examples (a) to (h).
TEST(Uplift, IntervalsOfDifferencesAreThosePublished) {
  expect_interval(share_difference({56, 70}, {48, 80}), 0.0524, 0.3339, 5e-5);
  expect_interval(share_difference({9, 10}, {3, 10}), 0.1705, 0.8090, 5e-5);
  expect_interval(share_difference({6, 7}, {2, 7}), 0.0582, 0.8062, 5e-5);
  expect_interval(share_difference({5, 56}, {0, 29}), -0.0381, 0.1926, 5e-5);
  expect_interval(share_difference({0, 10}, {0, 20}), -0.1611, 0.2775, 5e-5);
  expect_interval(share_difference({0, 10}, {0, 10}), -0.2775, 0.2775, 5e-5);
  expect_interval(share_difference({10, 10}, {0, 20}), 0.6791, 1, 5e-5);
  expect_interval(share_difference({10, 10}, {0, 10}), 0.6075, 1, 5e-5);
}

TEST(Uplift, DifferencesTurnAroundWithTheirSides) {
  const Interval one = share_difference({5, 56}, {3, 29}), other = share_difference({3, 29}, {5, 56});
  EXPECT_DOUBLE_EQ(one.low, -other.high);
  EXPECT_DOUBLE_EQ(one.high, -other.low);
}

Moments moments(std::initializer_list<std::int64_t> values) {
  Moments out;
  for (const std::int64_t value : values) out.add(value);
  return out;
}

// t.test(extra ~ group, data = sleep) of R: Student's data on sleep, here in tenths of an hour.
TEST(Uplift, IntervalsOfMeansAreWelchs) {
  const auto interval = mean_difference(moments({7, -16, -2, -12, -1, 34, 37, 8, 0, 20}),
                                        moments({19, 8, 11, 1, -1, 44, 55, 16, 46, 34}));
  ASSERT_TRUE(interval);
  expect_interval(*interval, -33.654832, 2.054832, 1e-6);
}

TEST(Uplift, MeansOfOneOrOfEqualOnesHaveNoSpread) {
  EXPECT_EQ(mean_difference(moments({1}), moments({2, 3})), std::nullopt);
  EXPECT_EQ(mean_difference(moments({1, 2}), moments({})), std::nullopt);
  expect_interval(*mean_difference(moments({5, 5}), moments({3, 3, 3})), 2, 2, 0);
}

// In doubles squares of this size are off by thousands.
TEST(Uplift, VarianceOfGreatNumbersIsExact) {
  constexpr std::int64_t kGreat = 900'000'000'000'000;
  EXPECT_EQ(moments({kGreat, kGreat + 1, kGreat + 2}).variance(), 1.0);
  EXPECT_EQ(moments({-kGreat, -kGreat + 3}).variance(), 4.5);
  EXPECT_EQ(moments({kGreat}).variance(), std::nullopt);
}

TEST(Uplift, MomentsAddUp) {
  Moments all = moments({4, 4, 4, -1});
  Moments parts;
  parts.add(4, 3);
  parts.add(moments({-1}));
  EXPECT_EQ(parts.count, all.count);
  EXPECT_EQ(parts.sum, all.sum);
  EXPECT_TRUE(parts.squares == all.squares);
  EXPECT_EQ(all.mean(), 2.75);
  EXPECT_EQ(moments({}).mean(), 0);
}

}  // namespace
}  // namespace throng::analyze
