#include "ledger/journeys.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "ledger/both_engines.h"
#include "ledger/projects.h"
#include "ledger/saved.h"

namespace throng::ledger {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

constexpr Instant kNow = from_ms(1'795'000'000'000);

class JourneysTest : public BothEngines {
 protected:
  void SetUp() override {
    BothEngines::SetUp();
    if (!db) return;
    model::Project project;
    project.id = project.name = "shop";
    ASSERT_TRUE(add_project(*db, project, kNow).has_value());
    const auto saved = add_saved(
        *db, {.id = {}, .project = "shop", .kind = SavedKind::journey, .name = "Welcome", .body = "{}"}, kNow);
    ASSERT_TRUE(saved.has_value()) << describe(saved.error());
    journey = saved->id;
  }
  std::uint64_t enter(std::vector<model::PersonNumber> persons, std::int64_t entry = 7, Instant at = kNow) {
    std::vector<NewEntrant> wanted;
    for (const model::PersonNumber person : persons)
      wanted.push_back({.version = 1,
                        .person = person,
                        .entry = entry,
                        .held = person % 2 == 0,
                        .step = "hello",
                        .entered = at,
                        .seen = 7,
                        .context = R"({"它":"'"})"});
    const auto added = add_entrants(*db, journey, wanted);
    EXPECT_TRUE(added) << describe(added.error());
    return added.value_or(0);
  }
  std::vector<Entrant> due(Instant now = kNow) { return due_entrants(*db, journey, now, 10).value(); }
  static EntrantMove move(const Entrant& one, std::vector<Visit> visits) {
    return {.entrant = one.id,
            .pass = one.pass,
            .step = "later",
            .arrived = kNow,
            .due = kNow + days(1),
            .seen = 9,
            .ended = {},
            .reason = {},
            .visits = std::move(visits),
            .sends = {}};
  }
  std::uint64_t moved(const EntrantMove& move) {
    const auto count = move_entrants(*db, {&move, 1}, kNow);
    EXPECT_TRUE(count) << describe(count.error());
    return count.value_or(99);
  }
  std::string journey;
};
RUN_ON_BOTH_ENGINES(JourneysTest);

TEST_P(JourneysTest, VersionsAreNumberedAndKept) {
  EXPECT_EQ(publish_journey(*db, journey, "{\"a\":1}", kNow)->version, 1U);
  EXPECT_EQ(publish_journey(*db, journey, "{\"a\":2}", kNow + days(1))->version, 2U);
  EXPECT_EQ(find_journey_version(*db, journey, 1)->body, "{\"a\":1}");
  const auto all = list_journey_versions(*db, journey).value();
  ASSERT_THAT(all, SizeIs(2));
  EXPECT_EQ(all[0].version, 2U);
  EXPECT_EQ(all[0].created, kNow + days(1));
  EXPECT_EQ(find_journey_version(*db, journey, 3).error().code, ErrorCode::not_found);
  EXPECT_EQ(find_journey_version(*db, journey, 0).error().code, ErrorCode::not_found);
  EXPECT_EQ(publish_journey(*db, "nobody", "{}", kNow).error().code, ErrorCode::not_found);
}

TEST_P(JourneysTest, WhatWasHeardIsRemembered) {
  EXPECT_EQ(journey_heard(*db, journey).value(), std::nullopt);
  ASSERT_TRUE(note_journey_heard(*db, journey, 5));
  ASSERT_TRUE(note_journey_heard(*db, journey, 12));
  EXPECT_EQ(journey_heard(*db, journey).value(), 12U);
  EXPECT_EQ(note_journey_heard(*db, "nobody", 1).error().code, ErrorCode::not_found);
}

TEST_P(JourneysTest, OneEntryLetsAPersonInOnce) {
  EXPECT_EQ(enter({1, 2}), 2U);
  EXPECT_EQ(enter({2, 3}), 1U);
  EXPECT_EQ(enter({1}, 8), 1U) << "another event lets him in again";
  EXPECT_EQ(count_entrants(*db, journey), 4U);
  const auto all = due();
  ASSERT_THAT(all, SizeIs(4));
  EXPECT_EQ(all[0].step, "hello");
  EXPECT_EQ(all[0].context, R"({"它":"'"})");
  EXPECT_EQ(all[0].pass, 1U);
  EXPECT_EQ(all[0].seen, 7U);
  EXPECT_TRUE(all[1].held);
  EXPECT_THAT(due(kNow - Duration(1)), IsEmpty());
}

TEST_P(JourneysTest, AMoveHappensOnceAndCounts) {
  enter({1, 2});
  const auto all = due();
  const auto first = move(all[0], {{.step = "hello", .outcome = "done", .at = kNow, .tells = false}});
  EXPECT_EQ(moved(first), 1U);
  EXPECT_EQ(moved(first), 0U) << "he is not there any more";
  EXPECT_THAT(due(), SizeIs(1));
  const auto now = due(kNow + days(1));
  ASSERT_THAT(now, SizeIs(2));
  EXPECT_EQ(now[1].step, "later");
  EXPECT_EQ(now[1].pass, 2U);
  EXPECT_EQ(now[1].seen, 9U);
  const auto visits = count_visits(*db, journey).value();
  ASSERT_THAT(visits, SizeIs(3));
  EXPECT_EQ(visits[0].outcome, "entered");
  EXPECT_FALSE(visits[0].held);
  EXPECT_EQ(visits[2].step, "hello");
  EXPECT_EQ(visits[2].count, 1U);
  const auto standing = count_standing(*db, journey).value();
  ASSERT_THAT(standing, SizeIs(2));
  EXPECT_EQ(standing[0].step, "hello");
  EXPECT_TRUE(standing[0].held);
}

TEST_P(JourneysTest, WaitingOnIsNoVisit) {
  enter({1});
  EXPECT_EQ(moved(move(due()[0], {})), 1U);
  EXPECT_THAT(due(), IsEmpty());
  EXPECT_EQ(due(kNow + days(1)).at(0).pass, 1U);
}

TEST_P(JourneysTest, AStepThatSendsQueuesWithItsMove) {
  enter({1, 2});
  SendRun wanted;
  wanted.project = "shop";
  wanted.campaign = journey;
  wanted.step = "hello";
  wanted.body = "{}";
  const auto run = open_send_run(*db, wanted, kNow);
  ASSERT_TRUE(run) << describe(run.error());
  for (const Entrant& one : due()) {
    auto step = move(one, {{.step = "hello", .outcome = "done", .at = kNow, .tells = false}});
    step.sends.push_back({.run = run->id, .pass = one.pass, .channel = "email", .variant = "A", .due = kNow});
    EXPECT_EQ(moved(step), 1U);
    EXPECT_EQ(moved(step), 0U);
  }
  const auto sends = due_sends(*db, run->id, kNow, 10).value();
  ASSERT_THAT(sends, SizeIs(2));
  EXPECT_EQ(sends[0].person, 1U);
  EXPECT_EQ(sends[0].context, R"({"它":"'"})");
  EXPECT_FALSE(sends[0].held);
  EXPECT_TRUE(sends[1].held) << "the control group is queued, to be held out when its turn comes";
}

TEST_P(JourneysTest, EndingIsTheLastVisit) {
  enter({1, 2, 3});
  const auto all = due();
  EntrantMove end = move(all[0], {{.step = "", .outcome = "goal", .at = kNow, .tells = true}});
  end.step.clear();
  end.due.reset();
  end.ended = kNow;
  end.reason = "goal";
  EXPECT_EQ(moved(end), 1U);
  const std::vector<model::PersonNumber> persons = {1, 2, 3};
  EXPECT_THAT(entrants_inside(*db, journey, persons).value(), SizeIs(2));
  const auto last = last_journey_entries(*db, journey, persons).value();
  ASSERT_THAT(last, SizeIs(3));
  for (const LastEntry& one : last) EXPECT_EQ(one.inside, one.person != 1) << one.person;
  EXPECT_EQ(end_entrants(*db, journey, "stopped", kNow).value(), 2U);
  EXPECT_THAT(entrants_inside(*db, journey, persons).value(), IsEmpty());
  EXPECT_THAT(list_visitors(*db, {.journey = journey, .step = "", .outcome = "stopped"}, 10).value(),
              ElementsAre(2U, 3U));
  const auto ways = list_entrants(*db, "shop", persons, 10).value();
  ASSERT_THAT(ways, SizeIs(3));
  EXPECT_EQ(ways[2].reason, "goal");
  EXPECT_EQ(ways[2].ended, kNow);
}

TEST_P(JourneysTest, VisitsAreToldOnce) {
  enter({1, 2});
  auto untold = untold_visits(*db, "shop", 10).value();
  ASSERT_THAT(untold, SizeIs(2));
  EXPECT_EQ(untold[0].visit.outcome, "entered");
  EXPECT_EQ(untold[0].entrant.person, 1U);
  EXPECT_THAT(untold_visits(*db, "another", 10).value(), IsEmpty());
  const std::vector<std::int64_t> told = {untold[0].id};
  ASSERT_TRUE(mark_visits_told(*db, told));
  untold = untold_visits(*db, "shop", 10).value();
  ASSERT_THAT(untold, SizeIs(1));
  EXPECT_EQ(untold[0].entrant.person, 2U);
}

TEST_P(JourneysTest, PersonsBehindTheNumbers) {
  enter({1, 2, 3, 4});
  for (const Entrant& one : due())
    if (one.person > 2)
      moved(move(one, {{.step = "hello", .outcome = one.person == 3 ? "met" : "timeout", .at = kNow}}));
  EXPECT_THAT(list_visitors(*db, {.journey = journey, .step = "hello"}, 10).value(), ElementsAre(3U, 4U));
  EXPECT_THAT(list_visitors(*db, {.journey = journey, .step = "hello", .outcome = "met"}, 10).value(), ElementsAre(3U));
  EXPECT_THAT(list_visitors(*db, {.journey = journey, .step = "hello", .standing = true}, 10).value(),
              ElementsAre(1U, 2U));
  EXPECT_THAT(list_visitors(*db, {.journey = journey, .step = "hello", .standing = true, .held = true}, 10).value(),
              ElementsAre(2U));
  EXPECT_THAT(list_visitors(*db, {.journey = journey, .version = 2, .step = "hello"}, 10).value(), IsEmpty());
  EXPECT_THAT(list_visitors(*db, {.journey = journey, .step = "'"}, 10).value(), IsEmpty());
}

TEST_P(JourneysTest, WithTheJourneyGoesAllOfIt) {
  enter({1});
  ASSERT_TRUE(publish_journey(*db, journey, "{}", kNow));
  ASSERT_TRUE(remove_saved(*db, {"shop", SavedKind::journey, journey}));
  EXPECT_THAT(due(), IsEmpty());
  EXPECT_THAT(list_journey_versions(*db, journey).value(), IsEmpty());
  EXPECT_THAT(count_visits(*db, journey).value(), IsEmpty());
}

}  // namespace
}  // namespace throng::ledger
