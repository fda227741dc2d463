#include "analyze/funnel/run_timeline.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "analyze/funnel/internal/all_attempts.h"
#include "model/value.h"
#include "timeline/testing.h"

namespace throng::analyze {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using timeline::testing::kOrigin;
using timeline::testing::parse_script;
using timeline::testing::timelines;

constexpr const char* kAbc = R"("steps":[{"event":"A"},{"event":"B"},{"event":"C"}])";

FunnelQuestion question(const std::string& members) {
  auto parsed = json::read<FunnelQuestion>(R"({"range":"ever",)" + members + "}");
  if (!parsed) ADD_FAILURE() << describe(parsed.error());
  EXPECT_TRUE(validate(*parsed));
  return *parsed;
}
FunnelQuestion abc(const char* window) { return question(std::string(kAbc) + R"(,"window":")" + window + '"'); }

AskContext context() { return {.now = kOrigin + days(10)}; }

FunnelAnswer ask(const FunnelQuestion& asked, std::string_view script) {
  return run_timeline(asked, *timelines(script), context()).value();
}
std::vector<std::uint64_t> persons(const FunnelGroup& group) {
  std::vector<std::uint64_t> counts;
  for (const FunnelStep& step : group.steps) counts.push_back(step.persons);
  return counts;
}
std::vector<std::uint64_t> persons_per_step(const FunnelQuestion& asked, std::string_view script) {
  return persons(ask(asked, script).all);
}

TEST(Funnel, CountsEachPersonAtTheFurthestStepAnyAttemptReached) {
  EXPECT_THAT(persons_per_step(abc("1h"), "ann: A@0 B@5m C@9m; bob: A@0 B@5m; cat: A@0 C@9m; dan: B@5m C@9m"),
              ElementsAre(3, 2, 1));
}

TEST(Funnel, LetsALaterAttemptSucceedWhereAnEarlierRanOutOfTime) {
  const FunnelAnswer answer = ask(abc("3600s"), "ann: A@0 A@1800s B@2700s C@4500s");
  EXPECT_THAT(persons(answer.all), ElementsAre(1, 1, 1));
  EXPECT_EQ(answer.all.steps[2].median_ms_from_first, 2'700'000);
  EXPECT_EQ(answer.all.steps[2].median_ms_from_previous, 1'800'000);
}

TEST(Funnel, AmongEquallyDeepAttemptsTakesTheOneThatStartsFirst) {
  const FunnelAnswer answer = ask(abc("1h"), "ann: A@0 A@10m B@20m A@30m B@31m");
  EXPECT_THAT(persons(answer.all), ElementsAre(1, 1, 0));
  EXPECT_EQ(answer.all.steps[1].median_ms_from_first, 1'200'000);
  EXPECT_FALSE(answer.all.steps[2].median_ms_from_first);
}

TEST(Funnel, IncludesTheEndOfTheWindow) {
  EXPECT_THAT(persons_per_step(abc("1h"), "ann: A@0 B@1h; bob: A@0 B@3600001ms; cat: A@0 B@59m C@1h"),
              ElementsAre(3, 2, 1));
}

TEST(Funnel, LetsOneEventServeOneStep) {
  const FunnelQuestion same = question(R"("steps":[{"event":"A"},{"event":"A"},{"events":["A","B"]}])");
  EXPECT_THAT(persons_per_step(same, "ann: A@0; bob: A@0 A@1; cat: A@0 A@1 B@2; dan: A@0 A@0 A@0"),
              ElementsAre(4, 3, 2));
}

TEST(Funnel, KeepsThePersonsOrderWithinAnInstant) {
  EXPECT_THAT(persons_per_step(abc("1h"), "ann: A@0 B@0 C@0; bob: B@0 A@0 C@0; cat: C@0 B@0 A@0"),
              ElementsAre(3, 1, 1));
}

TEST(Funnel, StartsInsideTheRangeAndMayEndAfterIt) {
  FunnelQuestion asked = abc("1h");
  asked.range = {model::Window::Between{"2026-01-05", "2026-01-06"}};
  EXPECT_THAT(persons_per_step(
                  asked, "ann: A@23h59m B@24h30m C@24h40m; bob: A@-1 B@0 C@1; cat: A@24h B@24h1m; dan: A@-1 A@0 B@1"),
              ElementsAre(2, 2, 1));
}

TEST(Funnel, AppliesTheFilterOfEachStep) {
  const FunnelQuestion asked = question(R"("steps":[{"event":"A","where":{"event":"p","op":">","value":1}},
      {"event":"B","where":{"any":[{"person":"plan","op":"is","value":"pro"},{"event":"q","op":"is","value":"x"}]}}])");
  EXPECT_THAT(persons_per_step(asked,
                               "ann: A{p=2}@0 B{q=\"x\"}@1; bob: A{p=2}@0 B@1; cat: A{p=1}@0 B{q=\"x\"}@1;"
                               "dan: A{p=2}@0 B@1 $identify{plan=\"pro\"}@2; eve: A{p=0}@0 A{p=3}@1 B@2 B{q=\"x\"}@3"),
              ElementsAre(4, 3));
}

TEST(Funnel, MedianIsBetweenTheMiddleTwo) {
  EXPECT_EQ(
      ask(abc("1h"), "ann: A@0 B@10; bob: A@0 B@20; cat: A@0 B@40; dan: A@0 B@80").all.steps[1].median_ms_from_first,
      30);
}

TEST(Funnel, BreaksDownByTheValueAtTheStartOfTheAttemptThatCounts) {
  FunnelQuestion asked = question(std::string(kAbc) + R"(,"breakdown":"event.src","top":2)");
  const char* script =
      "ann: A{src=\"x\"}@0 B@1; bob: A{src=\"x\"}@0; cat: A{src=5}@0 B@1; dan: A{src=\"5\"}@0;"
      "eve: A@0 B@1 C@2; fay: A{src=\"$other\"}@0; gil: A{src=\"y\"}@0 A{src=\"5\"}@9d B@9d";
  const FunnelAnswer answer = ask(asked, script);
  ASSERT_EQ(answer.groups.size(), 3U);
  EXPECT_EQ(answer.groups[0].label, "5");
  EXPECT_THAT(persons(answer.groups[0]), ElementsAre(3, 2, 0));
  EXPECT_EQ(answer.groups[1].label, "x");
  EXPECT_THAT(persons(answer.groups[1]), ElementsAre(2, 1, 0));
  EXPECT_EQ(answer.groups[2].label, "$other");
  EXPECT_THAT(persons(answer.groups[2]), ElementsAre(2, 1, 1));
}

TEST(Funnel, ListsThePersonsBehindEveryNumber) {
  const FunnelQuestion asked = question(std::string(kAbc) + R"(,"breakdown":"person.plan","top":1)");
  const auto script = parse_script(
      "ann: A@0 B@1 C@2; bob: A@0 B@1; cat: A@0 $identify{plan=\"pro\"}@5; dan: B@1; web: A@0; web -> bob");
  const auto timeline = timelines(script);
  const auto who = [&](FunnelCell cell) { return persons_timeline(asked, cell, *timeline, context()).value(); };
  EXPECT_EQ(who({.step = 1}), script.numbers("ann bob cat"));
  EXPECT_EQ(who({.step = 2}), script.numbers("ann bob"));
  EXPECT_EQ(who({.step = 2, .dropped = true}), script.numbers("cat"));
  EXPECT_EQ(who({.step = 3, .dropped = true}), script.numbers("bob"));
  EXPECT_EQ(who({.step = 1, .label = "$none"}), script.numbers("ann bob"));
  EXPECT_EQ(who({.step = 1, .label = "pro"}), script.numbers("cat"));
  EXPECT_EQ(who({.step = 1, .label = "$other"}), script.numbers("cat"));
  EXPECT_EQ(persons_timeline(asked, {.step = 4}, *timeline, context()).error().field, "step");
}

TEST(Funnel, OfNobodyIsZero) {
  const FunnelAnswer answer = ask(abc("1h"), "");
  EXPECT_THAT(persons(answer.all), ElementsAre(0, 0, 0));
  EXPECT_THAT(answer.groups, IsEmpty());
  EXPECT_FALSE(answer.rule.empty());
}

// At full size from the first case on.
template <class T>
T pick(T least, T end) {
  return *rc::gen::resize(rc::kNominalSize, rc::gen::inRange<T>(least, end));
}

struct AttemptRulesCase {
  FunnelQuestion question;
  std::vector<internal::StepEvent> events;
};

AttemptRulesCase random_case() {
  AttemptRulesCase out;
  out.question.steps.resize(pick<std::size_t>(2, 6));
  out.question.window = Duration(pick<std::int64_t>(1, 30));
  const auto last = static_cast<std::uint32_t>(out.question.steps.size());
  for (int x = pick<int>(0, 3); x > 0; --x) {
    FunnelExclusion exclusion;
    exclusion.from = pick<std::uint32_t>(1, last);
    exclusion.to = pick<std::uint32_t>(exclusion.from + 1, last + 1);
    exclusion.scope = pick<int>(0, 2) == 0 ? ExclusionScope::attempt : ExclusionScope::person;
    out.question.exclusions.push_back(exclusion);
  }
  std::int64_t now = 0;
  for (std::size_t i = pick<std::size_t>(0, 30); i > 0; --i) {
    now += pick<int>(0, 7);
    internal::StepEvent event{.ms = now, .steps = 1U << pick<std::uint32_t>(0, last)};
    if (pick<int>(0, 4) == 0) event.steps |= 1U << pick<std::uint32_t>(0, last);
    for (std::size_t x = 0; x < out.question.exclusions.size(); ++x) {
      if (pick<int>(0, 6) == 0) event.excluded = static_cast<std::uint8_t>(event.excluded | 1U << x);
    }
    event.starts = (event.steps & 1U) != 0;
    out.events.push_back(event);
  }
  return out;
}

// All at once find what each on its own finds.
void check_one() {
  const AttemptRulesCase given = random_case();
  const internal::AttemptRules rules(given.question);
  const std::size_t from = pick<std::size_t>(0, given.events.size() + 1);
  internal::Attempt best;
  bool kills_person = false;
  for (std::size_t start = from; start < given.events.size(); ++start) {
    if (!given.events[start].starts) continue;
    const internal::Attempt attempt = internal::attempt_from(given.events, start, rules);
    kills_person = kills_person || attempt.kills_person;
    if (attempt.depth > best.depth) best = attempt;
  }
  internal::AllAttempts all;
  for (int again = 0; again < 2; ++again) {
    const auto found = all.find(given.events, from, given.events.size(), rules);
    RC_ASSERT(found.kills_person == kills_person);
    RC_ASSERT(found.depth == best.depth);
    if (found.depth > 0) RC_ASSERT(found.first == best.places[0]);
  }
}
RC_GTEST_PROP(FunnelProperty, FindsTheAttemptThatTheDefinitionFinds, ()) {
  for (int i = 0; i < 20; ++i) check_one();
}

TEST(Funnel, NamesTheFieldThatIsWrong) {
  const auto field = [](const std::string& members) {
    const auto asked = json::read<FunnelQuestion>("{" + std::string(kAbc) + "," + members + "}");
    if (!asked) return asked.error().field;
    const auto checked = validate(*asked);
    return checked ? std::string("none") : checked.error().field;
  };
  EXPECT_EQ(field(R"("optional":[1])"), "optional");
  EXPECT_EQ(field(R"("optional":[3])"), "optional");
  EXPECT_EQ(field(R"("optional":[2,2])"), "optional");
  EXPECT_EQ(field(R"("optional":[2],"order":"any")"), "optional");
  EXPECT_EQ(field(R"("exclusions":[{"match":{},"from":3}])"), "exclusions[0].from");
  EXPECT_EQ(field(R"("exclusions":[{"match":{},"from":2,"to":2}])"), "exclusions[0].to");
  EXPECT_EQ(field(R"("optional":[2],"exclusions":[{"match":{},"from":2}])"), "exclusions[0].from");
  EXPECT_EQ(field(R"("hold":["person.plan"])"), "hold[0]");
  EXPECT_EQ(field(R"("hold":["event.a","event.b","event.c","event.d"])"), "hold");
  EXPECT_EQ(field(R"("breakdown_step":4)"), "breakdown_step");
  EXPECT_EQ(field(R"("bucket":"total")"), "bucket");
  EXPECT_EQ(field(R"("times":{"from":2,"to":2})"), "times.to");
  EXPECT_EQ(field(R"("times":{"bins":["2h","1h"]})"), "times.bins");
  EXPECT_EQ(field(R"("sessions":{"timeout":"2d"})"), "sessions.timeout");
}

}  // namespace
}  // namespace throng::analyze
