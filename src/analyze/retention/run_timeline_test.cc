#include "analyze/retention/run_timeline.h"

#include <random>

#include <fmt/core.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "analyze/retention/internal/every.h"
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
      R"({"start":{"event":"in"},"back":{"event":"use"},"range":{"between":["2026-01-05","2026-01-07"]},"buckets":2)" +
      members + "}");
  if (!parsed) ADD_FAILURE() << describe(parsed.error());
  EXPECT_TRUE(validate(*parsed));
  return *parsed;
}
AskContext at(Duration now) { return {.now = kOrigin + now}; }

RetentionAnswer ask(const RetentionQuestion& asked, std::string_view script, const AskContext& context = at(days(10))) {
  return run_timeline(asked, *timelines(script), context).value();
}

TEST(Retention, CountsReturnsInExactlyTheBucket) {
  const RetentionAnswer answer = ask(
      question(), "ann: in@1h use@2h use@1d use@1d5h; bob: in@23h use@2d; cat: in@1d use@2d; dan: use@0; eve: in@1h");
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
  const RetentionAnswer answer = ask(question(R"(,"returns":"on_or_after")"),
                                     "ann: in@0 use@30d; bob: in@0 use@1d; cat: in@5h use@1h; dan: in@0 use@-1");
  EXPECT_THAT(answer.cohorts[0].returned, ElementsAre(3, 2, 1));
}

TEST(Retention, BucketZeroIsWholeWhenStartAndReturnAreTheSame) {
  const RetentionAnswer answer =
      ask(question(R"(,"back":{"event":"in"})"), "ann: in@0; bob: in@0 in@1d; cat: in@2h in@2h");
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
  const auto script =
      parse_script("ann: in@1h use@2h use@1d use@1d5h; bob: in@23h use@2d; cat: in@1d use@2d; dan: use@0; eve: in@1h");
  const auto timeline = timelines(script);
  const auto who = [&](RetentionCell cell) {
    return persons_timeline(question(), cell, *timeline, at(days(9))).value();
  };
  EXPECT_EQ(who({.cohort = 0}), script.numbers("ann bob eve"));
  EXPECT_EQ(who({.cohort = 0, .bucket = 2}), script.numbers("bob"));
  EXPECT_EQ(who({.cohort = 0, .bucket = 2, .absent = true}), script.numbers("ann eve"));
  EXPECT_EQ(who({.cohort = 1, .bucket = 1}), script.numbers("cat"));
  EXPECT_EQ(persons_timeline(question(), {.cohort = 2}, *timeline, at(days(9))).error().field, "cohort");
}

// Forty persons with starts and returns at all hours of nine days, always the same.
std::string many(Duration shift = {}, const std::string& irrelevant = "") {
  std::mt19937 bits(7);
  std::string script;
  for (int person = 0; person < 40; ++person) {
    script += fmt::format("p{}:", person);
    for (int event = 0; event < 12; ++event) {
      const auto hour = static_cast<int>(bits() % 216) - 36;
      const bool start = bits() % 4 == 0;
      const int value = static_cast<int>(bits() % 9);
      script += fmt::format(" {}{{v={}}}@{}m", start ? "in" : "use", value,
                            hour * 60 + std::chrono::duration_cast<std::chrono::minutes>(shift).count());
    }
    script += irrelevant + ";";
  }
  return script;
}

// The kinds of question that go different ways.
std::vector<std::string> kinds() {
  std::vector<std::string> out;
  for (const char* cohort : {"first_ever", "first_matching", "recurring"}) {
    for (const char* returns : {"on", "on_or_after"}) {
      for (const char* rest : {"", R"(,"periods":"rolling","streaks":true)", R"(,"brackets":[1,3,4],"at_least":2)",
                               R"(,"value":"sum","property":"v","breakdown":"event.v","top":3)"}) {
        out.push_back(fmt::format(R"(,"cohort":"{}","returns":"{}"{})", cohort, returns, rest));
      }
    }
  }
  return out;
}

TEST(Retention, TheGeneralWayAnswersPlainQuestionsAlike) {
  const auto timeline = timelines(many());
  const AskContext context = at(days(8));
  for (const std::string& kind : kinds()) {
    const RetentionQuestion asked = question(kind);
    if (!is_plain(asked)) continue;
    internal::EveryRetention every(asked, *timeline, context);
    ASSERT_TRUE(every.bind());
    EXPECT_EQ(json::to_string(every.answer().value()), json::to_string(run_timeline(asked, *timeline, context).value()))
        << kind;
  }
}

TEST(Retention, EventsOfOtherNamesChangeNothing) {
  for (const std::string& kind : kinds()) {
    const RetentionQuestion asked = question(kind);
    EXPECT_EQ(json::to_string(ask(asked, many())),
              json::to_string(ask(asked, many({}, " look@1h look@50h $identify@3d"))))
        << kind;
  }
}

TEST(Retention, WholeWeeksLaterIsTheSameWholeWeeksLater) {
  for (const std::string& kind : kinds()) {
    RetentionQuestion asked = question(kind);
    const RetentionAnswer before = ask(asked, many(), at(days(5)));
    asked.range = {model::Window::Between{"2026-02-02", "2026-02-04"}};
    RetentionAnswer after = ask(asked, many(days(28)), at(days(33)));
    for (RetentionRow& row : after.cohorts) row.start -= days(28);
    for (RetentionGroup& group : after.groups) {
      for (RetentionRow& row : group.cohorts) row.start -= days(28);
    }
    EXPECT_EQ(json::to_string(before), json::to_string(after)) << kind;
  }
}

TEST(Retention, TwoHalvesOfARangeHaveTheCohortsOfTheWhole) {
  for (const std::string& kind : kinds()) {
    if (kind.find("first_matching") != std::string::npos || kind.find("breakdown") != std::string::npos) continue;
    RetentionQuestion asked = question(kind);
    const RetentionAnswer whole = ask(asked, many());
    RetentionAnswer halves;
    for (const auto& [from, to] : {std::pair("2026-01-05", "2026-01-06"), std::pair("2026-01-06", "2026-01-07")}) {
      asked.range = {model::Window::Between{from, to}};
      for (RetentionRow& row : ask(asked, many()).cohorts) halves.cohorts.push_back(std::move(row));
    }
    EXPECT_EQ(json::to_string(whole.cohorts), json::to_string(halves.cohorts)) << kind;
  }
}

TEST(Retention, GroupsAddUpToTheTable) {
  const RetentionAnswer answer = ask(question(R"(,"cohort":"recurring","breakdown":"event.v","top":3)"), many());
  ASSERT_EQ(answer.groups.size(), 4U);
  for (std::size_t cohort = 0; cohort < answer.cohorts.size(); ++cohort) {
    std::uint64_t persons = 0, returned = 0;
    for (const RetentionGroup& group : answer.groups) {
      persons += group.cohorts[cohort].persons;
      returned += group.cohorts[cohort].returned[1];
    }
    EXPECT_EQ(answer.cohorts[cohort].persons, persons);
    EXPECT_EQ(answer.cohorts[cohort].returned[1], returned);
  }
}

TEST(Retention, SaysWhichFieldIsWrong) {
  const auto field = [](const std::string& members) {
    const auto parsed = json::read<RetentionQuestion>("{" + members + "}");
    return parsed ? validate(*parsed).error().field : parsed.error().field;
  };
  EXPECT_EQ(field(R"("brackets":[0,2])"), "brackets");
  EXPECT_EQ(field(R"("brackets":[2,2])"), "brackets");
  EXPECT_EQ(field(R"("brackets":[2,367])"), "brackets");
  EXPECT_EQ(field(R"("at_least":0)"), "at_least");
  EXPECT_EQ(field(R"("value":"avg")"), "property");
  EXPECT_EQ(field(R"("top":101)"), "top");
  const RetentionQuestion plain = question();
  EXPECT_EQ(validate({.bucket = 3}, plain, 1).error().field, "bucket");
  EXPECT_EQ(validate({.label = "x"}, plain, 1).error().field, "label");
  EXPECT_EQ(validate({.bucket = 1, .streak = RetentionStreak::longest}, plain, 1).error().field, "streak");
  EXPECT_EQ(validate({.streak = RetentionStreak::longest}, question(R"(,"streaks":true)"), 1).error().field, "bucket");
}

}  // namespace
}  // namespace throng::analyze
