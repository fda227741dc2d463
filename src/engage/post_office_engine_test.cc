// Campaigns from audience to mail server, in the real engine: who gets what, once, whatever happens in between.
#include "engage/post_office.h"

#include <algorithm>

#include <gmock/gmock.h>

#include "engage/composer.h"
#include "engage/rehearsal.h"
#include "engage/testing.h"
#include "engage/tracking.h"

namespace throng::engage {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::kNow;
using testing::PostOfficeTest;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAre;

TEST_F(PostOfficeTest, ACampaignReachesItsAudienceOnceAndEnds) {
  three();
  const std::string id = start(campaign(message()));
  work();
  EXPECT_THAT(got(), UnorderedElementsAre("ann", "bob", "cleo"));
  EXPECT_THAT(told(), ElementsAre("sent ann", "sent bob", "sent cleo"));
  EXPECT_EQ(ledger::find_campaign_state(*db, id)->phase, ledger::CampaignPhase::ended);
  EXPECT_EQ(ledger::list_send_runs(*db, project, id)->front().state, ledger::RunState::done);
  const auto mails = sink.mails();
  const auto ann = std::ranges::find(mails, "ann@example.com", [](const auto& mail) { return mail.to.front(); });
  EXPECT_THAT(ann->data, HasSubstr("Subject: Hello ann\r\n"));
  EXPECT_THAT(ann->data, HasSubstr("List-Unsubscribe: <https://t.example/t/u/"));
  EXPECT_THAT(ann->data, HasSubstr("List-Unsubscribe-Post: List-Unsubscribe=One-Click"));
  clock.advance(days(1));
  work();
  EXPECT_THAT(sink.mails(), SizeIs(3));
}

TEST_F(PostOfficeTest, WhoIsHeldOutGetsNothingAndIsTold) {
  for (int i = 0; i < 40; ++i) person(fmt::format("u{}", i), fmt::format(R"({{"email":"u{}@example.com"}})", i));
  Campaign half = campaign(message());
  half.holdout_percent = 50;
  start(half);
  work();
  const auto events = told();
  EXPECT_THAT(events, SizeIs(40));
  const auto sent = std::ranges::count_if(events, [](const auto& one) { return one.starts_with("sent"); });
  EXPECT_EQ(sink.mails().size(), static_cast<std::size_t>(sent));
  EXPECT_GT(sent, 8);
  EXPECT_LT(sent, 32);
}

TEST_F(PostOfficeTest, WhatTheServerSaysDecides) {
  for (const std::string name : {"ann", "nobody", "busy", "lost", "spam"})
    person(name, fmt::format(R"({{"email":"{0}@example.com"}})", name));
  start(campaign(message()));
  work();
  auto found = states();
  EXPECT_EQ(found["ann"], "sent");
  EXPECT_THAT(found["nobody"], HasSubstr("refused 550"));
  EXPECT_THAT(found["busy"], HasSubstr("queued 451"));
  EXPECT_THAT(found["spam"], HasSubstr("refused 554"));
  EXPECT_THAT(found["lost"], HasSubstr("unknown"));
  EXPECT_THAT(told(), UnorderedElementsAre("sent ann", "bounced nobody", "bounced spam"));
  const std::vector<std::string> addresses = {"nobody@example.com", "spam@example.com", "busy@example.com"};
  EXPECT_THAT(ledger::suppressed_of(*db, project, "email", addresses).value(), ElementsAre("nobody@example.com"));
  clock.advance(hours(1));
  work();
  EXPECT_EQ(std::ranges::count(got(), "lost"), 1) << "it may have been taken: never again by itself";
  clock.advance(days(2));
  work();
  EXPECT_EQ(states()["busy"], "dropped expired");
}

TEST_F(PostOfficeTest, RulesAreLookedAtWhenTheMessageGoes) {
  three();
  person("dan", R"({"name":"dan"})");
  Campaign later = campaign(message());
  later.timing = {.rhythm = Rhythm::once, .at = kNow + hours(1), .until = {}};
  later.topic = "news";
  later.audience = json::read<model::Filter>(R"({"did_not":{"event":"Gone"}})").value();
  SendingRules rules;
  rules.topics = {{"news", "News", false}};
  rule(rules);
  start(later);
  work();
  EXPECT_THAT(sink.mails(), IsEmpty()) << "not yet";
  clock.advance(hours(1));
  open();
  ASSERT_TRUE(ledger::put_consents(*db, project,
                                   std::vector<ledger::Consent>{{number("bob"), "email", "news", false, "", kNow}}));
  work();
  EXPECT_THAT(got(), UnorderedElementsAre("ann", "cleo"));
  EXPECT_EQ(states()["bob"], "dropped no_consent");
  EXPECT_EQ(states()["dan"], "dropped no_address");
}

TEST_F(PostOfficeTest, CapsHoldOverCampaignsAndTransactionalMailIsExempt) {
  three();
  SendingRules rules;
  rules.caps = {{"", 1, CapUnit::day, 24}};
  rule(rules);
  Campaign receipt = campaign(message("Receipt"));
  receipt.transactional = true;
  start(receipt, "Receipt");
  start(campaign(message("First")), "First");
  work();
  start(campaign(message("Second")), "Second");
  work();
  EXPECT_THAT(sink.mails(), SizeIs(6));
  EXPECT_EQ(states("Receipt")["ann"], "sent");
  EXPECT_EQ(states("First")["ann"], "sent");
  EXPECT_EQ(states("Second")["ann"], "dropped capped");
}

TEST_F(PostOfficeTest, QuietHoursAreThePersonsAndTheMessageWaits) {
  person("ann", R"({"email":"ann@example.com","time_zone":"Asia/Shanghai"})");  // 22:13 there
  person("bob", R"({"email":"bob@example.com","time_zone":"Europe/Rome"})");
  SendingRules rules;
  rules.quiet = {22 * 60, 8 * 60};
  rule(rules);
  start(campaign(message()));
  work();
  EXPECT_THAT(got(), ElementsAre("bob"));
  EXPECT_EQ(states()["ann"], "queued quiet_hours");
  clock.advance(hours(9) + minutes(40));
  work();
  EXPECT_THAT(sink.mails(), SizeIs(1)) << "07:53";
  clock.advance(minutes(7));
  work();
  EXPECT_THAT(got(), ElementsAre("bob", "ann"));
}

TEST_F(PostOfficeTest, EachPersonsClockShowsTheTime) {
  person("ann", R"({"email":"ann@example.com","time_zone":"Asia/Shanghai"})");
  person("bob", R"({"email":"bob@example.com","time_zone":"America/New_York"})");
  person("cleo", R"({"email":"cleo@example.com","time_zone":"nowhere"})");
  Campaign nine = campaign(message());
  nine.timing = {.rhythm = Rhythm::daily, .at = {}, .minute = 9 * 60, .person_zone = true, .until = kNow + days(1)};
  start(nine);  // 2026-09-22, 09:00: in Shanghai at 01:00Z, in New York at 13:00Z
  work();
  clock.advance(hours(10) + minutes(46));
  work();
  EXPECT_THAT(sink.mails(), IsEmpty()) << "00:59Z";
  clock.advance(minutes(1));
  work();
  EXPECT_THAT(got(), ElementsAre("ann"));
  clock.advance(hours(8));
  work();
  EXPECT_THAT(got(), ElementsAre("ann", "cleo")) << "the project's clock, where the zone says nothing";
  clock.advance(hours(4));
  work();
  EXPECT_THAT(got(), ElementsAre("ann", "cleo", "bob"));
}

TEST_F(PostOfficeTest, WhoLeftTheAudienceMeanwhileGetsNothing) {
  three();
  Campaign waits = campaign(message());
  waits.audience = json::read<model::Filter>(R"({"did_not":{"event":"Gone"}})").value();
  SendingRules quiet;
  quiet.quiet = {14 * 60, 15 * 60};
  rule(quiet);
  start(waits);
  work();
  event("bob", "Gone");
  clock.advance(hours(1));
  work();
  EXPECT_THAT(got(), UnorderedElementsAre("ann", "cleo"));
  EXPECT_EQ(states()["bob"], "dropped not_in_audience");
}

TEST_F(PostOfficeTest, TwoWhoBecomeOneWhileTheyWaitGetOneMessage) {
  three();
  SendingRules quiet;
  quiet.quiet = {14 * 60, 15 * 60};
  rule(quiet);
  start(campaign(message()));
  work();
  ASSERT_TRUE(collector->merge({model::IdKind::user, "cleo"}, {model::IdKind::user, "ann"}, "the same"));
  ASSERT_TRUE(collector->flush());
  clock.advance(hours(1));
  work();
  EXPECT_THAT(sink.mails(), SizeIs(2));
  const auto runs = ledger::list_send_runs(*db, project, "").value();
  const auto merged = ledger::list_sends(*db, project, {.run = runs.front().id, .reason = "merged"}).value();
  EXPECT_THAT(merged, SizeIs(1));
}

TEST_F(PostOfficeTest, AProcessThatDiesLeavesNothingToSendTwice) {
  three();
  start(campaign(message()));
  open();
  // As if the process had died between "handing" and the answer for ann, and before anything for bob.
  ASSERT_TRUE(office->work());
  office.reset();
  EXPECT_THAT(sink.mails(), SizeIs(3));
  const std::string again = start(campaign(message("Again")), "Again");
  open();
  const auto saved = ledger::find_saved(*db, {project, Campaign::kKind, again}).value();
  ledger::SendRun run;
  run.project = project;
  run.campaign = again;
  run.occasion = clock.now();
  RunPlan plan{.name = "Again", .campaign = campaign_of(saved).value(), .messages = {}};
  plan.messages.push_back(message_of(ledger::list_saved(*db, project, Message::kKind)->front()).value());
  run.body = json::to_string(plan);
  const auto opened = ledger::open_send_run(*db, run, clock.now()).value();
  const ledger::SendGroup group{.persons = {number("ann"), number("bob")}, .variant = "A", .due = clock.now()};
  ASSERT_TRUE(ledger::queue_sends(*db, opened.id, "email", {&group, 1}, clock.now()));
  const auto due = ledger::due_sends(*db, opened.id, clock.now(), 10).value();
  const auto claimed = ledger::claim_sends(*db, {due, group.persons, clock.now(), clock.now()},
                                           [](const auto&) { return std::vector<ledger::Verdict>(2); });
  ASSERT_TRUE(ledger::hand_over_sends(*db, {}, std::vector{claimed->front().id}, clock.now()));
  office.reset();
  work();  // cleo is queued now, by the same run: it was still being filled
  EXPECT_THAT(got(), SizeIs(5));
  EXPECT_THAT(states("Again")["ann"], HasSubstr("unknown"));
  EXPECT_EQ(states("Again")["bob"], "sent");
  EXPECT_EQ(states("Again")["cleo"], "sent");
}

TEST_F(PostOfficeTest, APausedCampaignGoesOnWhereItWas) {
  three();
  const std::string id = start(campaign(message()));
  SendingRules quiet;
  quiet.quiet = {14 * 60, 15 * 60};
  rule(quiet);
  work();
  const auto run = ledger::list_send_runs(*db, project, id)->front();
  ASSERT_TRUE(ledger::change_send_run(*db, run.id, {{ledger::RunState::running}, ledger::RunState::paused, {}}, kNow));
  clock.advance(hours(1));
  work();
  EXPECT_THAT(sink.mails(), IsEmpty());
  ASSERT_TRUE(ledger::change_send_run(*db, run.id, {{ledger::RunState::paused}, ledger::RunState::running, {}}, kNow));
  work();
  EXPECT_THAT(sink.mails(), SizeIs(3));
}

TEST_F(PostOfficeTest, ARunOfAPausedCampaignIsNotQueued) {
  three();
  const std::string id = add(Campaign::kKind, "Sale", json::to_string(campaign(message())));
  const ledger::CampaignState paused{id, ledger::CampaignPhase::paused, {}, "ann", kNow};
  ASSERT_TRUE(ledger::change_campaign_state(*db, {ledger::CampaignPhase::draft}, paused));
  const auto saved = ledger::find_saved(*db, {project, Campaign::kKind, id}).value();
  RunPlan plan{.name = "Sale", .campaign = campaign_of(saved).value(), .messages = {}};
  plan.messages.push_back(message_of(ledger::list_saved(*db, project, Message::kKind)->front()).value());
  ledger::SendRun run;
  run.project = project;
  run.campaign = id;
  run.occasion = kNow;
  run.body = json::to_string(plan);
  ASSERT_TRUE(ledger::open_send_run(*db, run, kNow));
  work();
  EXPECT_THAT(sink.mails(), IsEmpty());
  const ledger::CampaignState active{id, ledger::CampaignPhase::active, {}, "ann", kNow};
  ASSERT_TRUE(ledger::change_campaign_state(*db, {ledger::CampaignPhase::paused}, active));
  work();
  EXPECT_THAT(sink.mails(), SizeIs(3));
}

TEST_F(PostOfficeTest, WhatCannotBeWrittenIsDroppedAndTheOthersGo) {
  three();
  person("dan", R"({"email":"dan@example.com","name":""})");
  start(campaign(message("{{ person.name }}")));
  work();
  EXPECT_THAT(got(), UnorderedElementsAre("ann", "bob", "cleo"));
  EXPECT_EQ(states()["dan"], "dropped unrendered");
}

TEST_F(PostOfficeTest, ARehearsalCountsWhatWouldHappenAndSendsNothing) {
  three();
  person("dan", R"({"email":"dan@example.com"})");
  person("eve");
  SendingRules rules;
  rule(rules);
  const StoredRules stored = sending_rules(*db, project, clock.now()).value();
  RunPlan plan{.name = "Sale", .campaign = campaign("m"), .messages = {}};
  Message one;
  one.contents = {{.language = "en", .subject = "Hi {{ person.name }}", .html = "x"}};
  plan.messages = {one};
  const Links links("https://t.example", stored.secret);
  const auto composer = Composer::create("c", plan).value();
  ResponseHabits responses;
  const Rehearsal found =
      rehearse({{*audience, *collector, Calendar::utc()}, stored, links, clock.now(), responses}, "c", composer, {})
          .value();
  EXPECT_EQ(found.audience, 5U);
  ASSERT_THAT(found.sent, SizeIs(1));
  EXPECT_EQ(found.sent[0].persons, 4U);
  ASSERT_THAT(found.refused, SizeIs(1));
  EXPECT_EQ(found.refused[0].reason, "no_address");
  ASSERT_THAT(found.missing, SizeIs(1));
  EXPECT_EQ(found.missing[0].variable, "person.name");
  EXPECT_EQ(found.missing[0].persons, 1U);
  EXPECT_EQ(found.missing[0].example, number("dan"));
  EXPECT_THAT(sink.mails(), IsEmpty());
}

TEST_F(PostOfficeTest, WhatPeopleDoIsToldOnce) {
  three();
  SendingRules rules;
  rules.topics = {{"news", "News", false}, {"offers", "Offers", false}};
  rule(rules);
  Campaign news = campaign(message());
  news.topic = "news";
  start(news);
  work();
  const auto sends = ledger::list_sends(*db, project, {.persons = {number("ann")}}).value();
  const std::int64_t send = sends.front().id;
  Tracking tracking({*db, *collector, project, clock});
  ASSERT_TRUE(tracking.opened(send, {"Mozilla/5.0", false}));
  clock.advance(minutes(1));
  for (int i = 0; i < 2; ++i) {
    ASSERT_TRUE(tracking.opened(send, {"Mozilla/5.0", false}));
    ASSERT_TRUE(tracking.clicked(send, "https://shop.example/x", {"Mozilla/5.0", false}));
  }
  ASSERT_TRUE(tracking.clicked(send, "https://shop.example/y", {"LinkScanner/1.0", false}));
  ASSERT_TRUE(tracking.opened(0, {"Mozilla/5.0", false})) << "of a test";
  ASSERT_TRUE(tracking.opened(999'999, {"Mozilla/5.0", false})) << "of what is gone";
  EXPECT_TRUE(tracking.choices(send)->topics[0].on);
  ASSERT_TRUE(tracking.unsubscribe(send, "one click"));
  EXPECT_FALSE(tracking.choices(send)->topics[0].on);
  EXPECT_TRUE(tracking.choices(send)->topics[1].on) << "of that topic alone";
  clock.advance(minutes(1));
  ASSERT_TRUE(tracking.choose(send, {"news"}));
  EXPECT_TRUE(tracking.choices(send)->topics[0].on);
  EXPECT_FALSE(tracking.choices(send)->topics[1].on);
  clock.advance(minutes(1));
  ASSERT_TRUE(tracking.choose(send, {}));
  EXPECT_TRUE(tracking.choices(send)->all_off);
  ASSERT_TRUE(collector->flush());
  auto events = told();
  std::erase_if(events, [](const auto& one) { return !one.ends_with("ann"); });
  EXPECT_THAT(events,
              ElementsAre("sent ann", "opened ann", "opened ann", "clicked ann", "clicked ann", "unsubscribed ann"));
}

}  // namespace
}  // namespace throng::engage
