#include "analyze/retention/run_timeline.h"

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

// Two days of cohorts and two columns after the first.
RetentionQuestion question(const std::string& members = "") {
  auto parsed = json::read<RetentionQuestion>(
      R"({"start":{"event":"in"},"back":{"event":"use"},"range":{"between":["2026-01-05","2026-01-07"]},"buckets":2)" + members + "}");
  if (!parsed) ADD_FAILURE() << describe(parsed.error());
  EXPECT_TRUE(validate(*parsed));
  return *parsed;
}
AskContext at(Duration now) { return {.now = kOrigin + now}; }

RetentionAnswer ask(const RetentionQuestion& asked, std::string_view script, const AskContext& context = at(days(10))) {
  return run_timeline(asked, *timelines(script), context).value();
}

TEST(Retention, CountsReturnsInExactlyTheBucket) {
  const RetentionAnswer answer = ask(question(), "ann: in@1h use@2h use@1d use@1d5h; bob: in@23h use@2d; cat: in@1d use@2d; dan: use@0; eve: in@1h");
  ASSERT_EQ(answer.cohorts.size(), 2U);
  EXPECT_EQ(answer.cohorts[0].start, kOrigin);
  EXPECT_EQ(answer.cohorts[0].persons, 3U);
  EXPECT_THAT(answer.cohorts[0].returned, ElementsAre(1, 1, 1));
  EXPECT_EQ(answer.cohorts[1].persons, 1U);
  EXPECT_THAT(answer.cohorts[1].returned, ElementsAre(0, 1, 0));
  EXPECT_THAT(answer.mean, ElementsAre(Optional(0.25), Optional(0.5), Optional(0.25)));
}

TEST(Retention, FirstEverLooksBeyondTheRange) {
  const char* script = "ann: in@-1d in@1h use@2h; bob: in@1h in@1d use@1d";
  EXPECT_THAT(ask(question(), script).cohorts[0].returned, ElementsAre(0, 1, 0));
  EXPECT_EQ(ask(question(), script).cohorts[0].persons, 1U);
  const RetentionAnswer recurring = ask(question(R"(,"cohort":"recurring")"), script);
  EXPECT_EQ(recurring.cohorts[0].persons, 2U);
  EXPECT_THAT(recurring.cohorts[0].returned, ElementsAre(1, 1, 0));
  EXPECT_EQ(recurring.cohorts[1].persons, 1U);
  EXPECT_THAT(recurring.cohorts[1].returned, ElementsAre(1, 0, 0));
}

TEST(Retention, OnOrAfterCountsAnyLaterBucketInTheData) {
  const RetentionAnswer answer =
      ask(question(R"(,"returns":"on_or_after")"), "ann: in@0 use@30d; bob: in@0 use@1d; cat: in@5h use@1h; dan: in@0 use@-1");
  EXPECT_THAT(answer.cohorts[0].returned, ElementsAre(3, 2, 1));
}

TEST(Retention, BucketZeroIsWholeWhenStartAndReturnAreTheSame) {
  const RetentionAnswer answer = ask(question(R"(,"back":{"event":"in"})"), "ann: in@0; bob: in@0 in@1d; cat: in@2h in@2h");
  EXPECT_THAT(answer.cohorts[0].returned, ElementsAre(3, 1, 0));
}

TEST(Retention, MarksWhatIsNotOverAndLeavesItOutOfTheMean) {
  const RetentionAnswer answer = ask(question(), "ann: in@0 use@1d; bob: in@1d use@1d use@2d", at(days(2)));
  EXPECT_THAT(answer.cohorts[0].complete, ElementsAre(true, true, false));
  EXPECT_THAT(answer.cohorts[1].complete, ElementsAre(true, false, false));
  EXPECT_THAT(answer.mean, ElementsAre(Optional(0.5), Optional(1.0), std::nullopt));
}

TEST(Retention, TakesDaysOfTheProjectsZone) {
  AskContext context = at(days(100));
  context.calendar = Calendar::create("Europe/Berlin").value();
  RetentionQuestion asked = question();
  // The last Sunday of March has 23 hours there.
  asked.range = {model::Window::Between{"2026-03-28", "2026-03-30"}};
  const RetentionAnswer answer = ask(asked,
                                     "ann: in@2026-03-28T22:59:59Z use@2026-03-29T21:59:59Z;"
                                     "bob: in@2026-03-28T23:00:00Z use@2026-03-29T22:00:00Z",
                                     context);
  EXPECT_THAT(answer.cohorts[0].returned, ElementsAre(0, 1, 0));
  EXPECT_THAT(answer.cohorts[1].returned, ElementsAre(0, 1, 0));
  EXPECT_EQ(answer.cohorts[1].start, parse_instant("2026-03-28T23:00:00Z").value());
}

TEST(Retention, OfEverythingGoesFromTheFirstEventToTheLast) {
  RetentionQuestion asked = question();
  asked.range = {};
  EXPECT_THAT(ask(asked, "").cohorts, IsEmpty());
  EXPECT_EQ(ask(asked, "ann: x@-30h in@1h y@1d").cohorts.size(), 4U);
  asked.bucket = BucketUnit::week;
  EXPECT_EQ(ask(asked, "ann: in@1h y@1d").cohorts.size(), 1U);
}

TEST(Retention, ListsThePersonsBehindEveryNumber) {
  const auto script = parse_script("ann: in@1h use@2h use@1d use@1d5h; bob: in@23h use@2d; cat: in@1d use@2d; dan: use@0; eve: in@1h");
  const auto timeline = timelines(script);
  const auto who = [&](RetentionCell cell) { return persons_timeline(question(), cell, *timeline, at(days(9))).value(); };
  EXPECT_EQ(who({.cohort = 0}), script.numbers("ann bob eve"));
  EXPECT_EQ(who({.cohort = 0, .bucket = 2}), script.numbers("bob"));
  EXPECT_EQ(who({.cohort = 0, .bucket = 2, .absent = true}), script.numbers("ann eve"));
  EXPECT_EQ(who({.cohort = 1, .bucket = 1}), script.numbers("cat"));
  EXPECT_EQ(persons_timeline(question(), {.cohort = 2}, *timeline, at(days(9))).error().field, "cohort");
}

}  // namespace
}  // namespace throng::analyze
