#include "audience/split.h"

#include <cmath>
#include <limits>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "audience/values.h"

namespace throng::audience {
namespace {

using ::testing::ElementsAre;

Split by_value(std::vector<double> cuts) {
  Split split{.by = CutBy::value, .cuts = std::move(cuts), .names = {}};
  for (std::size_t i = 0; i <= split.cuts.size(); ++i) split.names.push_back("part " + std::to_string(i));
  return split;
}
Split by_percent(std::vector<double> cuts) {
  Split split = by_value(std::move(cuts));
  split.by = CutBy::percent;
  return split;
}

// Person i has the i-th number.
Assignment split_of(const Split& split, const std::vector<double>& numbers) {
  Numbers given;
  for (std::size_t i = 0; i < numbers.size(); ++i) given.emplace_back(static_cast<std::uint32_t>(i), numbers[i]);
  return assignment_of(std::move(given), split);
}
std::vector<std::uint64_t> sizes_of(const Split& split, const std::vector<double>& numbers) {
  std::vector<std::uint64_t> sizes;
  for (const Bitmap& part : split_of(split, numbers).persons) sizes.push_back(part.size());
  return sizes;
}

TEST(Split, ANumberAtACutIsAboveIt) {
  EXPECT_THAT(sizes_of(by_value({100, 500}), {0, 99.9, 100, 499, 500, 1000, -5}), ElementsAre(3, 2, 2));
  const Assignment parts = split_of(by_value({100}), {100, 99});
  EXPECT_TRUE(parts.persons[1].contains(0));
  EXPECT_TRUE(parts.persons[0].contains(1));
}

TEST(Split, EqualNumbersShareTheLowerPart) {
  EXPECT_THAT(sizes_of(by_percent({50}), {1, 2, 3, 4}), ElementsAre(2, 2));
  EXPECT_THAT(sizes_of(by_percent({50}), {1, 2, 2, 2}), ElementsAre(4, 0)) << "of four, one is below 2";
  EXPECT_THAT(sizes_of(by_percent({50}), {1, 1, 2, 2}), ElementsAre(2, 2));
  EXPECT_THAT(sizes_of(by_percent({20, 40, 60, 80}), {7, 7, 7, 7, 7}), ElementsAre(5, 0, 0, 0, 0));
  EXPECT_THAT(sizes_of(by_percent({20, 40, 60, 80}), {1, 1, 1, 1, 9}), ElementsAre(4, 0, 0, 0, 1));
}

// The definition itself, for numbers with many ties.
TEST(Split, ByPercentCountsThoseWithASmallerNumber) {
  const std::vector<double> percents = {5, 29, 33.3, 50, 90, 99};
  for (std::size_t size : {1U, 2U, 7U, 100U, 1000U}) {
    std::vector<double> numbers;
    for (std::size_t i = 0; i < size; ++i) numbers.push_back(static_cast<double>(i * 7919 % 31));
    const Assignment parts = split_of(by_percent(percents), numbers);
    for (std::size_t i = 0; i < size; ++i) {
      const auto below = static_cast<double>(std::ranges::count_if(numbers, [&](double x) { return x < numbers[i]; }));
      const auto part = static_cast<std::size_t>(std::ranges::count_if(
          percents, [&](double p) { return below >= p / 100 * static_cast<double>(size) * (1 - 1e-12); }));
      ASSERT_TRUE(parts.persons[part].contains(static_cast<std::uint32_t>(i))) << size << ' ' << numbers[i];
    }
  }
}

TEST(Split, WhatIsNoNumberIsInNoPart) {
  const double nan = std::numeric_limits<double>::quiet_NaN(), inf = std::numeric_limits<double>::infinity();
  EXPECT_THAT(sizes_of(by_value({1}), {nan, inf, -inf, 0, 2}), ElementsAre(1, 1));
  EXPECT_THAT(sizes_of(by_percent({50}), {nan, nan, nan, 0, 2}), ElementsAre(1, 1));
  EXPECT_THAT(sizes_of(by_percent({50}), {}), ElementsAre(0, 0));
  EXPECT_THAT(assignment_of(Numbers{{3, nan}, {2, 5}, {1, inf}}).numbers, ElementsAre(5));
}

TEST(Split, SaysWhatIsWrong) {
  const auto field = [](const Split& split) {
    const auto ok = check(split);
    return ok ? "" : ok.error().field;
  };
  EXPECT_EQ(field(by_value({1, 2})), "");
  EXPECT_EQ(field(by_value({})), "cuts");
  EXPECT_EQ(field(by_value({1, 1})), "cuts[1]");
  EXPECT_EQ(field(by_value({std::nan("")})), "cuts[0]");
  EXPECT_EQ(field(by_percent({50, 100})), "cuts[1]");
  EXPECT_EQ(field(by_percent({0})), "cuts[0]");
  Split split = by_value({1, 2});
  split.names.pop_back();
  EXPECT_EQ(field(split), "names");
  split.names.push_back("part 0");
  EXPECT_EQ(field(split), "names[2]");
  split.names[2] = "";
  EXPECT_EQ(field(split), "names[2]");
}

}  // namespace
}  // namespace throng::audience
