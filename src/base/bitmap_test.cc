#include "base/bitmap.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <iterator>
#include <set>

#include <rapidcheck/gtest.h>

namespace throng {
namespace {

using Numbers = std::vector<std::uint32_t>;

RC_GTEST_PROP(Bitmap, IsASet, (const std::set<std::uint32_t>& a, const std::set<std::uint32_t>& b)) {
  const Numbers as(a.begin(), a.end()), bs(b.begin(), b.end());
  const Bitmap x = Bitmap::of(as), y = Bitmap::of(bs);
  Numbers expected;
  std::ranges::set_union(a, b, std::back_inserter(expected));
  RC_ASSERT((x | y).numbers() == expected);
  expected.clear();
  std::ranges::set_intersection(a, b, std::back_inserter(expected));
  RC_ASSERT((x & y).numbers() == expected);
  RC_ASSERT(x.common_with(y) == expected.size());
  expected.clear();
  std::ranges::set_difference(a, b, std::back_inserter(expected));
  RC_ASSERT((x - y).numbers() == expected);
  RC_ASSERT(x.size() == a.size());
  for (const std::uint32_t number : b)
    RC_ASSERT(x.rank_of(number) == static_cast<std::uint64_t>(std::distance(a.begin(), a.lower_bound(number))));
  RC_ASSERT(Bitmap::from_bytes(x.to_bytes()).value() == x);
}

TEST(Bitmap, ReadsWords) {
  const std::uint64_t words[] = {0b101, 0, std::uint64_t{1} << 63};
  EXPECT_EQ(Bitmap::of_words(words).numbers(), (Numbers{0, 2, 191}));
}

TEST(Bitmap, StaysUsableAfterItWasMovedFrom) {
  Bitmap a = Bitmap::of(Numbers{1, 2});
  const Bitmap b = std::move(a);
  EXPECT_EQ(b.size(), 2U);
  EXPECT_TRUE(a.empty());  // NOLINT(bugprone-use-after-move)
  a.add(7);
  EXPECT_TRUE(a.contains(7));
  Numbers seen;
  b.each([&](std::uint32_t number) { seen.push_back(number); });
  EXPECT_EQ(seen, (Numbers{1, 2}));
}

TEST(Bitmap, RefusesDamage) {
  Numbers many;
  for (std::uint32_t i = 0; i < 100'000; i += 3) many.push_back(i);
  const std::string bytes = Bitmap::of(many).to_bytes();
  for (const std::size_t length : {std::size_t{0}, std::size_t{3}, std::size_t{9}, bytes.size() / 2, bytes.size() - 1})
    EXPECT_EQ(Bitmap::from_bytes(bytes.substr(0, length)).error().code, ErrorCode::corrupt) << length;
  EXPECT_EQ(Bitmap::from_bytes(bytes + "x").error().code, ErrorCode::corrupt);
}

}  // namespace
}  // namespace throng
