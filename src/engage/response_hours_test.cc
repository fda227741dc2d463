#include "engage/response_hours.h"

#include <numeric>

#include <gtest/gtest.h>

namespace throng::engage {
namespace {

HourCounts counts(std::initializer_list<std::pair<unsigned, double>> of) {
  HourCounts out{};
  for (const auto& [hour, count] : of) out[hour] = count;
  return out;
}
double sum(const HourCounts& of) { return std::accumulate(of.begin(), of.end(), 0.0); }

TEST(Smoothed, LendsAQuarterToEachNeighbour) {
  const HourCounts found = smoothed(counts({{0, 4}, {12, 8}}));
  EXPECT_EQ(found[23], 1);
  EXPECT_EQ(found[0], 2);
  EXPECT_EQ(found[1], 1);
  EXPECT_EQ(found[12], 4);
  EXPECT_EQ(sum(found), 12) << "nothing is lost";
}

TEST(SharesOf, SumToOneAndAreEvenWhereThereIsNothing) {
  EXPECT_DOUBLE_EQ(shares_of(counts({{3, 1}, {4, 3}}))[4], 0.75);
  EXPECT_DOUBLE_EQ(shares_of({})[7], 1.0 / 24);
}

// Everybody: 0.5 at 20, a quarter at 19 and 21. One at 9 weighs 0.5 there; the prior 5 * 0.5 = 2.5 at 20. With six at 9
// it is 3 against 2.5.
TEST(BestHour, GoesOverToAPersonsOwnAsResponsesCome) {
  const HourCounts everybody = shares_of(smoothed(counts({{20, 100}})));
  EXPECT_EQ(best_hour({}, everybody), 20U);
  EXPECT_EQ(best_hour(counts({{9, 1}}), everybody), 20U);
  EXPECT_EQ(best_hour(counts({{9, 4}}), everybody), 20U);
  EXPECT_EQ(best_hour(counts({{9, 6}}), everybody), 9U);
  EXPECT_EQ(best_hour(counts({{8, 4}, {9, 1}, {10, 4}}), shares_of({})), 9U) << "in the middle of them";
}

}  // namespace
}  // namespace throng::engage
