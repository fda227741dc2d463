#include "analyze/interval/run_timeline.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "timeline/testing.h"

namespace throng::analyze {
namespace {

using ::testing::IsEmpty;
using ::testing::Optional;
using ::testing::SizeIs;
using timeline::testing::kOrigin;
using timeline::testing::parse_script;
using timeline::testing::timelines;

// Two days.
IntervalQuestion question(const std::string& members = "") {
  auto parsed = json::read<IntervalQuestion>(
      R"({"from":{"event":"A"},"to":{"event":"B"},"range":{"between":["2026-01-05","2026-01-07"]})" + members + "}");
  if (!parsed) ADD_FAILURE() << describe(parsed.error());
  EXPECT_TRUE(validate(*parsed));
  return *parsed;
}
AskContext at(Duration now) { return {.now = kOrigin + now}; }

IntervalAnswer ask(const IntervalQuestion& asked, std::string_view script) {
  return run_timeline(asked, *timelines(script), at(days(10))).value();
}
std::uint64_t pairs(const IntervalQuestion& asked, std::string_view script) {
  return ask(asked, script).series.at(0).total.pairs;
}

TEST(Interval, PairsEveryAWithTheNextB) {
  const IntervalAnswer answer = ask(question(), "ann: A@1h B@2h B@3h A@25h B@25h30m; bob: B@1h A@2h B@5h");
  ASSERT_THAT(answer.series, SizeIs(1));
  const IntervalFigures& total = answer.series[0].total;
  EXPECT_EQ(total.pairs, 3U);
  EXPECT_EQ(total.persons, 2U);
  EXPECT_THAT(total.min_ms, Optional(1'800'000.0));
  EXPECT_THAT(total.q1_ms, Optional(2'700'000.0));
  EXPECT_THAT(total.median_ms, Optional(3'600'000.0));
  EXPECT_THAT(total.max_ms, Optional(10'800'000.0));
  EXPECT_THAT(total.mean_ms, Optional(5'400'000.0));
  EXPECT_EQ(answer.series[0].values[0].pairs, 2U);
  EXPECT_EQ(answer.series[0].values[1].persons, 1U);
}

TEST(Interval, TakesTheLastABeforeTheB) {
  EXPECT_THAT(ask(question(), "ann: A@1h A@2h B@3h").series[0].total.max_ms, Optional(3'600'000.0));
  EXPECT_EQ(pairs(question(), "ann: A@1h A@2h B@3h"), 1U);
  EXPECT_EQ(pairs(question(), "ann: A@1h X@2h B@3h"), 1U);
  EXPECT_EQ(pairs(question(), "ann: B@1h A@2h"), 0U);
}

TEST(Interval, OfOneEventIsBetweenNeighbours) {
  const IntervalQuestion asked = question(R"(,"to":{"event":"A"})");
  EXPECT_EQ(pairs(asked, "ann: A@1h A@2h A@4h"), 2U);
  EXPECT_THAT(ask(asked, "ann: A@1h A@2h A@4h").series[0].total.max_ms, Optional(7'200'000.0));
}

TEST(Interval, KnowsAThatIsAlsoB) {
  // The second event ends the first pair and begins the next.
  const IntervalQuestion asked = question(R"(,"from":{"events":["A","C"]},"to":{"events":["B","C"]})");
  EXPECT_EQ(pairs(asked, "ann: A@1h C@2h B@3h"), 2U);
}

TEST(Interval, EndsAtTheLimitIncluded) {
  EXPECT_EQ(pairs(question(R"(,"limit":"1h")"), "ann: A@1h B@2h"), 1U);
  EXPECT_EQ(pairs(question(R"(,"limit":"1h")"), "ann: A@1h B@7200001ms"), 0U);
  EXPECT_EQ(pairs(question(R"(,"limit":"1h")"), "ann: A@1h B@7200001ms B@7200002ms A@3h B@3h"), 1U);
}

TEST(Interval, BindsOnlyAToTheRange) {
  EXPECT_EQ(pairs(question(), "ann: A@47h B@49h"), 1U);
  EXPECT_EQ(pairs(question(), "ann: A@47h A@48h B@49h"), 0U);
  EXPECT_EQ(ask(question(), "ann: A@47h A@48h B@49h").series[0].total.persons, 0U);
  EXPECT_EQ(pairs(question(), "ann: A@-1h B@1h"), 0U);
  EXPECT_EQ(pairs(question(), "ann: A@47h B@49h A@50h B@51h"), 1U);
}

TEST(Interval, CountsPairsAndPersonsPerBin) {
  const IntervalAnswer chosen =
      ask(question(R"(,"bins":["1h","2h"])"), "ann: A@0 B@1h A@2h B@3h; bob: A@0 B@3h; cat: A@0 B@1m");
  ASSERT_THAT(chosen.bins, SizeIs(3));
  EXPECT_EQ(chosen.bins[2].to_ms, 7.0 * 86'400'000);
  EXPECT_EQ(chosen.series[0].bins[0].pairs, 1U);
  EXPECT_EQ(chosen.series[0].bins[1].pairs, 2U);
  EXPECT_EQ(chosen.series[0].bins[1].persons, 1U);
  EXPECT_EQ(chosen.series[0].bins[2].persons, 1U);
  const IntervalAnswer automatic = ask(question(), "ann: A@0 B@1h A@2h B@2h10m");
  ASSERT_THAT(automatic.bins, SizeIs(13));
  EXPECT_EQ(automatic.bins[2].from_ms, 600'000);
  EXPECT_EQ(automatic.series[0].bins[2].pairs, 1U);
  EXPECT_EQ(automatic.series[0].bins[12].pairs, 1U);
}

TEST(Interval, OfNothingHasNoBinsAndNoFigures) {
  const IntervalAnswer answer = ask(question(), "ann: A@1h; bob: B@1h");
  EXPECT_THAT(answer.bins, IsEmpty());
  EXPECT_EQ(answer.series.at(0).total.median_ms, std::nullopt);
  EXPECT_THAT(answer.series[0].values, SizeIs(2));
  EXPECT_THAT(ask(question(R"(,"breakdown":"event.p")"), "ann: A@1h").series, IsEmpty());
}

TEST(Interval, BreaksDownByThePropertyAtA) {
  const IntervalAnswer answer =
      ask(question(R"(,"breakdown":"event.p","top":1)"),
          "ann: A{p=\"x\"}@0 B{p=\"y\"}@1h; bob: A{p=\"x\"}@0 B@1h; cat: A@0 B@2h A{p=\"z\"}@3h B@4h");
  ASSERT_THAT(answer.series, SizeIs(2));
  EXPECT_EQ(answer.series[0].label, "x");
  EXPECT_EQ(answer.series[0].total.pairs, 2U);
  EXPECT_EQ(answer.series[1].label, "$other");
  EXPECT_EQ(answer.series[1].total.pairs, 2U);
  EXPECT_EQ(answer.series[1].total.persons, 1U);
}

TEST(Interval, ListsThePersonsBehindEveryNumber) {
  const auto script =
      parse_script("ann: A{p=\"x\"}@1h B@2h; bob: A{p=\"x\"}@25h B@30h; cat: A{p=\"y\"}@1h B@1h1m; dan: A@1h");
  const auto timeline = timelines(script);
  const auto who = [&](const char* members, IntervalCell cell) {
    return persons_timeline(question(members), cell, *timeline, at(days(9))).value();
  };
  EXPECT_EQ(who("", {}), script.numbers("ann bob cat"));
  EXPECT_EQ(who("", {.bucket = 0}), script.numbers("ann cat"));
  EXPECT_EQ(who(R"(,"bins":["1h"])", {.bin = 1}), script.numbers("ann bob"));
  EXPECT_EQ(who(R"(,"bins":["1h"])", {.bucket = 1, .bin = 1}), script.numbers("bob"));
  EXPECT_EQ(who("", {.bin = 10}), script.numbers("bob"));
  EXPECT_EQ(who(R"(,"breakdown":"event.p","top":1)", {.label = "x"}), script.numbers("ann bob"));
  EXPECT_EQ(who(R"(,"breakdown":"event.p","top":1)", {.label = "$other"}), script.numbers("cat"));
  EXPECT_EQ(who(R"(,"breakdown":"event.p","top":1)", {.label = "y"}), script.numbers("cat"));
  const auto field = [&](IntervalCell cell) {
    return persons_timeline(question(), cell, *timeline, at(days(9))).error().field;
  };
  EXPECT_EQ(field({.bucket = 2}), "bucket");
  EXPECT_EQ(field({.bin = 11}), "bin");
  EXPECT_EQ(field({.label = "x"}), "label");
}

TEST(Interval, NamesTheFieldThatIsWrong) {
  const auto field = [](const char* text) {
    return validate(json::read<IntervalQuestion>(text).value()).error().field;
  };
  EXPECT_EQ(field(R"({"limit":"0s"})"), "limit");
  EXPECT_EQ(field(R"({"limit":"3651d"})"), "limit");
  EXPECT_EQ(field(R"({"bins":["2h","1h"]})"), "bins");
  EXPECT_EQ(field(R"({"limit":"1h","bins":["2h"]})"), "bins");
  EXPECT_EQ(field(R"({"top":0})"), "top");
  IntervalQuestion asked;
  asked.breakdown = PropertyRef{Scope::event, "p"};
  asked.top = 100;
  EXPECT_TRUE(check_size(asked, 4000));
  EXPECT_EQ(check_size(asked, 5000).error().code, ErrorCode::too_large);
}

}  // namespace
}  // namespace throng::analyze
