#include "analyze/significance.h"

#include <gtest/gtest.h>

namespace throng::analyze {
namespace {

// z = (0.3 - 0.45) / sqrt(0.375 * 0.625 * 0.01).
TEST(Significance, ComparesTwoShares) {
  EXPECT_NEAR(*two_proportion_z({60, 200}, {90, 200}), -3.09838667696593, 1e-12);
  EXPECT_NEAR(*two_proportion_z({90, 200}, {60, 200}), 3.09838667696593, 1e-12);
  EXPECT_EQ(two_proportion_z({0, 0}, {1, 2}), std::nullopt);
  EXPECT_EQ(two_proportion_z({0, 3}, {0, 2}), std::nullopt);
  EXPECT_EQ(two_proportion_z({3, 3}, {2, 2}), std::nullopt);
}

TEST(Significance, OfZIsTwoSided) {
  EXPECT_NEAR(p_of_z(1.959963984540054), 0.05, 1e-12);
  EXPECT_NEAR(p_of_z(-2.5758293035489), 0.01, 1e-12);
  EXPECT_EQ(p_of_z(0), 1);
}

// p.adjust(c(0.01, 0.04, 0.03, 0.005), "holm") of R: 0.03 0.06 0.06 0.02.
TEST(Significance, IsCorrectedForAskingOften) {
  const std::vector<std::optional<double>> p = {0.01, 0.04, std::nullopt, 0.03, 0.005};
  const auto adjusted = holm(p);
  EXPECT_NEAR(*adjusted[0], 0.03, 1e-15);
  EXPECT_NEAR(*adjusted[1], 0.06, 1e-15);
  EXPECT_EQ(adjusted[2], std::nullopt);
  EXPECT_NEAR(*adjusted[3], 0.06, 1e-15);
  EXPECT_NEAR(*adjusted[4], 0.02, 1e-15);
  EXPECT_EQ(holm(std::vector<std::optional<double>>{0.9, 0.8})[0], 1);
}

// (20.5 * 90.5) / (10.5 * 80.5); the error of its logarithm is the root of 1/20.5 + 1/80.5 + 1/10.5 + 1/90.5.
TEST(Significance, OddsHaveHalvesAdded) {
  const OddsRatio odds = odds_ratio({20, 30}, {80, 170});
  EXPECT_NEAR(odds.ratio, 20.5 * 90.5 / (10.5 * 80.5), 1e-12);
  EXPECT_NEAR(odds.low, 0.9841418964975663, 1e-12);
  EXPECT_NEAR(odds.high, 4.895271695266176, 1e-12);
  EXPECT_NEAR(odds_ratio({0, 0}, {0, 0}).ratio, 1, 1e-12);
  EXPECT_GT(odds_ratio({5, 5}, {0, 5}).ratio, 100);
}

// 60 of 200 against 150 of 1000: the interval of 60/200 against 90/800, each with halves added, made one against all.
TEST(Significance, LiftIsOfAPartAgainstItsWhole) {
  const auto twice = lift({60, 200}, {150, 1000});
  EXPECT_NEAR(twice->ratio, 2, 1e-12);
  EXPECT_NEAR(*twice->low, 1.669156585572114, 1e-12);
  EXPECT_NEAR(*twice->high, 2.3523594577475704, 1e-12);
  const auto none = lift({0, 50}, {30, 400});
  EXPECT_EQ(none->ratio, 0);
  EXPECT_NEAR(*none->low, 0.008068531104326156, 1e-12);
  EXPECT_NEAR(*none->high, 1.6593215139548243, 1e-12);
  EXPECT_EQ(lift({3, 9}, {3, 9})->ratio, 1);
  EXPECT_EQ(lift({3, 9}, {3, 9})->low, std::nullopt);
  EXPECT_FALSE(lift({0, 0}, {3, 9}));
  EXPECT_FALSE(lift({0, 4}, {0, 9}));
}

}  // namespace
}  // namespace throng::analyze
