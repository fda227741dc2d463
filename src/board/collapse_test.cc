// Worked by hand: days of 2026 in UTC; the last complete one is a Monday, 2026-03-02.
#include "board/collapse.h"

#include <gmock/gmock.h>

#include "timeline/testing.h"

namespace throng::board {
namespace {

using ::testing::ElementsAre;
using ::testing::Field;

const Calendar kUtc = Calendar::utc();
const Instant kMonday = *parse_instant("2026-03-02");

// 28 days before that Monday, it, and the one that runs.
Line mondays(double last, double before) {
  Line line;
  for (int back = 28; back >= -1; --back) {
    line.buckets.push_back(kMonday - days(back));
    line.complete.push_back(back >= 0);
    line.values.push_back(back == 0 ? last : back % 7 == 0 ? before : 1000);
  }
  return line;
}
Alert half() {
  Alert alert{.rule = AlertRule::collapse, .bound = 50};
  alert.question.bucket = BucketUnit::day;
  return alert;
}

TEST(Collapse, IsAFallBelowTheMeanOfTheSameWeekdays) {
  const auto found = collapsed("Order", mondays(50, 100), half(), kUtc);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->event, "Order");
  EXPECT_EQ(found->value, 50);
  EXPECT_EQ(found->expected, 100);
  EXPECT_FALSE(collapsed("Order", mondays(51, 100), half(), kUtc));
}

TEST(Collapse, SaysNothingOfFew) {
  EXPECT_FALSE(collapsed("Order", mondays(0, 19), half(), kUtc));
  EXPECT_TRUE(collapsed("Order", mondays(0, 20), half(), kUtc));
}

// Every name of a timeline, told by days.
TEST(Collapse, LooksAtEveryName) {
  std::string script = "ann:";
  const auto add = [&](std::string_view name, int day, int times) {
    for (int i = 0; i < times; ++i) script += fmt::format(" {}@{}h", name, day * 24 + 1);
  };
  // Day 28 is like the days 0, 7, 14 and 21.
  for (const int day : {0, 7, 14, 21}) {
    add("Order", day, 30);
    add("View", day, 40);
    add("Rare", day, 3);
  }
  add("View", 28, 39);
  const auto timeline = timeline::testing::timelines(script);
  const analyze::AskContext context{.now = timeline::testing::kOrigin + days(29) + hours(1)};
  const auto finding = find_collapsed(half(), {timeline.get(), nullptr, "shop"}, context);
  ASSERT_TRUE(finding) << describe(finding.error());
  EXPECT_EQ(finding->state, AlertState::firing);
  EXPECT_EQ(finding->value, 1);
  EXPECT_THAT(finding->collapsed, ElementsAre(Field(&CollapsedEvent::event, "Order")));
  Alert named = half();
  named.question.series.front().match.events = {"View"};
  EXPECT_EQ(find_collapsed(named, {timeline.get(), nullptr, "shop"}, context)->state, AlertState::ok);
}

TEST(Collapse, IsChecked) {
  Alert alert = half();
  alert.bound = 101;
  EXPECT_EQ(check(alert).error().field, "bound");
  alert.bound = 0;
  EXPECT_EQ(check(alert).error().field, "bound");
  alert.bound = 50;
  EXPECT_TRUE(check(alert));
  EXPECT_EQ(alert.side, AlertSide::below);
}

}  // namespace
}  // namespace throng::board
