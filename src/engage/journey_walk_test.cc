#include "engage/journey_walk.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <set>

#include <fmt/format.h>

namespace throng::engage {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr Instant kStart = from_ms(1'790'000'000'000);  // Monday, 2026-09-21T14:13:20Z

Journey journey_of(const std::string& steps, const std::string& more = "") {
  auto journey =
      json::read<Journey>(fmt::format(R"({{"entry":{{"event":{{"event":"Signed Up"}}}},"steps":{}{}}})", steps, more));
  EXPECT_TRUE(journey) << describe(journey.error());
  const auto good = check(*journey);
  EXPECT_TRUE(good) << describe(good.error());
  return *journey;
}

ledger::Entrant entrant_at(const Journey& journey) {
  ledger::Entrant one;
  one.id = 1;
  one.person = 5;
  one.entered = one.arrived = kStart;
  one.due = kStart;
  one.step = journey.steps.front().id;
  one.pass = 1;
  one.seen = 100;
  return one;
}

model::Event event(const std::string& name, Duration after, std::uint64_t number) {
  model::Event one;
  one.name = name;
  one.time = kStart + after;
  one.number = number;
  return one;
}

WalkFacts facts(bool holds = false, const std::string& trait = "") {
  WalkFacts known;
  known.holds = [holds](const model::Filter&) { return Result<bool>(holds); };
  known.trait = [trait](std::string_view) { return trait; };
  return known;
}

// "welcome done", " goal".
std::vector<std::string> words(const Walked& walked) {
  std::vector<std::string> all;
  for (const ledger::Visit& visit : walked.visits) all.push_back(visit.step + " " + visit.outcome);
  return all;
}

Walked walked(const Journey& journey, Duration after, const std::vector<model::Event>& events = {},
              const WalkFacts& known = facts()) {
  auto done = walk({journey, "j", kStart + after}, entrant_at(journey), events, known);
  EXPECT_TRUE(done) << describe(done.error());
  return *std::move(done);
}

constexpr auto kWelcome = R"([
  {"id":"hello","kind":"message","next":"pause","message":{"variants":[{"name":"A","message":"m"}]}},
  {"id":"pause","kind":"wait","next":"bought","wait":{"time":"2d"}},
  {"id":"bought","kind":"wait_for","next":"thanks","wait_for":{"event":{"event":"Order Completed"},"timeout":"3d","otherwise":"nudge"}},
  {"id":"thanks","kind":"exit"},
  {"id":"nudge","kind":"message","message":{"variants":[{"name":"A","message":"m"}]}}])";

TEST(JourneyWalk, GoesAsFarAsTheTimeAllows) {
  const Journey journey = journey_of(kWelcome);
  const Walked first = walked(journey, hours(1));
  EXPECT_THAT(words(first), ElementsAre("hello done"));
  EXPECT_EQ(first.entrant.step, "pause");
  EXPECT_EQ(first.entrant.due, kStart + days(2));
  ASSERT_EQ(first.messages.size(), 1U);
  EXPECT_EQ(first.messages[0].pass, 1U);
  EXPECT_EQ(first.messages[0].at, kStart);
  EXPECT_EQ(first.entrant.pass, 2U);
}

TEST(JourneyWalk, WhatTheServerSleptThroughHappensAtItsTime) {
  const Walked late = walked(journey_of(kWelcome), days(30));
  EXPECT_THAT(words(late), ElementsAre("hello done", "pause done", "bought timeout", "nudge done", " end"));
  EXPECT_EQ(late.visits[2].at, kStart + days(5));
  EXPECT_EQ(late.entrant.ended, kStart + days(5));
  EXPECT_EQ(late.entrant.reason, "end");
}

TEST(JourneyWalk, AnEventMeetsWhoWaitsForIt) {
  const Journey journey = journey_of(kWelcome);
  const Walked met = walked(journey, days(30), {event("Order Completed", days(4), 200)});
  EXPECT_THAT(words(met), ElementsAre("hello done", "pause done", "bought met", "thanks done", " exit"));
  EXPECT_EQ(met.entrant.ended, kStart + days(4));
  EXPECT_THAT(words(walked(journey, days(30), {event("Order Completed", days(1), 200)})),
              ElementsAre("hello done", "pause done", "bought timeout", "nudge done", " end"))
      << "before he waited for it";
  EXPECT_THAT(words(walked(journey, days(30), {event("Order Completed", days(6), 200)})),
              ElementsAre("hello done", "pause done", "bought timeout", "nudge done", " end"))
      << "after he gave up";
  EXPECT_THAT(words(walked(journey, days(4), {event("Order Completed", days(3), 99)})),
              ElementsAre("hello done", "pause done"))
      << "that moved him before";
}

TEST(JourneyWalk, TheGoalEndsItAnywhere) {
  const Journey journey = journey_of(kWelcome, R"(,"goal":{"event":{"event":"Order Completed"}})");
  const Walked early = walked(journey, days(30), {event("Order Completed", hours(5), 200)});
  EXPECT_THAT(words(early), ElementsAre("hello done", " goal"));
  EXPECT_EQ(early.entrant.ended, kStart + hours(5));
  EXPECT_TRUE(early.visits.back().tells);
  EXPECT_THAT(words(walked(journey, hours(1), {event("Order Completed", -hours(5), 200)})), ElementsAre("hello done"))
      << "before he entered";
  const Journey goes_on = journey_of(kWelcome, R"(,"goal":{"event":{"event":"Order Completed"}},"exit_at_goal":false)");
  EXPECT_THAT(words(walked(goes_on, hours(6), {event("Order Completed", hours(5), 200)})), ElementsAre("hello done"));
}

TEST(JourneyWalk, BranchesByWhatHolds) {
  const Journey journey = journey_of(R"([
    {"id":"vip","kind":"branch","next":"no","branch":[{"filter":{"person":"plan","op":"is","value":"pro"},"next":"yes"}]},
    {"id":"yes","kind":"exit"},{"id":"no","kind":"exit"}])");
  EXPECT_THAT(words(walked(journey, hours(1), {}, facts(true))), ElementsAre("vip 1", "yes done", " exit"));
  EXPECT_THAT(words(walked(journey, hours(1), {}, facts(false))), ElementsAre("vip otherwise", "no done", " exit"));
}

TEST(JourneyWalk, AFilterIsLookedAtAgain) {
  const Journey journey = journey_of(R"([
    {"id":"rich","kind":"wait_for","next":"","wait_for":{"filter":{"person":"plan","op":"is","value":"pro"},"timeout":"2m","otherwise":"no"}},
    {"id":"no","kind":"exit"}])");
  const Walked first = walked(journey, Duration(0));
  EXPECT_THAT(words(first), IsEmpty());
  EXPECT_EQ(first.entrant.due, kStart + kLookAgain);
  const Walk later{journey, "j", kStart + seconds(100)};
  const auto second = walk(later, first.entrant, {}, facts());
  ASSERT_TRUE(second);
  EXPECT_EQ(second->entrant.due, kStart + minutes(2)) << "not after the time is over";
  const auto met = walk({journey, "j", kStart + seconds(110)}, first.entrant, {}, facts(true));
  ASSERT_TRUE(met);
  EXPECT_THAT(words(*met), ElementsAre("rich met", " end"));
  const auto over = walk({journey, "j", kStart + minutes(3)}, second->entrant, {}, facts());
  ASSERT_TRUE(over);
  EXPECT_THAT(words(*over), ElementsAre("rich timeout", "no done", " exit"));
}

TEST(JourneyWalk, SplitsAreDrawnByLotOnceForEachPerson) {
  const Journey journey = journey_of(R"([
    {"id":"ab","kind":"split","split":[{"weight":300,"next":"a"},{"weight":100,"next":"b"}]},
    {"id":"a","kind":"exit"},{"id":"b","kind":"exit"}])");
  int a = 0;
  for (model::PersonNumber person = 1; person <= 4000; ++person) {
    ledger::Entrant one = entrant_at(journey);
    one.person = person;
    const auto done = walk({journey, "j", kStart}, one, {}, facts());
    ASSERT_TRUE(done);
    EXPECT_EQ(walk({journey, "j", kStart}, one, {}, facts())->visits[0].outcome, done->visits[0].outcome);
    a += done->visits[0].outcome == "1" ? 1 : 0;
  }
  EXPECT_NEAR(a, 3000, 100);
}

TEST(JourneyWalk, StopsWhereSomethingIsToBeDoneOutside) {
  const Journey journey = journey_of(R"([
    {"id":"mark","kind":"trait","next":"ask","trait":{"trait":"stage","value":"welcomed"}},
    {"id":"ask","kind":"wait_for","wait_for":{"event":{"event":"Order Completed"},"timeout":"3d"}}])");
  const std::vector<model::Event> events = {event("Order Completed", hours(1), 200)};
  const Walked first = walked(journey, hours(2), events);
  EXPECT_TRUE(first.acts);
  EXPECT_THAT(words(first), ElementsAre("mark done"));
  EXPECT_TRUE(first.visits[0].tells);
  EXPECT_EQ(first.events_taken, 0U) << "the event is still to come for him";
  const auto second = walk({journey, "j", kStart + hours(2)}, first.entrant, events, facts());
  ASSERT_TRUE(second);
  EXPECT_THAT(words(*second), ElementsAre("ask met", " end"));

  ledger::Entrant held = entrant_at(journey);
  held.held = true;
  const auto control = walk({journey, "j", kStart + hours(2)}, held, events, facts());
  ASSERT_TRUE(control);
  EXPECT_THAT(words(*control), ElementsAre("mark done", "ask met", " end")) << "who gets nothing does not stop";
  EXPECT_FALSE(control->visits[0].tells);
}

TEST(JourneyWalk, RoundAndRoundEndsSomeTime) {
  const Journey journey = journey_of(R"([
    {"id":"tick","kind":"wait","next":"back","wait":{"time":"1m"}},{"id":"back","kind":"go_to","next":"tick"}])");
  const Walked long_way = walked(journey, days(366));
  EXPECT_EQ(long_way.entrant.reason, "too_long");
  EXPECT_LE(long_way.entrant.pass, ledger::kMaxPasses);
}

TEST(JourneyWalk, GoesByTheBestChannel) {
  const Journey journey = journey_of(
      R"([{"id":"by","kind":"channel","next":"none","channel":[{"channel":"sms","next":"short"},{"channel":"email","next":"mail"}]},
          {"id":"short","kind":"exit"},{"id":"mail","kind":"exit"},{"id":"none","kind":"exit"}])");
  WalkFacts known = facts();
  const auto go = [&](std::optional<std::size_t> best) {
    known.best_channel = [best](std::span<const ChannelArm>) { return best; };
    return words(walk({journey, "j", kStart}, entrant_at(journey), {}, known).value());
  };
  EXPECT_THAT(go(1), ElementsAre("by 2", "mail done", " exit"));
  EXPECT_THAT(go(0), ElementsAre("by 1", "short done", " exit"));
  EXPECT_THAT(go({}), ElementsAre("by otherwise", "none done", " exit"));
}

TEST(JourneyCheck, WantsEachChannelOnce) {
  auto journey = json::read<Journey>(
      R"({"entry":{"event":{"event":"A"}},"steps":[{"id":"by","kind":"channel","channel":[{"channel":"sms"},{"channel":"sms"}]}]})");
  EXPECT_EQ(check(*journey).error().field, "steps[0].channel[1].channel");
  journey->steps[0].channel.pop_back();
  EXPECT_EQ(check(*journey).error().field, "steps[0].channel");
}

// ---- waits -----------------------------------------------------------------------------------------------------

Instant at(const char* text) { return parse_instant(text).value(); }

TEST(JourneyWait, UntilTheClockShowsIt) {
  Wait wait;
  wait.kind = WaitKind::clock;
  wait.minute = 9 * 60;
  WalkFacts known = facts();
  EXPECT_EQ(end_of(wait, at("2026-09-21T08:59:00Z"), known), at("2026-09-21T09:00:00Z"));
  EXPECT_EQ(end_of(wait, at("2026-09-21T09:00:00Z"), known), at("2026-09-22T09:00:00Z")) << "the next time";
  wait.weekdays = {Weekday::sunday, Weekday::friday};
  EXPECT_EQ(end_of(wait, at("2026-09-21T08:59:00Z"), known), at("2026-09-25T09:00:00Z"));
  wait.weekdays = {Weekday::monday};
  EXPECT_EQ(end_of(wait, at("2026-09-21T09:30:00Z"), known), at("2026-09-28T09:00:00Z"));
  known.zone = Calendar::create("Asia/Shanghai").value();
  EXPECT_EQ(end_of(wait, at("2026-09-21T00:30:00Z"), known), at("2026-09-21T01:00:00Z")) << "where he is";
  wait.person_zone = false;
  EXPECT_EQ(end_of(wait, at("2026-09-21T00:30:00Z"), known), at("2026-09-21T09:00:00Z"));
}

TEST(JourneyWait, UntilTheBestTime) {
  Wait wait;
  wait.kind = WaitKind::best_time;
  WalkFacts known = facts();
  const Instant now = at("2026-09-21T08:10:00Z");
  EXPECT_EQ(end_of(wait, now, known), now) << "nobody knows when";
  known.best_hour = 9;
  EXPECT_EQ(end_of(wait, now, known), at("2026-09-21T09:00:00Z"));
  known.zone = Calendar::create("Asia/Shanghai").value();
  EXPECT_EQ(end_of(wait, now, known), at("2026-09-22T01:00:00Z")) << "where he is";
  known.best_hour = 16;
  EXPECT_EQ(end_of(wait, now, known), now) << "it is that hour";
}

TEST(JourneyWait, UntilADayOfThePerson) {
  Wait wait;
  wait.kind = WaitKind::date;
  wait.trait = "birthday";
  wait.minute = 10 * 60;
  const Instant now = at("2026-09-21T08:00:00Z");
  EXPECT_EQ(end_of(wait, now, facts(false, "2026-10-01")), at("2026-10-01T10:00:00Z"));
  EXPECT_EQ(end_of(wait, now, facts(false, "1990-10-01")), now) << "it is over";
  EXPECT_EQ(end_of(wait, now, facts(false, "soon")), now);
  EXPECT_EQ(end_of(wait, now, facts(false, "")), now);
  wait.yearly = true;
  EXPECT_EQ(end_of(wait, now, facts(false, "1990-10-01T12:00:00Z")), at("2026-10-01T10:00:00Z"));
  EXPECT_EQ(end_of(wait, now, facts(false, "1990-03-05")), at("2027-03-05T10:00:00Z"));
  EXPECT_EQ(end_of(wait, now, facts(false, "1992-02-29")), at("2027-02-28T10:00:00Z"));
  wait.days = -3;
  EXPECT_EQ(end_of(wait, now, facts(false, "1990-01-02")), at("2026-12-30T10:00:00Z")) << "before the new year";
  EXPECT_EQ(end_of(wait, now, facts(false, "1990-09-23")), at("2027-09-20T10:00:00Z"));
}

// ---- the same however often one looks ------------------------------------------------------------------------------

// A random journey without filters: waits, waits for events, messages, splits. Ways lead on, or back to the first step,
// which waits.
Journey random_journey() {
  const int steps = *rc::gen::inRange(2, 8);
  std::string text;
  for (int i = 0; i < steps; ++i) {
    const auto any = [&] {
      return *rc::gen::inRange(0, 3) == 0 ? "s0" : fmt::format("s{}", *rc::gen::inRange(i, steps - 1) + 1);
    };
    const auto last = [&] { return *rc::gen::element<std::string>("", "s0"); };
    const std::string next = i + 1 < steps ? fmt::format("s{}", i + 1) : last();
    const std::string other = i + 1 < steps ? any() : last();
    std::string part;
    switch (i == 0 ? 0 : *rc::gen::inRange(0, 4)) {
      case 0: part = fmt::format(R"("kind":"wait","wait":{{"time":"{}m"}})", *rc::gen::inRange(1, 600)); break;
      case 1:
        part =
            fmt::format(R"("kind":"wait_for","wait_for":{{"event":{{"event":"{}"}},"timeout":"{}m","otherwise":"{}"}})",
                        *rc::gen::element<std::string>("A", "B"), *rc::gen::inRange(1, 600), other);
        break;
      case 2: part = R"("kind":"message","message":{"variants":[{"name":"A","message":"m"}]})"; break;
      default: part = fmt::format(R"("kind":"split","split":[{{"next":"{}"}},{{"next":"{}"}}])", next, other);
    }
    text += fmt::format(R"({}{{"id":"s{}","next":"{}",{}}})", i == 0 ? "" : ",", i, next, part);
  }
  return journey_of("[" + text + "]", *rc::gen::arbitrary<bool>() ? R"(,"goal":{"event":{"event":"C"}})" : "");
}

RC_GTEST_PROP(JourneyWalk, LookingOftenerChangesNothing, ()) {
  const Journey journey = random_journey();
  RC_ASSERT(check_ready(journey).has_value());
  std::vector<model::Event> events;
  std::set<std::int64_t> times;
  for (int i = *rc::gen::inRange(0, 8); i > 0; --i) times.insert(*rc::gen::inRange(1, 3000));
  for (const std::int64_t minute : times)
    events.push_back(event(*rc::gen::element<std::string>("A", "B", "C"), minutes(minute), 200 + minute));
  const Instant last = kStart + minutes(3000);
  const auto once = walk({journey, "j", last}, entrant_at(journey), events, facts());
  RC_ASSERT(once.has_value());

  ledger::Entrant entrant = entrant_at(journey);
  std::vector<std::string> visits;
  std::size_t from = 0;
  for (Instant now = kStart; !entrant.ended; now = std::min(last, now + minutes(*rc::gen::inRange(1, 500)))) {
    std::size_t to = from;
    while (to < events.size() && events[to].time <= now) ++to;
    const auto piece = walk({journey, "j", now}, entrant, std::span(events).subspan(from, to - from), facts());
    RC_ASSERT(piece.has_value());
    const auto some = words(*piece);
    visits.insert(visits.end(), some.begin(), some.end());
    entrant = piece->entrant;
    from = to;
    if (now == last) break;
  }
  RC_ASSERT(visits == words(*once));
  RC_ASSERT(entrant.step == once->entrant.step);
  RC_ASSERT(entrant.due == once->entrant.due);
  RC_ASSERT(entrant.reason == once->entrant.reason);
}

// ---- what can be published
// -------------------------------------------------------------------------------------------

Result<void> checked(const std::string& steps) {
  auto journey = json::read<Journey>(fmt::format(R"({{"entry":{{"event":{{"event":"A"}}}},"steps":{}}})", steps));
  if (!journey) return std::unexpected(journey.error());
  THRONG_CHECK(check(*journey));
  return check_ready(*journey);
}

TEST(JourneyCheck, NamesWhatIsWrong) {
  const std::pair<const char*, const char*> cases[] = {
      {R"([])", "steps"},
      {R"([{"id":"A b","kind":"exit"}])", "steps[0].id"},
      {R"([{"id":"a","kind":"exit"},{"id":"a","kind":"exit"}])", "steps[1].id"},
      {R"([{"id":"a","kind":"wait"}])", "steps[0].wait"},
      {R"([{"id":"a","kind":"exit","wait":{"time":"1d"}}])", "steps[0].wait"},
      {R"([{"id":"a","kind":"wait","wait":{"time":"0s"}}])", "steps[0].wait.time"},
      {R"([{"id":"a","kind":"wait","next":"b","wait":{"time":"1d"}}])", "steps[0].next"},
      {R"([{"id":"a","kind":"wait_for","wait_for":{}}])", "steps[0].wait_for.event"},
      {R"([{"id":"a","kind":"wait_for","wait_for":{"event":{"event":"X","where":{"person":"p","op":"is_set"}}}}])",
       "steps[0].wait_for.event.where"},
      {R"([{"id":"a","kind":"split","split":[{"next":""}]}])", "steps[0].split"},
      {R"([{"id":"a","kind":"reward","reward":{"reward":"x","amount":0}}])", "steps[0].reward.amount"},
      {R"([{"id":"a","kind":"message","message":{"variants":[]}}])", "steps[0].message.variants"},
      {R"([{"id":"a","kind":"exit","next":"a"}])", "steps[0].next"},
      {R"([{"id":"a","kind":"exit"},{"id":"b","kind":"exit"}])", "steps[1]"},
      {R"([{"id":"a","kind":"go_to","next":"a"}])", "steps[0]"},
      {R"([{"id":"a","kind":"go_to"}])", "steps[0].next"},
  };
  for (const auto& [steps, field] : cases) {
    const auto good = checked(steps);
    ASSERT_FALSE(good) << steps;
    EXPECT_EQ(good.error().field, field) << steps << ": " << describe(good.error());
  }
}

TEST(JourneyCheck, ACircleMustWait) {
  EXPECT_TRUE(
      checked(R"([{"id":"a","kind":"wait","next":"b","wait":{"time":"1d"}},{"id":"b","kind":"go_to","next":"a"}])"));
  const auto circle = checked(R"([
    {"id":"a","kind":"branch","next":"b","branch":[{"filter":{"all":[]},"next":""}]},
    {"id":"b","kind":"wait_for","next":"a","wait_for":{"filter":{"all":[]},"timeout":"1d"}}])");
  ASSERT_FALSE(circle);
  EXPECT_THAT(circle.error().message, testing::HasSubstr("a > b > a"));
}

}  // namespace
}  // namespace throng::engage
