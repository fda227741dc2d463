#include "analyze/internal/bins.h"

#include <cmath>
#include <limits>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace throng::analyze::internal {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Optional;

TEST(Bins, AreOnePerNumberWhereThereAreFew) {
  const Bins bins = bins_of_numbers(1, 4, true);
  EXPECT_THAT(bins.first, Optional(1.0));
  EXPECT_THAT(bins.edges, ElementsAre(2, 3, 4));
  EXPECT_THAT(bins.last, Optional(5.0));
  EXPECT_EQ(bins.place_of(1), 0U);
  EXPECT_EQ(bins.place_of(4), 3U);
}

TEST(Bins, GrowWiderUntilTheyAreFewEnough) {
  EXPECT_EQ(bins_of_numbers(1, 20, true).count(), 20U);
  const Bins bins = bins_of_numbers(1, 21, true);
  EXPECT_THAT(bins.first, Optional(0.0));
  EXPECT_EQ(bins.edges.front(), 2);
  EXPECT_EQ(bins.count(), 11U);
}

TEST(Bins, EndAtTheDecimalNumbersTheyLookLike) {
  const Bins bins = bins_of_numbers(-0.25, 1, false);
  EXPECT_THAT(bins.first, Optional(-0.3));
  EXPECT_THAT(bins.edges, ElementsAre(-0.2, -0.1, 0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1));
  EXPECT_THAT(bins.last, Optional(1.1));
}

TEST(Bins, OfOneNumberAreOne) {
  const Bins bins = bins_of_numbers(2.5, 2.5, false);
  EXPECT_THAT(bins.edges, IsEmpty());
  EXPECT_THAT(bins.first, Optional(2.0));
  EXPECT_THAT(bins.last, Optional(3.0));
}

TEST(Bins, BearNumbersBeyondAllMeasure) {
  constexpr double kInfinity = std::numeric_limits<double>::infinity();
  EXPECT_LE(bins_of_numbers(-kInfinity, kInfinity, false).count(), kMaxAutomaticBins);
  EXPECT_LE(bins_of_numbers(1e300, kInfinity, true).count(), kMaxAutomaticBins);
  EXPECT_LE(bins_of_numbers(1e16, 1e16 + 2, false).count(), kMaxAutomaticBins);
  EXPECT_EQ(bins_of_numbers(kInfinity, kInfinity, false).count(), 1U);
  EXPECT_EQ(bins_of_numbers(std::nan(""), std::nan(""), false).count(), 1U);
}

TEST(Bins, OfTimesHaveUsualWidths) {
  EXPECT_THAT(bins_of_times(0).edges, IsEmpty());
  EXPECT_THAT(bins_of_times(2).edges, ElementsAre(1, 2));
  EXPECT_EQ(bins_of_times(19'999).edges.front(), 1000);
  EXPECT_EQ(bins_of_times(20'000).edges.front(), 2000);
  EXPECT_EQ(bins_of_times(30.0 * 86'400'000).edges.front(), 2.0 * 86'400'000);
  EXPECT_EQ(bins_of_times(3650.0 * 86'400'000).edges.front(), 365.0 * 86'400'000);
}

RC_GTEST_PROP(Bins, TakeEveryNumber, (const std::vector<double>& numbers)) {
  RC_PRE(!numbers.empty());
  const auto [least, greatest] = std::minmax_element(numbers.begin(), numbers.end());
  const Bins bins = bins_of_numbers(*least, *greatest, false);
  RC_ASSERT(bins.count() >= 1U && bins.count() <= kMaxAutomaticBins);
  RC_ASSERT(std::is_sorted(bins.edges.begin(), bins.edges.end()));
  for (const double number : numbers) {
    const std::size_t place = bins.place_of(number);
    RC_ASSERT(bins.from(place) <= number && number < bins.to(place));
  }
}

TEST(Bins, SayWhatIsWrongWithChosenOnes) {
  EXPECT_TRUE(check_edges({}));
  EXPECT_TRUE(check_edges({-1, 0, 2.5}));
  EXPECT_EQ(check_edges({1, 1}).error().field, "bins");
  EXPECT_EQ(check_edges({2, 1}).error().field, "bins");
  EXPECT_EQ(check_edges(std::vector<double>(kMaxBinEdges + 1)).error().code, ErrorCode::too_large);
}

}  // namespace
}  // namespace throng::analyze::internal
