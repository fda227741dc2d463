#include "analyze/internal/power_law.h"

#include <cmath>
#include <vector>

#include <gtest/gtest.h>

namespace throng::analyze::internal {
namespace {

std::optional<PowerLaw> fit(const std::vector<Point>& points) { return fit_power_law(points); }

TEST(PowerLaw, FindsTheLawThatMadeThePoints) {
  // y = 0.5 / sqrt(x)
  const auto found = fit({{1, 0.5}, {4, 0.25}, {16, 0.125}});
  EXPECT_NEAR(found->a, 0.5, 1e-12);
  EXPECT_NEAR(found->b, -0.5, 1e-12);
  EXPECT_NEAR(found->r_squared, 1, 1e-12);
  EXPECT_NEAR(*found->half_life, 4, 1e-9);
}

TEST(PowerLaw, TakesTheLeastSquares) {
  // In units of ln 2: u = 0, 1, 2 and v = -1, -3, -2. Means 1 and -2; S_uv = -1, S_uu = 2, S_vv = 2.
  const auto found = fit({{1, 0.5}, {2, 0.125}, {4, 0.25}});
  EXPECT_NEAR(found->b, -0.5, 1e-12);
  EXPECT_NEAR(found->a, std::exp2(-1.5), 1e-12);
  EXPECT_NEAR(found->r_squared, 0.25, 1e-12);
  EXPECT_NEAR(*found->half_life, 4, 1e-9);
}

TEST(PowerLaw, OfALevelOrRisingCurveHasNoHalfLife) {
  const auto level = fit({{1, 0.3}, {2, 0.1}, {4, 0.3}});
  EXPECT_EQ(level->b, 0);
  EXPECT_EQ(level->r_squared, 0);
  EXPECT_FALSE(level->half_life);
  const auto rising = fit({{1, 0.1}, {2, 0.2}});
  EXPECT_NEAR(rising->b, 1, 1e-12);
  EXPECT_FALSE(rising->half_life);
  EXPECT_FALSE(fit({{1, 0.5}, {2, 0.49}})->half_life);  // 2^34
}

TEST(PowerLaw, TakesTwoPoints) {
  EXPECT_FALSE(fit({}));
  EXPECT_FALSE(fit({{1, 0.5}}));
  EXPECT_FALSE(fit({{3, 0.5}, {3, 0.2}}));
}

}  // namespace
}  // namespace throng::analyze::internal
