#include "analyze/session/run_timeline.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "analyze/internal/session_split.h"
#include "timeline/testing.h"

namespace throng::analyze {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using timeline::testing::kOrigin;
using timeline::testing::timelines;

AskContext context() { return {.now = kOrigin + days(10)}; }

SessionAnswer ask(const std::string& members, std::string_view script) {
  const auto question = json::read<SessionQuestion>(R"({"range":"ever")" + members + "}");
  if (!question) ADD_FAILURE() << describe(question.error());
  EXPECT_TRUE(validate(*question));
  return run_timeline(*question, *timelines(script), context()).value();
}

// Where the sessions of one person begin that lie in [begin, end), as places of events.
std::vector<std::size_t> begins(const char* script, Duration begin, Duration end) {
  const auto timeline = timelines(script);
  timeline::FilterProgram program({});
  internal::SessionSplit split({}, program);
  const timeline::Snapshot snapshot = program.bind(*timeline, {}).value();
  split.bind(snapshot);
  std::vector<std::size_t> places;
  for (std::size_t slice = 0; slice < snapshot.slices(); ++slice) {
    snapshot.scan_slice(slice, [&](const timeline::PersonView& person) {
      split.each(person, timeline::key_bound(kOrigin + begin), timeline::key_bound(kOrigin + end),
                 [&](std::size_t first, std::size_t) { places.push_back(first); });
    });
  }
  return places;
}

TEST(SessionSplit, StartsAtTheRangeAsIfItHadSeenEverything) {
  const char* script = "ann: A@0 A{$session=\"x\"}@10m A@20m A@49m A{$session=\"x\"}@5h A@5h10m A@6h";
  EXPECT_THAT(begins(script, Duration(0), hours(9)), ElementsAre(0, 6));
  EXPECT_THAT(begins(script, minutes(45), hours(9)), ElementsAre(6));
  EXPECT_THAT(begins(script, hours(6), hours(9)), ElementsAre(6));
  EXPECT_THAT(begins(script, Duration(0), hours(6)), ElementsAre(0));
}

TEST(SessionSplit, TakesTheIdOnlyFromTheRunningSession) {
  // The second session has no id of its own yet, so that an old one does not join it to the first.
  const char* script = "ann: A{$session=\"x\"}@0 A@2h A{$session=\"x\"}@4h";
  EXPECT_THAT(begins(script, Duration(0), hours(9)), ElementsAre(0, 1, 2));
  EXPECT_THAT(begins(script, hours(3), hours(9)), ElementsAre(2));
}

TEST(Session, OfNothingHasNoMeans) {
  const SessionAnswer answer = ask(R"(,"match":{"event":"never"})", "ann: A@0");
  EXPECT_EQ(answer.all.total.sessions, 0U);
  EXPECT_FALSE(answer.all.total.mean_ms || answer.all.total.median_ms || answer.all.total.bounce_rate ||
               answer.all.total.sessions_per_person);
  EXPECT_THAT(answer.pages, IsEmpty());
}

TEST(Session, CountsAPersonOncePerBucketAndOnceInAll) {
  const SessionAnswer answer = ask("", "ann: A@1h A@3h A@25h; web1: A@2h; web1 -> ann");
  ASSERT_EQ(answer.all.buckets.size(), 2U);
  EXPECT_EQ(answer.all.buckets[0].persons, 1U);
  EXPECT_EQ(answer.all.buckets[0].sessions, 3U);
  EXPECT_EQ(answer.all.buckets[1].persons, 1U);
  EXPECT_EQ(answer.all.total.persons, 1U);
}

TEST(Session, ChecksItsFields) {
  const auto field = [](const char* text) {
    const auto result = validate(json::read<SessionQuestion>(text).value());
    return result ? std::string() : result.error().field;
  };
  EXPECT_EQ(field("{}"), "");
  EXPECT_EQ(field(R"({"sessions":{"timeout":"2d"}})"), "sessions.timeout");
  EXPECT_EQ(field(R"({"pages":1001})"), "pages");
  EXPECT_EQ(field(R"({"top":0})"), "top");
  EXPECT_FALSE(validate(SessionCell{.page = "/"}, SessionQuestion{.pages = 0}, 1));
  EXPECT_FALSE(validate(SessionCell{.bucket = 1}, {}, 1));
  EXPECT_FALSE(validate(SessionCell{.label = "x"}, {}, 1));
}

}  // namespace
}  // namespace throng::analyze
