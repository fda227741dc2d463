#include "analyze/internal/order_statistics.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

namespace throng::analyze::internal {
namespace {

using Lists = std::vector<std::vector<std::int64_t>>;

TEST(OrderStatistics, TakesThePositionBetweenTwoValues) {
  EXPECT_EQ(percentile_of(Lists{{4, 1}, {}, {3, 2}}, 0.5), 2.5);
  EXPECT_EQ(percentile_of(Lists{{4, 1}, {}, {3, 2}}, 0.9), 3.7);
  EXPECT_EQ(percentile_of(Lists{{7}}, 0.5), 7.0);
  EXPECT_EQ(percentile_of(Lists{{5, 5}, {5}}, 1), 5.0);
  EXPECT_EQ(percentile_of(Lists{{}, {}}, 0.5), std::nullopt);
}

// Far apart, so that the pair lies in cells with empty ones between them.
TEST(OrderStatistics, FindsTheNextValueInAnotherCell) {
  EXPECT_EQ(percentile_of(Lists{{0, 1}, {1'000'000'000, 2'000'000'000}}, 0.5), 500'000'000.5);
}

RC_GTEST_PROP(OrderStatistics, EqualsSorting, (Lists lists)) {
  std::vector<std::int64_t> all;
  for (auto& list : lists) {
    for (std::int64_t& value : list) value &= 0xFFFF'FFFF;
    all.insert(all.end(), list.begin(), list.end());
  }
  std::sort(all.begin(), all.end());
  for (const double p : {0.0, 0.25, 0.5, 0.9, 1.0}) {
    const auto found = percentile_of(lists, p);
    RC_ASSERT(found.has_value() == !all.empty());
    if (all.empty()) return;
    const double position = p * static_cast<double>(all.size() - 1);
    const auto rank = static_cast<std::size_t>(position);
    const double next = static_cast<double>(all[std::min(rank + 1, all.size() - 1)]);
    const double low = static_cast<double>(all[rank]);
    RC_ASSERT(*found == low + (position - static_cast<double>(rank)) * (next - low));
  }
}

// What the groups share must not show.
RC_GTEST_PROP(OrderStatistics, OfGroupsAreThoseOfEachAlone, (Lists lists, bool on_pool)) {
  RC_PRE(!lists.empty());
  if (lists.size() % 2 != 0) lists.emplace_back();
  for (auto& list : lists) {
    for (std::int64_t& value : list) value &= 0xFFFF'FFFF;
  }
  ThreadPool pool(2);
  for (const std::size_t groups : {std::size_t{1}, lists.size() / 2, lists.size()}) {
    const GroupPercentiles found = percentiles_by_group(lists, groups, 0.5, on_pool ? &pool : nullptr);
    RC_ASSERT(found.all == percentile_of(lists, 0.5));
    const std::size_t size = lists.size() / groups;
    for (std::size_t g = 0; g < groups; ++g)
      RC_ASSERT(found.each[g] == percentile_of(std::span(lists).subspan(g * size, size), 0.5));
  }
}

}  // namespace
}  // namespace throng::analyze::internal
