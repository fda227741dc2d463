#include "analyze/stickiness/run_timeline.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "timeline/testing.h"

namespace throng::analyze {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Optional;
using timeline::testing::kOrigin;
using timeline::testing::parse_script;
using timeline::testing::timelines;

StickinessQuestion question(const std::string& members = "") {
  auto parsed = json::read<StickinessQuestion>(
      R"({"match":{"event":"A"},"range":{"between":["2026-01-05","2026-01-08"]})" + members + "}");
  if (!parsed) ADD_FAILURE() << describe(parsed.error());
  EXPECT_TRUE(validate(*parsed));
  return *parsed;
}
AskContext at(Duration now) { return {.now = kOrigin + now}; }

StickinessAnswer ask(const StickinessQuestion& asked, std::string_view script,
                     const AskContext& context = at(days(10))) {
  return run_timeline(asked, *timelines(script), context).value();
}

std::vector<std::uint64_t> exactly(const StickinessAnswer& answer) {
  std::vector<std::uint64_t> out;
  for (const StickinessRow& row : answer.histogram) out.push_back(row.persons);
  return out;
}
std::vector<std::uint64_t> at_least(const StickinessAnswer& answer) {
  std::vector<std::uint64_t> out;
  for (const StickinessRow& row : answer.histogram) out.push_back(row.at_least);
  return out;
}

TEST(Stickiness, CountsDifferentBucketsPerPerson) {
  const StickinessAnswer answer = ask(question(), "ann: A@1h A@2h A@25h A@49h; bob: A@1h; cat: A@2h A@3h; dan: B@1h");
  EXPECT_THAT(exactly(answer), ElementsAre(2, 0, 1));
  EXPECT_THAT(at_least(answer), ElementsAre(3, 1, 1));
  EXPECT_EQ(answer.histogram[2].buckets, 3U);
}

TEST(Stickiness, CountsOnlyEventsInsideTheRange) {
  StickinessQuestion asked = question();
  asked.range = {model::Window::Between{"2026-01-05T12:00:00Z", "2026-01-06T12:00:00Z"}};
  EXPECT_THAT(exactly(ask(asked, "ann: A@1h A@25h A@37h; bob: A@13h A@25h")), ElementsAre(1, 1));
}

TEST(Stickiness, CountsWeeks) {
  StickinessQuestion asked = question(R"(,"bucket":"week")");
  asked.range = {model::Window::Between{"2026-01-05", "2026-01-19"}};
  const StickinessAnswer answer = ask(asked, "ann: A@1h A@2d A@6d; bob: A@1d A@7d");
  EXPECT_THAT(exactly(answer), ElementsAre(1, 1));
  EXPECT_EQ(answer.days.size(), 14U);
}

TEST(Stickiness, TrailsSevenAndThirtyDays) {
  const StickinessAnswer answer = ask(question(), "ann: A@-6d A@1h; bob: A@-29d; cat: A@-30d; dan: A@25h");
  ASSERT_EQ(answer.days.size(), 3U);
  EXPECT_EQ(answer.days[0].start, kOrigin);
  EXPECT_EQ(answer.days[0].dau, 1U);
  EXPECT_EQ(answer.days[0].wau, 1U);
  EXPECT_EQ(answer.days[0].mau, 2U);
  EXPECT_THAT(answer.days[0].dau_per_mau, Optional(0.5));
  EXPECT_EQ(answer.days[1].dau, 1U);
  EXPECT_EQ(answer.days[1].wau, 2U);
  EXPECT_EQ(answer.days[1].mau, 2U);
  EXPECT_EQ(answer.days[2].dau, 0U);
  EXPECT_THAT(answer.days[2].dau_per_mau, Optional(0.0));
  EXPECT_EQ(ask(question(), "").days[0].dau_per_mau, std::nullopt);
}

TEST(Stickiness, MarksDaysThatAreNotOver) {
  const StickinessAnswer answer = ask(question(), "ann: A@1h", at(hours(30)));
  EXPECT_TRUE(answer.days[0].complete);
  EXPECT_FALSE(answer.days[1].complete);
}

TEST(Stickiness, OfEverythingGoesFromTheFirstEventToTheLast) {
  StickinessQuestion asked = question();
  asked.range = {};
  EXPECT_THAT(ask(asked, "").histogram, IsEmpty());
  EXPECT_THAT(ask(asked, "").days, IsEmpty());
  EXPECT_EQ(ask(asked, "ann: x@-30h A@1h y@1d").days.size(), 4U);
}

TEST(Stickiness, ListsThePersonsBehindEveryNumber) {
  const auto script = parse_script("ann: A@1h A@25h; bob: A@25h; cat: A@-5d; dan: A@-29d");
  const auto timeline = timelines(script);
  const auto who = [&](StickinessCell cell) {
    return persons_timeline(question(), cell, *timeline, at(days(9))).value();
  };
  EXPECT_EQ(who({.buckets = 1}), script.numbers("bob"));
  EXPECT_EQ(who({.buckets = 1, .at_least = true}), script.numbers("ann bob"));
  EXPECT_EQ(who({.day = 1}), script.numbers("ann bob"));
  EXPECT_EQ(who({.day = 1, .window = ActiveWindow::wau}), script.numbers("ann bob cat"));
  EXPECT_EQ(who({.day = 0, .window = ActiveWindow::mau}), script.numbers("ann cat dan"));
  const auto field = [&](StickinessCell cell) {
    return persons_timeline(question(), cell, *timeline, at(days(9))).error().field;
  };
  EXPECT_EQ(field({}), "buckets");
  EXPECT_EQ(field({.buckets = 4}), "buckets");
  EXPECT_EQ(field({.buckets = 0}), "buckets");
  EXPECT_EQ(field({.day = 3}), "day");
}

}  // namespace
}  // namespace throng::analyze
