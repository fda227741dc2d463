#include "analyze/distribution/run_timeline.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "timeline/testing.h"

namespace throng::analyze {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Optional;
using ::testing::SizeIs;
using timeline::testing::kOrigin;
using timeline::testing::parse_script;
using timeline::testing::timelines;

// Three days.
DistributionQuestion question(const std::string& members = "") {
  auto parsed = json::read<DistributionQuestion>(
      R"({"match":{"event":"A"},"range":{"between":["2026-01-05","2026-01-08"]})" + members + "}");
  if (!parsed) ADD_FAILURE() << describe(parsed.error());
  EXPECT_TRUE(validate(*parsed));
  return *parsed;
}
AskContext at(Duration now) { return {.now = kOrigin + now}; }

DistributionAnswer ask(const std::string& members, std::string_view script) {
  return run_timeline(question(members), *timelines(script), at(days(10))).value();
}
std::vector<std::uint64_t> bins(const std::string& members, std::string_view script) {
  return ask(members, script).series.at(0).bins;
}

TEST(Distribution, CountsPersonsByHowOften) {
  const DistributionAnswer answer = ask("", "ann: A@1h A@1h A@2h; bob: A@1h; cat: A@-1h A@71h A@72h; dan: B@1h");
  ASSERT_THAT(answer.bins, SizeIs(3));
  EXPECT_THAT(answer.bins[0].from, Optional(1.0));
  EXPECT_THAT(answer.bins[2].to, Optional(4.0));
  EXPECT_THAT(answer.series[0].bins, ElementsAre(2, 0, 1));
  EXPECT_EQ(answer.series[0].persons, 3U);
  EXPECT_THAT(answer.series[0].mean, Optional(5.0 / 3));
  EXPECT_THAT(answer.series[0].median, Optional(1.0));
}

TEST(Distribution, CountsDaysAndHours) {
  const char* script = "ann: A@1h A@1h10m A@2h A@25h; bob: A@1h A@1h59m";
  EXPECT_THAT(bins(R"(,"measure":"days")", script), ElementsAre(1, 1));
  EXPECT_THAT(bins(R"(,"measure":"hours")", script), ElementsAre(1, 0, 1));
}

TEST(Distribution, TakesAPropertysNumbers) {
  const char* script = "ann: A{v=1}@1h A{v=\"3.5\"}@2h A{v=\"many\"}@3h; bob: A@1h; cat: A{v=-1}@1h";
  const std::string of_v = R"(,"property":"v","bins":[0,1,2,4])";
  EXPECT_THAT(bins(R"(,"measure":"sum")" + of_v, script), ElementsAre(1, 1, 0, 0, 1));
  EXPECT_THAT(bins(R"(,"measure":"avg")" + of_v, script), ElementsAre(1, 0, 0, 1, 0));
  EXPECT_THAT(bins(R"(,"measure":"min")" + of_v, script), ElementsAre(1, 0, 1, 0, 0));
  EXPECT_THAT(bins(R"(,"measure":"max")" + of_v, script), ElementsAre(1, 0, 0, 1, 0));
  EXPECT_EQ(ask(R"(,"measure":"sum")" + of_v, script).series[0].persons, 3U);
  EXPECT_EQ(ask(R"(,"measure":"max")" + of_v, script).series[0].persons, 2U);
}

TEST(Distribution, LeavesTheEndsOfChosenBinsOpen) {
  const DistributionAnswer answer = ask(R"(,"bins":[2,4])", "ann: A@1h; bob: A@1h A@1h; cat: A@1h A@1h A@1h A@1h");
  EXPECT_EQ(answer.bins[0].from, std::nullopt);
  EXPECT_EQ(answer.bins[2].to, std::nullopt);
  EXPECT_THAT(answer.series[0].bins, ElementsAre(1, 1, 1));
}

TEST(Distribution, OfNobodyHasNoBins) {
  EXPECT_THAT(ask("", "ann: B@1h").bins, IsEmpty());
  EXPECT_THAT(ask("", "ann: B@1h").series, SizeIs(1));
  EXPECT_EQ(ask("", "ann: B@1h").series[0].mean, std::nullopt);
  EXPECT_THAT(ask(R"(,"bins":[2])", "ann: B@1h").series[0].bins, ElementsAre(0, 0));
  EXPECT_THAT(ask(R"(,"breakdown":"event.p")", "ann: B@1h").series, IsEmpty());
}

TEST(Distribution, BreaksDownByEventPersonByPerson) {
  const DistributionAnswer answer =
      ask(R"(,"breakdown":"event.p","top":1)",
          "ann: A{p=\"x\"}@1h A{p=\"x\"}@2h A{p=\"y\"}@3h; bob: A{p=\"x\"}@1h; cat: A{p=\"y\"}@0 A{p=\"z\"}@0");
  ASSERT_THAT(answer.series, SizeIs(2));
  EXPECT_EQ(answer.series[0].label, "x");
  EXPECT_THAT(answer.series[0].bins, ElementsAre(1, 1));
  EXPECT_EQ(answer.series[1].label, "$other");
  EXPECT_THAT(answer.series[1].bins, ElementsAre(1, 1));
}

TEST(Distribution, BreaksDownByTrait) {
  const DistributionAnswer answer =
      ask(R"(,"breakdown":"person.plan")", "ann: A@1h $identify{plan=\"pro\"}@2h A@3h; bob: A@1h; cat: A@1h A@1h");
  ASSERT_THAT(answer.series, SizeIs(2));
  EXPECT_EQ(answer.series[0].label, "$none");
  EXPECT_THAT(answer.series[0].bins, ElementsAre(1, 1));
  EXPECT_THAT(answer.series[1].bins, ElementsAre(0, 1));
}

TEST(Distribution, KeepsNoGroupThatHasNoNumber) {
  const DistributionAnswer answer = ask(R"(,"measure":"avg","property":"v","breakdown":"event.p")",
                                        "ann: A{p=\"x\",v=1}@1h; bob: A{p=\"y\"}@1h; cat: A{p=\"y\",v=\"z\"}@1h");
  ASSERT_THAT(answer.series, SizeIs(1));
  EXPECT_EQ(answer.series[0].label, "x");
}

TEST(Distribution, ListsThePersonsBehindEveryNumber) {
  const auto script =
      parse_script("ann: A{p=\"x\"}@1h A{p=\"y\"}@2h; bob: A{p=\"x\"}@1h; cat: B@1h; dan: A{p=\"z\"}@1h");
  const auto timeline = timelines(script);
  const auto who = [&](const char* members, DistributionCell cell) {
    return persons_timeline(question(members), cell, *timeline, at(days(9))).value();
  };
  EXPECT_EQ(who("", {}), script.numbers("ann bob dan"));
  EXPECT_EQ(who("", {.bin = 0}), script.numbers("bob dan"));
  EXPECT_EQ(who("", {.bin = 1}), script.numbers("ann"));
  const char* by_p = R"(,"breakdown":"event.p","top":1)";
  EXPECT_EQ(who(by_p, {.bin = 0, .label = "x"}), script.numbers("ann bob"));
  EXPECT_EQ(who(by_p, {.bin = 0, .label = "$other"}), script.numbers("ann dan"));
  EXPECT_EQ(who(by_p, {.label = "y"}), script.numbers("ann"));
  const auto field = [&](DistributionCell cell) {
    return persons_timeline(question(), cell, *timeline, at(days(9))).error().field;
  };
  EXPECT_EQ(field({.bin = 2}), "bin");
  EXPECT_EQ(field({.label = "x"}), "label");
}

TEST(Distribution, NamesTheFieldThatIsWrong) {
  const auto field = [](const char* text) {
    return validate(json::read<DistributionQuestion>(text).value()).error().field;
  };
  EXPECT_EQ(field(R"({"measure":"sum"})"), "property");
  EXPECT_EQ(field(R"({"property":"v"})"), "property");
  EXPECT_EQ(field(R"({"bins":[2,1]})"), "bins");
  EXPECT_EQ(field(R"({"top":101})"), "top");
}

}  // namespace
}  // namespace throng::analyze
