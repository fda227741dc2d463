#include "ledger/sends.h"

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
using testing::UnorderedElementsAre;

constexpr Instant kNow = from_ms(1'795'000'000'000);
const Verdict kGo{.what = Verdict::What::hand_over, .until = {}, .reason = {}, .counts = true};

class SendsTest : public BothEngines {
 protected:
  void SetUp() override {
    BothEngines::SetUp();
    if (!db) return;
    model::Project project;
    project.id = project.name = "shop";
    ASSERT_TRUE(add_project(*db, project, kNow).has_value());
    const auto saved =
        add_saved(*db, {.id = {}, .project = "shop", .kind = SavedKind::campaign, .name = "Sale", .body = "{}"}, kNow);
    ASSERT_TRUE(saved.has_value()) << describe(saved.error());
    campaign = saved->id;
    run = open_run(kNow);
  }
  std::int64_t open_run(Instant occasion) {
    SendRun wanted;
    wanted.project = "shop";
    wanted.campaign = campaign;
    wanted.occasion = occasion;
    wanted.body = R"({"它":"'"})";
    const auto opened = open_send_run(*db, wanted, kNow);
    EXPECT_TRUE(opened) << describe(opened.error());
    EXPECT_TRUE(change_send_run(*db, opened->id, {{RunState::filling}, RunState::running, {}}, kNow));
    return opened->id;
  }
  void queue(std::vector<model::PersonNumber> persons) {
    const SendGroup group{.persons = std::move(persons), .entry = 0, .variant = "A", .held = false, .due = kNow};
    const auto queued = queue_sends(*db, run, "email", {&group, 1}, kNow);
    ASSERT_TRUE(queued) << describe(queued.error());
  }
  std::vector<Send> claim(const std::vector<Verdict>& verdicts, Instant now = kNow) {
    const auto due = due_sends(*db, run, now, verdicts.size());
    EXPECT_EQ(due->size(), verdicts.size());
    std::vector<model::PersonNumber> numbers;
    for (const Send& send : *due) numbers.push_back(send.person);
    const auto claimed = claim_sends(*db, {*due, numbers, kNow - days(1), now}, [&](const KnownSends& known) {
      seen = known;
      return verdicts;
    });
    EXPECT_TRUE(claimed) << describe(claimed.error());
    return *claimed;
  }
  SendState state_of(std::int64_t send) { return find_send(*db, send)->value().state; }

  std::string campaign;
  std::int64_t run = 0;
  KnownSends seen;
};
RUN_ON_BOTH_ENGINES(SendsTest);

TEST_P(SendsTest, AWinnerIsChosenOnceAndGivenToThoseWhoHaveNoContent) {
  const std::int64_t other = open_run(kNow + days(3));
  const SendGroup without{.persons = {1, 2}, .entry = 0, .variant = "", .held = false, .due = kNow};
  const SendGroup with{.persons = {3}, .entry = 0, .variant = "A", .held = false, .due = kNow};
  for (const SendGroup& group : {without, with})
    ASSERT_TRUE(queue_sends(*db, other, "email", std::vector<SendGroup>{group}, kNow));
  EXPECT_EQ(choose_winner(*db, other, "B").value(), "B");
  EXPECT_EQ(choose_winner(*db, other, "A").value(), "B");
  EXPECT_EQ(find_send_run(*db, "shop", other)->winner, "B");
  std::vector<std::int64_t> ids;
  for (const Send& send : due_sends(*db, other, kNow, 10).value()) ids.push_back(send.id);
  ASSERT_TRUE(give_variant(*db, ids, "B"));
  std::vector<std::string> variants;
  for (const Send& send : due_sends(*db, other, kNow, 10).value()) variants.push_back(send.variant);
  EXPECT_THAT(variants, ::testing::UnorderedElementsAre("A", "B", "B"));
  EXPECT_FALSE(choose_winner(*db, 999'999, "A"));
}

TEST_P(SendsTest, ARunIsOpenedOnceForEachOccasion) {
  EXPECT_EQ(open_send_run(*db, {.project = "shop", .campaign = campaign, .occasion = kNow}, kNow)->id, run);
  EXPECT_NE(open_run(kNow + days(1)), run);
  EXPECT_THAT(list_send_runs(*db, "shop", campaign).value(), SizeIs(2));
  EXPECT_THAT(list_send_runs(*db, "other", campaign).value(), IsEmpty());
  EXPECT_THAT(running_send_runs(*db, "shop").value(), SizeIs(2));
  EXPECT_EQ(find_send_run(*db, "shop", run)->body, R"({"它":"'"})");
  EXPECT_EQ(open_send_run(*db, {.project = "shop", .campaign = "none"}, kNow).error().code, ErrorCode::not_found);
}

TEST_P(SendsTest, WhoIsQueuedTwiceIsThereOnce) {
  queue({1, 2, 3});
  const SendGroup again{.persons = {2, 3, 4}, .entry = 0, .variant = "B", .held = true, .due = kNow};
  EXPECT_EQ(queue_sends(*db, run, "email", {&again, 1}, kNow).value(), 1U);
  const auto due = due_sends(*db, run, kNow, 10).value();
  ASSERT_THAT(due, SizeIs(4));
  EXPECT_EQ(due[1].variant, "A");
  EXPECT_TRUE(due[3].held);
  EXPECT_THAT(due_sends(*db, run, kNow - Duration(1), 10).value(), IsEmpty()) << "not due yet";
}

TEST_P(SendsTest, AVerdictDecides) {
  queue({1, 2, 3, 4});
  const auto claimed = claim({kGo,
                              {.what = Verdict::What::hold_out},
                              {.what = Verdict::What::wait, .until = kNow + hours(1), .reason = "quiet_hours"},
                              {.what = Verdict::What::drop, .reason = "capped"}});
  ASSERT_THAT(claimed, SizeIs(1));
  EXPECT_EQ(claimed[0].person, 1U);
  const auto counts = count_sends(*db, run).value();
  ASSERT_THAT(counts, SizeIs(4));
  EXPECT_EQ(counts[0].state, SendState::claimed);
  EXPECT_EQ(counts[1].reason, "capped");
  EXPECT_EQ(counts[2].state, SendState::held_out);
  EXPECT_EQ(counts[3].reason, "quiet_hours");
  EXPECT_THAT(due_sends(*db, run, kNow + minutes(59), 10).value(), IsEmpty());
  EXPECT_THAT(due_sends(*db, run, kNow + hours(1), 10).value(), SizeIs(1));
}

TEST_P(SendsTest, ClaimsAreCountedForTheNextOnes) {
  queue({1, 2});
  claim({kGo, {.what = Verdict::What::hand_over, .until = {}, .reason = {}, .counts = false}});
  run = open_run(kNow + hours(1));
  queue({1, 2});
  claim({kGo, kGo}, kNow + hours(1));
  ASSERT_THAT(seen.counted, SizeIs(1)) << "what does not count is not seen";
  EXPECT_EQ(seen.counted[0].person, 1U);
  EXPECT_EQ(seen.counted[0].at, kNow);
  EXPECT_EQ(seen.counted[0].channel, "email");
  EXPECT_THAT(seen.in_run, SizeIs(2)) << "of this run only";
}

TEST_P(SendsTest, HandingOverGoesStepByStep) {
  queue({1, 2, 3});
  const auto claimed = claim({kGo, kGo, kGo});
  const std::int64_t a = claimed[0].id, b = claimed[1].id, c = claimed[2].id;
  const std::vector<std::int64_t> begins = {a, b, 999};
  EXPECT_THAT(hand_over_sends(*db, {}, begins, kNow).value(), UnorderedElementsAre(a, b));
  EXPECT_THAT(hand_over_sends(*db, {}, begins, kNow).value(), IsEmpty()) << "begun once";
  const std::vector<SendEnd> ends = {{a, SendState::sent, {}, {}}, {b, SendState::queued, "451", kNow + minutes(1)}};
  EXPECT_THAT(hand_over_sends(*db, ends, std::vector{c}, kNow + seconds(1)).value(), ElementsAre(c));
  EXPECT_EQ(state_of(a), SendState::sent);
  EXPECT_EQ(state_of(c), SendState::handing);
  const Send again = find_send(*db, b)->value();
  EXPECT_EQ(again.state, SendState::queued);
  EXPECT_EQ(again.due, kNow + minutes(1));
  EXPECT_EQ(again.tries, 1U);
  EXPECT_EQ(again.reason, "451");
  run = open_run(kNow + hours(1));
  queue({1, 2});
  claim({kGo, kGo}, kNow + hours(1));
  ASSERT_THAT(seen.counted, SizeIs(1)) << "what is tried again does not count until it is";
  EXPECT_EQ(seen.counted[0].person, 1U);
}

TEST_P(SendsTest, AfterACrashNothingInFlightGoesOutAgain) {
  queue({1, 2, 3});
  const auto claimed = claim({kGo, kGo, kGo});
  const std::vector<std::int64_t> first = {claimed[0].id};
  ASSERT_TRUE(hand_over_sends(*db, {}, first, kNow));
  ASSERT_TRUE(hand_over_sends(*db, std::vector<SendEnd>{{first[0], SendState::sent, {}, {}}},
                              std::vector{claimed[1].id}, kNow));
  const Recovered recovered = recover_sends(*db, kNow).value();
  EXPECT_EQ(recovered.again, 1U);
  EXPECT_EQ(recovered.unknown, 1U);
  EXPECT_EQ(state_of(claimed[0].id), SendState::sent);
  EXPECT_EQ(state_of(claimed[1].id), SendState::unknown);
  EXPECT_EQ(state_of(claimed[2].id), SendState::queued);
  EXPECT_FALSE(finish_send_run(*db, run, kNow).value());
  EXPECT_EQ(reconcile_send(*db, claimed[0].id, SendState::sent, kNow).error().code, ErrorCode::conflict);
  EXPECT_EQ(reconcile_send(*db, 999, SendState::sent, kNow).error().code, ErrorCode::not_found);
  ASSERT_TRUE(reconcile_send(*db, claimed[1].id, SendState::refused, kNow));
  EXPECT_EQ(state_of(claimed[1].id), SendState::refused);
}

TEST_P(SendsTest, WhatEndedIsToldOnce) {
  queue({1, 2, 3});
  const auto claimed =
      claim({kGo, {.what = Verdict::What::hold_out}, {.what = Verdict::What::drop, .reason = "capped"}});
  ASSERT_TRUE(hand_over_sends(*db, {}, std::vector{claimed[0].id}, kNow));
  ASSERT_TRUE(hand_over_sends(*db, std::vector<SendEnd>{{claimed[0].id, SendState::sent, {}, {}}}, {}, kNow));
  const auto untold = untold_sends(*db, 10).value();
  ASSERT_THAT(untold, SizeIs(2)) << "who was dropped was never in the test";
  const std::vector<std::int64_t> ids = {untold[0].id, untold[1].id};
  ASSERT_TRUE(mark_sends_told(*db, ids));
  EXPECT_THAT(untold_sends(*db, 10).value(), IsEmpty());
}

TEST_P(SendsTest, PausingAndStoppingTakeBackWhatIsNotHandedOver) {
  queue({1, 2, 3});
  const auto claimed = claim({kGo, kGo});
  ASSERT_TRUE(hand_over_sends(*db, {}, std::vector{claimed[0].id}, kNow));
  ASSERT_TRUE(change_send_run(*db, run, {{RunState::running}, RunState::paused, {}}, kNow));
  EXPECT_THAT(hand_over_sends(*db, {}, std::vector{claimed[1].id}, kNow).value(), IsEmpty());
  EXPECT_EQ(state_of(claimed[1].id), SendState::queued);
  EXPECT_THAT(running_send_runs(*db, "shop").value(), IsEmpty());
  EXPECT_EQ(change_send_run(*db, run, {{RunState::running}, RunState::paused, {}}, kNow).error().code,
            ErrorCode::conflict);
  ASSERT_TRUE(change_send_run(*db, run, {{RunState::paused}, RunState::stopped, "by hand"}, kNow));
  EXPECT_EQ(state_of(claimed[0].id), SendState::handing) << "too late";
  EXPECT_EQ(state_of(claimed[1].id), SendState::dropped);
  EXPECT_EQ(find_send(*db, claimed[1].id)->value().reason, "stopped");
  EXPECT_EQ(find_send_run(*db, "shop", run)->problem, "by hand");
  EXPECT_TRUE(find_send_run(*db, "shop", run)->ended);
}

TEST_P(SendsTest, ARunIsDoneWhenNothingOfItIsOpen) {
  queue({1});
  EXPECT_FALSE(finish_send_run(*db, run, kNow).value());
  const auto claimed = claim({kGo});
  EXPECT_FALSE(finish_send_run(*db, run, kNow).value());
  ASSERT_TRUE(hand_over_sends(*db, {}, std::vector{claimed[0].id}, kNow));
  ASSERT_TRUE(hand_over_sends(*db, std::vector<SendEnd>{{claimed[0].id, SendState::sent, {}, {}}}, {}, kNow));
  EXPECT_TRUE(finish_send_run(*db, run, kNow).value());
  EXPECT_EQ(find_send_run(*db, "shop", run)->state, RunState::done);
}

TEST_P(SendsTest, AreListedByWhatOneLooksFor) {
  queue({1, 2, 3});
  claim({kGo, {.what = Verdict::What::drop, .reason = "capped"}});
  EXPECT_THAT(list_sends(*db, "shop", {.run = run}).value(), SizeIs(3));
  EXPECT_THAT(list_sends(*db, "shop", {.persons = {2, 9}}).value(), SizeIs(1));
  EXPECT_THAT(list_sends(*db, "shop", {.state = SendState::dropped, .reason = "capped"}).value(), SizeIs(1));
  EXPECT_THAT(list_sends(*db, "shop", {.limit = 2}).value(), SizeIs(2));
  EXPECT_THAT(list_sends(*db, "other", {}).value(), IsEmpty());
}

TEST_P(SendsTest, ACampaignThatWasSentStays) {
  EXPECT_EQ(remove_saved(*db, {"shop", SavedKind::campaign, campaign}).error().code, ErrorCode::conflict);
}

}  // namespace
}  // namespace throng::ledger
