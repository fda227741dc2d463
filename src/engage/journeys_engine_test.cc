// Journeys end to end: real events, a real mail server, and what the ledger says of it.
#include <future>

#include <gmock/gmock.h>

#include "audience/tag.h"
#include "engage/journey.h"
#include "engage/journey_rehearsal.h"
#include "engage/testing.h"
#include "ledger/journeys.h"

namespace throng::engage {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

class JourneysTest : public testing::PostOfficeTest {
 protected:
  std::string begin(const std::string& journey, const std::string& name = "Welcome") {
    if (!office) open();
    auto read = json::read<Journey>(journey);
    EXPECT_TRUE(read) << describe(read.error());
    const auto good = check(*read);
    EXPECT_TRUE(good) << describe(good.error());
    const std::string id = add(Journey::kKind, name, json::to_string(*read));
    publish(id);
    std::optional<Instant> next;
    if (read->entry.kind == EntryKind::schedule)
      next = next_time(read->entry.timing, Calendar::utc(), clock.now()).value_or(clock.now());
    EXPECT_TRUE(ledger::change_campaign_state(*db, {ledger::CampaignPhase::draft},
                                              {id, ledger::CampaignPhase::active, next, "ann", clock.now()}));
    work();
    return id;
  }
  void publish(const std::string& id) {
    EXPECT_TRUE(collector->flush());
    const auto saved = ledger::find_saved(*db, {project, Journey::kKind, id});
    const auto published = engage::publish(*db, *saved, timeline->snapshot()->last_number(), clock.now());
    EXPECT_TRUE(published) << describe(published.error());
  }
  // "hello 2" for two persons who stand there.
  std::vector<std::string> standing(const std::string& id) const {
    std::vector<std::string> all;
    for (const auto& one : ledger::count_standing(*db, id).value())
      all.push_back(fmt::format("{} {}", one.step, one.count));
    return all;
  }
  std::vector<std::string> visits(const std::string& id) const {
    std::vector<std::string> all;
    for (const auto& one : ledger::count_visits(*db, id).value())
      all.push_back(fmt::format("{} {} {}", one.step, one.outcome, one.count));
    return all;
  }
  std::vector<std::string> told_of_journeys() const {
    const auto block = warehouse::query_all(
        warehouse::TestWarehouse::shared(),
        fmt::format("SELECT concat(event, ' ', user_id) FROM `{}`.events WHERE event LIKE '$journey%' OR event LIKE "
                    "'$reward%' ORDER BY num",
                    project));
    return block && block->rows > 0 ? block->get<std::string>(0) : std::vector<std::string>();
  }
  void pass(Duration time) { clock.advance(time); }

  std::string welcome(const std::string& more = "") {
    return fmt::format(R"({{"entry":{{"event":{{"event":"Added"}}}},"holdout_percent":0,{}"steps":[
      {{"id":"hello","kind":"message","next":"buys","message":{{"variants":[{{"name":"A","message":"{}"}}]}}}},
      {{"id":"buys","kind":"wait_for","wait_for":{{"event":{{"event":"Bought"}},"timeout":"2h","otherwise":"nudge"}}}},
      {{"id":"nudge","kind":"message","message":{{"variants":[{{"name":"A","message":"{}"}}]}}}}]}})",
                       more, message("Hello {{ person.name }}, {{ event.name }}"), message("Come back"));
  }
};

TEST_F(JourneysTest, WalksByWhatPeopleDoAndByTheClock) {
  three();
  const std::string id = begin(welcome());
  event("ann", "Added");
  event("bob", "Added");
  work();
  EXPECT_THAT(got(), UnorderedElementsAre("ann", "bob"));
  EXPECT_THAT(standing(id), ElementsAre("buys 2"));
  EXPECT_THAT(sink.mails().front().data, ::testing::HasSubstr("Added"));
  event("ann", "Bought");
  work();
  EXPECT_THAT(standing(id), ElementsAre("buys 1"));
  pass(hours(2));
  work();
  EXPECT_THAT(got(), UnorderedElementsAre("ann", "bob", "bob"));
  EXPECT_THAT(standing(id), IsEmpty());
  EXPECT_THAT(visits(id), UnorderedElementsAre(" end 2", " entered 2", "buys met 1", "buys timeout 1", "hello done 2",
                                               "nudge done 1"));
  EXPECT_THAT(told_of_journeys(), UnorderedElementsAre("$journey_entered ann", "$journey_entered bob",
                                                       "$journey_ended ann", "$journey_ended bob"));
}

TEST_F(JourneysTest, WhatCameBeforeItBeganLetsNobodyIn) {
  three();
  event("ann", "Added");
  begin(welcome());
  EXPECT_THAT(got(), IsEmpty());
}

TEST_F(JourneysTest, GoesOnAfterAnotherProcess) {
  three();
  const std::string id = begin(welcome());
  event("ann", "Added");
  office.reset();  // nobody looks
  event("ann", "Bought");
  event("bob", "Added");
  open();
  work();
  EXPECT_THAT(got(), UnorderedElementsAre("ann", "bob"));
  EXPECT_THAT(standing(id), ElementsAre("buys 1"));
  office.reset();
  pass(hours(5));
  open();
  work();
  EXPECT_THAT(got(), UnorderedElementsAre("ann", "bob", "bob"));
}

TEST_F(JourneysTest, EntersAgainAsItSays) {
  three();
  const std::string id = begin(welcome());
  event("ann", "Added");
  work();
  event("ann", "Added");
  work();
  EXPECT_THAT(got(), ElementsAre("ann")) << "she is still inside";
  event("ann", "Bought");
  event("ann", "Added");
  work();
  EXPECT_EQ(ledger::count_entrants(*db, id).value(), 2U);
  const std::string once = begin(
      fmt::format(R"({{"entry":{{"event":{{"event":"Added"}},"again":"never","most":2}},"holdout_percent":0,"steps":[
        {{"id":"end","kind":"exit"}}]}})"),
      "Once");
  for (const std::string name : {"ann", "ann", "bob", "cleo"}) event(name, "Added");
  work();
  EXPECT_EQ(ledger::count_entrants(*db, once).value(), 2U) << "ann once, bob, and then it is full";
}

TEST_F(JourneysTest, TheControlGroupWalksAndGetsNothing) {
  three();
  std::string journey = welcome();
  journey.replace(journey.find("\"holdout_percent\":0"), 19, "\"holdout_percent\":90");
  const std::string id = begin(journey);
  for (int i = 0; i < 40; ++i) {
    person(fmt::format("p{}", i), fmt::format(R"({{"email":"p{}@example.com"}})", i));
    event(fmt::format("p{}", i), "Added");
  }
  work();
  std::uint64_t held = 0;
  for (const auto& one : ledger::count_standing(*db, id).value()) held += one.held ? one.count : 0;
  EXPECT_GT(held, 25U);
  EXPECT_EQ(got().size(), 40 - held);
  const auto held_out =
      std::ranges::count_if(told(), [](const std::string& one) { return one.starts_with("held_out"); });
  EXPECT_EQ(static_cast<std::uint64_t>(held_out), held);
}

TEST_F(JourneysTest, BranchesByWhatWasJustDone) {
  three();
  const std::string id = begin(R"({"entry":{"event":{"event":"Added"}},"holdout_percent":0,"steps":[
    {"id":"mark","kind":"trait","next":"ask","trait":{"trait":"stage","value":"adding"}},
    {"id":"ask","kind":"branch","next":"no","branch":[{"filter":{"all":[{"person":"stage","op":"is","value":"adding"},{"did":{"event":"Added"}}]},"next":"yes"}]},
    {"id":"yes","kind":"reward","reward":{"reward":"coupon","amount":5}},
    {"id":"no","kind":"exit"}]})");
  event("ann", "Added");
  work();
  EXPECT_THAT(visits(id), UnorderedElementsAre(" end 1", " entered 1", "ask 1 1", "mark done 1", "yes done 1"));
  EXPECT_THAT(told_of_journeys(), ::testing::Contains("$reward_granted ann"));
}

TEST_F(JourneysTest, GivesTags) {
  three();
  audience::Tag tag;
  tag.kind = audience::TagKind::manual;
  const std::string vip = add(audience::Tag::kKind, "Vip", json::to_string(tag));
  audience->changed();
  begin(fmt::format(R"({{"entry":{{"event":{{"event":"Added"}}}},"holdout_percent":0,"steps":[
    {{"id":"mark","kind":"tag","next":"ask","tag":{{"tag":"{0}","value":"gold"}}}},
    {{"id":"ask","kind":"branch","branch":[{{"filter":{{"has_tag":{{"tag":"{0}","value":"gold"}}}},"next":"take"}}]}},
    {{"id":"take","kind":"wait","next":"off","wait":{{"time":"1h"}}}},
    {{"id":"off","kind":"tag","tag":{{"tag":"{0}"}}}}]}})",
                    vip));
  event("ann", "Added");
  work();
  const audience::Object object{audience::ObjectKind::tag, vip};
  EXPECT_EQ(audience->shelf().latest(object).value()->everyone().size(), 1U);
  pass(hours(1));
  work();
  EXPECT_EQ(audience->shelf().latest(object).value()->everyone().size(), 0U);
}

TEST_F(JourneysTest, TheGoalEndsIt) {
  three();
  const std::string id = begin(welcome(R"("goal":{"event":{"event":"Paid"}},)"));
  event("ann", "Added");
  work();
  event("ann", "Paid");
  work();
  EXPECT_THAT(standing(id), IsEmpty());
  pass(hours(3));
  work();
  EXPECT_THAT(got(), ElementsAre("ann"));
  EXPECT_THAT(visits(id), UnorderedElementsAre(" entered 1", " goal 1", "hello done 1"));
}

TEST_F(JourneysTest, LetsTheAudienceInByTheClock) {
  three();
  const std::string text = fmt::format(
      R"({{"entry":{{"kind":"schedule","timing":{{"rhythm":"daily","minute":960}},"audience":{{"person":"name","op":"in","value":["ann","bob"]}}}},
       "holdout_percent":0,"steps":[{{"id":"hello","kind":"message","message":{{"variants":[{{"name":"A","message":"{}"}}]}}}}]}})",
      message());
  const std::string id = begin(text);
  EXPECT_THAT(got(), IsEmpty()) << "it is 14:13";
  pass(hours(2));
  work();
  EXPECT_THAT(got(), UnorderedElementsAre("ann", "bob"));
  work();
  pass(hours(24));
  work();
  EXPECT_EQ(got().size(), 4U);
  EXPECT_EQ(ledger::count_entrants(*db, id).value(), 4U);
}

TEST_F(JourneysTest, WhoeverEnteredByAVersionWalksByIt) {
  three();
  const std::string id = begin(welcome());
  event("ann", "Added");
  work();
  auto saved = ledger::find_saved(*db, {project, Journey::kKind, id}).value();
  saved.body = R"({"entry":{"event":{"event":"Added"}},"holdout_percent":0,"steps":[{"id":"done","kind":"exit"}]})";
  ASSERT_TRUE(ledger::update_saved(*db, saved, clock.now()));
  pass(seconds(1));
  publish(id);
  ASSERT_TRUE(ledger::change_campaign_state(*db, {ledger::CampaignPhase::active},
                                            {id, ledger::CampaignPhase::active, {}, "ann", clock.now()}));
  event("bob", "Added");
  work();
  EXPECT_THAT(got(), ElementsAre("ann"));
  pass(hours(2));
  work();
  EXPECT_THAT(got(), ElementsAre("ann", "ann")) << "she is nudged by the version she entered by";
}

TEST_F(JourneysTest, TwoWhoAreOneWalkOnce) {
  three();
  const std::string id = begin(welcome());
  event("ann", "Added");
  event("bob", "Added");
  work();
  ASSERT_TRUE(collector->merge({model::IdKind::user, "bob"}, {model::IdKind::user, "ann"}, "the same"));
  ASSERT_TRUE(collector->flush());
  pass(hours(2));
  work();
  EXPECT_EQ(got().size(), 3U) << "one nudge";
  EXPECT_THAT(visits(id), ::testing::Contains(" merged 1"));
}

TEST_F(JourneysTest, WhoSaysWhoHeIsOnTheWayIsFollowed) {
  const std::string id = begin(welcome());
  const auto tell = [&](const std::string& message) {
    ASSERT_EQ(collect::testing::send(*collector, message).value().accepted, 1U);
  };
  // Returns when it was heard, though it need not show in a snapshot yet.
  const auto track = [&](const std::string& who, const std::string& name) {
    std::promise<void> heard;
    const auto subscription = collector->subscribe([&](const model::Event& event) {
      if (event.name == name) heard.set_value();
    });
    tell(fmt::format(R"({{"type":"track",{},"event":"{}","messageId":"m{}"}})", who, name, ++messages));
    heard.get_future().wait();
  };
  track(R"("anonymousId":"a1")", "Added");
  tell(
      R"({"type":"identify","anonymousId":"a1","userId":"dora","messageId":"x2","traits":{"email":"dora@example.com"}})");
  work();
  EXPECT_THAT(got(), ElementsAre("dora")) << "entered before anybody knew";
  track(R"("anonymousId":"a2")", "Added");
  work();
  EXPECT_THAT(standing(id), ElementsAre("buys 2"));
  tell(R"({"type":"identify","anonymousId":"a2","userId":"emil","messageId":"x4"})");
  track(R"("userId":"emil")", "Bought");
  work();
  EXPECT_THAT(standing(id), ElementsAre("buys 1")) << "what the user did counts for who entered unknown";
}

TEST_F(JourneysTest, IsRehearsedByWhatPeopleDid) {
  three();
  for (const std::string name : {"ann", "bob", "cleo"}) event(name, "Added");
  pass(minutes(30));
  event("ann", "Bought");
  pass(hours(3));
  open();
  auto journey = json::read<Journey>(welcome()).value();
  ASSERT_TRUE(check(journey));
  const auto went = rehearse(office->place(), journey, {"j", 30, 0}, {});
  ASSERT_TRUE(went) << describe(went.error());
  EXPECT_EQ(went->would_enter, 3U);
  EXPECT_EQ(went->walked, 3U);
  std::vector<std::string> all;
  for (const auto& one : went->visits) all.push_back(fmt::format("{} {} {}", one.step, one.outcome, one.count));
  EXPECT_THAT(all, UnorderedElementsAre(" end 3", " entered 3", "buys met 1", "buys timeout 2", "hello done 3",
                                        "nudge done 2"));
  EXPECT_THAT(got(), IsEmpty());
  const auto one = rehearse(office->place(), journey, {"j", 30, number("ann")}, {});
  ASSERT_TRUE(one) << describe(one.error());
  std::vector<std::string> trail;
  for (const auto& visit : one->trail) trail.push_back(visit.step + " " + visit.outcome);
  EXPECT_THAT(trail, ElementsAre(" entered", "hello done", "buys met", " end"));
  EXPECT_EQ(one->trail[2].at, testing::kNow + minutes(30)) << "when she bought";
}

}  // namespace
}  // namespace throng::engage
