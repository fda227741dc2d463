#include "audience/internal/scores.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace throng::audience::internal {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::uint32_t> ranked(std::vector<double> values) { return rank_scores(values, kRfmScores); }
std::vector<std::size_t> places(std::vector<double> values, std::vector<std::uint32_t> percents) {
  return percent_places(values, percents);
}

TEST(RankScores, GoByTheShareOfSmallerValues) {
  EXPECT_THAT(ranked({10, 20, 30, 40, 50}), ElementsAre(1, 2, 3, 4, 5));
  EXPECT_THAT(ranked({50, 10, 40, 20, 30}), ElementsAre(5, 1, 4, 2, 3));
  EXPECT_THAT(ranked({1, 2, 3, 4, 5, 6, 7}), ElementsAre(1, 1, 2, 3, 3, 4, 5)) << "0/7 1/7 2/7 … in fifths";
  EXPECT_THAT(ranked({1, 2}), ElementsAre(1, 3));
  EXPECT_THAT(ranked({}), IsEmpty());
}

TEST(RankScores, EqualValuesShareTheLowerScore) {
  EXPECT_THAT(ranked({1, 1, 1, 1, 9}), ElementsAre(1, 1, 1, 1, 5));
  EXPECT_THAT(ranked({1, 9, 9, 9, 9}), ElementsAre(1, 2, 2, 2, 2));
  EXPECT_THAT(ranked({3, 3, 3}), ElementsAre(1, 1, 1));
}

TEST(RankScores, SumsThatDifferInTheirLastDigitsAreEqual) {
  EXPECT_NE(0.1 + 0.2, 0.3);
  EXPECT_THAT(ranked({0.3, 0.1 + 0.2, 0.4, 0.5, 0.6}), ElementsAre(1, 1, 3, 4, 5));
  EXPECT_EQ(threshold_place(0.7 + 0.1 + 0.1, std::vector{0.9, 0.1}), 0U);
  EXPECT_EQ(threshold_place(0.5, std::vector{0.9, 0.1}), 1U);
  EXPECT_EQ(threshold_place(0.05, std::vector{0.9, 0.1}), 2U);
  EXPECT_EQ(settled(123456.75), 123456.75);
  EXPECT_EQ(settled(-0.0), 0.0);
}

TEST(PercentPlaces, PutTheHighestFirst) {
  EXPECT_THAT(places({10, 20, 20, 30, 100}, {20, 30, 50}), ElementsAre(2, 2, 2, 1, 0));
  EXPECT_THAT(places({1, 2, 3, 4, 5}, {20, 20, 20, 20, 20}), ElementsAre(4, 3, 2, 1, 0));
  EXPECT_THAT(places({7, 7, 7, 7}, {20, 80}), ElementsAre(1, 1, 1, 1)) << "equal ones share the lower layer";
  EXPECT_THAT(places({5}, {20, 80}), ElementsAre(1));
  EXPECT_THAT(places({5, 6}, {100}), ElementsAre(0, 0));
}

RC_GTEST_PROP(PercentPlaces, AreTheScoresOfEqualParts, (const std::vector<int>& given)) {
  const std::vector<double> values(given.begin(), given.end());
  const auto scores = rank_scores(values, 5);
  const auto layers = places(values, {20, 20, 20, 20, 20});
  for (std::size_t i = 0; i < values.size(); ++i) RC_ASSERT(layers[i] == 5 - scores[i]);
}

RC_GTEST_PROP(RankScores, RiseWithTheValues, (const std::vector<std::int8_t>& given)) {
  const std::vector<double> values(given.begin(), given.end());
  const auto scores = rank_scores(values, 5);
  for (std::size_t i = 0; i < values.size(); ++i) {
    RC_ASSERT(scores[i] >= 1 && scores[i] <= 5);
    for (std::size_t j = 0; j < values.size(); ++j) {
      if (values[i] == values[j]) RC_ASSERT(scores[i] == scores[j]);
      if (values[i] < values[j]) RC_ASSERT(scores[i] <= scores[j]);
    }
  }
}

TEST(Cuts, AValueAtACutIsAboveItAndARecencyAtACutAsGoodAsLess) {
  const std::vector<double> cuts = {1, 2, 5, 10};
  const auto score = [&](double value) { return score_by_cuts(value, cuts); };
  const auto reversed = [&](double value) { return reversed_score_by_cuts(value, cuts); };
  EXPECT_EQ(score(0), 1U);
  EXPECT_EQ(score(1), 2U);
  EXPECT_EQ(score(4.9), 3U);
  EXPECT_EQ(score(10), 5U);
  EXPECT_EQ(reversed(0), 5U);
  EXPECT_EQ(reversed(1), 5U);
  EXPECT_EQ(reversed(1.5), 4U);
  EXPECT_EQ(reversed(10), 2U);
  EXPECT_EQ(reversed(11), 1U);
}

// Worked by hand (docs/semantics.md): smaller values of five, ties at the lower score, recency reversed.
const std::vector<double> kRecency = {1, 1, 5, 10, 30};
const std::vector<double> kFrequency = {3, 1, 1, 2, 1};
const std::vector<double> kMonetary = {100, 20, 50, 50, 10};

TEST(Rfm, ScoresAreThoseWorkedOutByHand) {
  EXPECT_THAT(
      rfm_scores(kRecency, kFrequency, kMonetary, std::nullopt),
      ElementsAre(RfmScore{4, 5, 5}, RfmScore{4, 1, 2}, RfmScore{3, 1, 3}, RfmScore{2, 4, 3}, RfmScore{1, 1, 1}));
}

TEST(Rfm, GroupsGoByScoresAboveTheirMeans) {
  // The means are 2.8, 2.4 and 2.8.
  EXPECT_THAT(classic_groups(rfm_scores(kRecency, kFrequency, kMonetary, std::nullopt)), ElementsAre(0, 5, 1, 2, 7));
  const std::vector<RfmScore> equal = {{3, 3, 3}, {3, 3, 3}};
  EXPECT_THAT(classic_groups(equal), ElementsAre(7, 7)) << "at the mean is not above it";
  const std::vector<RfmScore> all = {{5, 5, 5}, {5, 1, 5}, {1, 5, 5}, {1, 1, 5},
                                     {5, 5, 1}, {5, 1, 1}, {1, 5, 1}, {1, 1, 1}};
  EXPECT_THAT(classic_groups(all), ElementsAre(0, 1, 2, 3, 4, 5, 6, 7));
}

TEST(Rfm, CutsAreTakenWhereTheyAreGiven) {
  const RfmCuts cuts{.recency = {1, 7, 14, 21}, .frequency = {2, 3, 4, 5}, .monetary = {20, 50, 100, 200}};
  EXPECT_THAT(
      rfm_scores(kRecency, kFrequency, kMonetary, cuts),
      ElementsAre(RfmScore{5, 3, 4}, RfmScore{5, 1, 2}, RfmScore{4, 1, 3}, RfmScore{3, 2, 3}, RfmScore{1, 1, 1}));
}

TEST(Rfm, NumbersAndCellsStandForScores) {
  for (std::uint32_t r = 1; r <= 5; ++r) {
    for (std::uint32_t f = 1; f <= 5; ++f) {
      for (std::uint32_t m = 1; m <= 5; ++m) EXPECT_EQ(score_of(number_of({r, f, m})), (RfmScore{r, f, m}));
    }
  }
  EXPECT_EQ(rfm_cell({1, 1, 1}), 0U);
  EXPECT_EQ(rfm_cell({3, 4, 5}), 2U * 25 + 3 * 5 + 4);
  EXPECT_EQ(rfm_cell({5, 5, 5}), kRfmCells - 1);
}

Bitmap of(std::initializer_list<std::uint32_t> persons) { return Bitmap::of(std::vector<std::uint32_t>(persons)); }

TEST(LifecycleStages, TheFirstThatFitsCounts) {
  const auto stages = lifecycle_stages({.ever = of({1, 2, 3, 4, 5, 6}),
                                        .in_churned_days = of({1, 2, 3, 4, 6}),
                                        .in_at_risk_days = of({1, 2, 3, 6}),
                                        .first_in_new_days = of({1, 4, 5}),
                                        .in_win_back_days = of({1, 2, 6}),
                                        .silent_before = of({1, 2, 6}),
                                        .since_longer = of({2, 3, 4, 5})});
  EXPECT_EQ(stages[0], of({1})) << "new; 4 would be but is at risk";
  EXPECT_EQ(stages[1], of({3, 6})) << "active; 6 was not there before the silence";
  EXPECT_EQ(stages[2], of({2}));
  EXPECT_EQ(stages[3], of({4}));
  EXPECT_EQ(stages[4], of({5}));
}

}  // namespace
}  // namespace throng::audience::internal
