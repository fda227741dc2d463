#include "analyze/lifecycle/run_timeline.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "timeline/testing.h"

namespace throng::analyze {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using timeline::testing::kOrigin;
using timeline::testing::parse_script;
using timeline::testing::timelines;

// Four days, of which the first has a day before it.
LifecycleQuestion question(const std::string& members = "") {
  auto parsed = json::read<LifecycleQuestion>(
      R"({"match":{"event":"A"},"range":{"between":["2026-01-05","2026-01-09"]})" + members + "}");
  if (!parsed) ADD_FAILURE() << describe(parsed.error());
  EXPECT_TRUE(validate(*parsed));
  return *parsed;
}
AskContext at(Duration now) { return {.now = kOrigin + now}; }

LifecycleAnswer ask(const LifecycleQuestion& asked, std::string_view script, const AskContext& context = at(days(10))) {
  return run_timeline(asked, *timelines(script), context).value();
}

// new, returning, resurrected, dormant
std::vector<std::uint64_t> row(const LifecycleAnswer& answer, std::size_t bucket) {
  const LifecycleRow& r = answer.buckets.at(bucket);
  return {r.new_persons, r.returning, r.resurrected, r.dormant};
}

TEST(Lifecycle, TellsNewReturningResurrectedAndDormant) {
  const LifecycleAnswer answer = ask(question(), "ann: A@1h A@2h A@25h A@73h");
  ASSERT_EQ(answer.buckets.size(), 4U);
  EXPECT_EQ(answer.buckets[0].start, kOrigin);
  EXPECT_THAT(row(answer, 0), ElementsAre(1, 0, 0, 0));
  EXPECT_THAT(row(answer, 1), ElementsAre(0, 1, 0, 0));
  EXPECT_THAT(row(answer, 2), ElementsAre(0, 0, 0, 1));
  EXPECT_THAT(row(answer, 3), ElementsAre(0, 0, 1, 0));
}

TEST(Lifecycle, LooksAtWhatWasBeforeTheRange) {
  EXPECT_THAT(row(ask(question(), "ann: A@-1h A@1h"), 0), ElementsAre(0, 1, 0, 0));
  EXPECT_THAT(row(ask(question(), "ann: A@-1h"), 0), ElementsAre(0, 0, 0, 1));
  EXPECT_THAT(row(ask(question(), "ann: A@-25h A@1h"), 0), ElementsAre(0, 0, 1, 0));
  EXPECT_THAT(row(ask(question(), "ann: A@-25h"), 0), ElementsAre(0, 0, 0, 0));
}

TEST(Lifecycle, SeesPersonsFallSilentUpToTheLastBucket) {
  const LifecycleAnswer answer = ask(question(), "ann: A@49h; bob: A@73h; cat: A@97h");
  EXPECT_THAT(row(answer, 2), ElementsAre(1, 0, 0, 0));
  EXPECT_THAT(row(answer, 3), ElementsAre(1, 0, 0, 1));
}

TEST(Lifecycle, TakesBucketsWholeThatTheRangeCuts) {
  LifecycleQuestion asked = question();
  asked.range = {model::Window::Between{"2026-01-05T12:00:00Z", "2026-01-06T12:00:00Z"}};
  const LifecycleAnswer answer = ask(asked, "ann: A@1h A@47h");
  ASSERT_EQ(answer.buckets.size(), 2U);
  EXPECT_THAT(row(answer, 0), ElementsAre(1, 0, 0, 0));
  EXPECT_THAT(row(answer, 1), ElementsAre(0, 1, 0, 0));
}

TEST(Lifecycle, AsksTheFilterOfEveryEventUntilOneOfTheBucketPasses) {
  const LifecycleQuestion asked = question(R"(,"match":{"event":"A","where":{"event":"p","op":"is","value":"x"}})");
  const LifecycleAnswer answer = ask(asked, "ann: A@-1h A{p=\"y\"}@1h A{p=\"x\"}@2h A{p=\"y\"}@25h");
  EXPECT_THAT(row(answer, 0), ElementsAre(1, 0, 0, 0));
  EXPECT_THAT(row(answer, 1), ElementsAre(0, 0, 0, 1));
}

TEST(Lifecycle, MarksWhatIsNotOver) {
  const LifecycleAnswer answer = ask(question(), "ann: A@1h", at(hours(30)));
  EXPECT_TRUE(answer.buckets[0].complete);
  EXPECT_FALSE(answer.buckets[1].complete);
}

TEST(Lifecycle, OfEverythingGoesFromTheFirstEventToTheLast) {
  LifecycleQuestion asked = question();
  asked.range = {};
  EXPECT_THAT(ask(asked, "").buckets, IsEmpty());
  EXPECT_EQ(ask(asked, "ann: x@-30h A@1h y@1d").buckets.size(), 4U);
}

TEST(Lifecycle, ListsThePersonsBehindEveryNumber) {
  const auto script = parse_script("ann: A@1h A@25h; bob: A@1h; cat: A@25h; dan: A@-72h A@25h");
  const auto timeline = timelines(script);
  const auto who = [&](LifecycleKind kind) {
    return persons_timeline(question(), {.bucket = 1, .kind = kind}, *timeline, at(days(9))).value();
  };
  EXPECT_EQ(who(LifecycleKind::new_persons), script.numbers("cat"));
  EXPECT_EQ(who(LifecycleKind::returning), script.numbers("ann"));
  EXPECT_EQ(who(LifecycleKind::resurrected), script.numbers("dan"));
  EXPECT_EQ(who(LifecycleKind::dormant), script.numbers("bob"));
  EXPECT_EQ(persons_timeline(question(), {.bucket = 4}, *timeline, at(days(9))).error().field, "bucket");
}

TEST(Lifecycle, NamesTheFieldThatIsWrong) {
  LifecycleQuestion asked;
  asked.bucket = BucketUnit::hour;
  EXPECT_EQ(validate(asked).error().field, "bucket");
}

}  // namespace
}  // namespace throng::analyze
