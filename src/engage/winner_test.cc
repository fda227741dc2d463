#include "engage/winner.h"

#include <gtest/gtest.h>

namespace throng::engage {
namespace {

std::string best(std::vector<Tried> tried) { return best_of(tried); }

TEST(Winner, IsTheContentWithTheGreatestShare) {
  EXPECT_EQ(best({{"A", 100, 10}, {"B", 50, 6}}), "B");
  EXPECT_EQ(best({{"A", 50, 6}, {"B", 100, 12}}), "A") << "of equal ones the first";
  EXPECT_EQ(best({{"A", 100, 10}, {"B", 0, 0}}), "A");
  EXPECT_EQ(best({{"A", 0, 0}, {"B", 10, 1}}), "B");
  EXPECT_EQ(best({{"A", 0, 0}, {"B", 10, 0}}), "A") << "nobody did anything";
  EXPECT_EQ(best({{"A", 3, 1}, {"B", 2, 1}, {"C", 9, 4}}), "B");
  EXPECT_EQ(best({}), "");
}

TEST(Winner, IsTriedOnThatShareOfPersons) {
  int tried = 0;
  for (model::PersonNumber person = 1; person <= 10'000; ++person) tried += is_tried_on("c", person, 20) ? 1 : 0;
  EXPECT_NEAR(tried, 2'000, 160) << "4 standard deviations";
}

}  // namespace
}  // namespace throng::engage
