#include "audience/flow.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "audience/internal/layer_plans.h"

namespace throng::audience {
namespace {

using ::testing::ElementsAre;

Bitmap of(std::initializer_list<std::uint32_t> persons) { return Bitmap::of(std::vector<std::uint32_t>(persons)); }
Assignment layers(std::vector<Bitmap> persons) {
  return {.values = {"high", "low"}, .persons = std::move(persons), .numbered = {}, .numbers = {}};
}

TEST(Flow, CountsWhoWentWhereWhoCameAndWhoIsGone) {
  const Assignment before = layers({of({1, 2, 3}), of({4, 5})});
  const Assignment after = layers({of({1, 4}), of({2, 5, 6, 7})});
  const Flow flow = flow_between(before, after);
  EXPECT_THAT(flow.persons, ElementsAre(ElementsAre(1, 1, 1), ElementsAre(1, 1, 0), ElementsAre(0, 2, 0)));
  EXPECT_EQ(persons_of({"high", "low"}, before, after).value(), of({2}));
  EXPECT_EQ(persons_of({"", "low"}, before, after).value(), of({6, 7}));
  EXPECT_EQ(persons_of({"high", ""}, before, after).value(), of({3}));
  EXPECT_EQ(persons_of({std::nullopt, "high"}, before, after).value(), of({1, 4}));
  EXPECT_EQ(persons_of({"high", std::nullopt}, before, after).value(), of({1, 2, 3}));
  EXPECT_EQ(persons_of({"middle", "low"}, before, after).error().code, ErrorCode::not_found);
}

// Of numbers 1..40 everybody is somewhere on both days, or on one of them alone.
Assignment any_partition(const std::vector<std::uint32_t>& everyone) {
  internal::Partition partition(Bitmap::of(everyone), 3);
  for (const std::uint32_t person : everyone) {
    if (const auto layer = *rc::gen::inRange<std::size_t>(0, 4); layer < 3) partition.put(person, layer);
  }
  return std::move(partition).named({"a", "b", "c", "rest"});
}

RC_GTEST_PROP(Flow, SumsToThePopulationAndCellsAreItsPersons, ()) {
  const auto persons = rc::gen::container<std::vector<std::uint32_t>>(rc::gen::inRange<std::uint32_t>(1, 40));
  const Assignment before = any_partition(*persons), after = any_partition(*persons);
  const Flow flow = flow_between(before, after);
  std::uint64_t all = 0, still_there = 0;
  for (std::size_t a = 0; a <= flow.from.size(); ++a) {
    for (std::size_t b = 0; b <= flow.to.size(); ++b) {
      const FlowCell cell{a < flow.from.size() ? flow.from[a] : "", b < flow.to.size() ? flow.to[b] : ""};
      RC_ASSERT(persons_of(cell, before, after).value().size() == flow.persons[a][b]);
      all += flow.persons[a][b];
      still_there += b < flow.to.size() ? flow.persons[a][b] : 0;
    }
  }
  RC_ASSERT(still_there == after.everyone().size());
  RC_ASSERT(all == (before.everyone() | after.everyone()).size());
}

}  // namespace
}  // namespace throng::audience
