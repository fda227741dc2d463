#include "engage/policy.h"

#include <gtest/gtest.h>

#include "engage/split.h"

namespace throng::engage {
namespace {

using What = ledger::Verdict::What;

Instant at(std::string_view text) { return parse_instant(text).value(); }
Calendar zone(std::string_view name) { return Calendar::create(name).value(); }
const Instant kNoon = at("2026-06-10T12:00:00Z");  // a Wednesday

Campaign campaign() {
  Campaign one;
  one.variants = {{"A", "m", 1}};
  return one;
}

Recipient ann() {
  Recipient one;
  one.person = 7;
  one.numbers = {7, 8};
  one.address = "ann@example.com";
  return one;
}

ledger::Verdict verdict(const Campaign& campaign, const SendingRules& rules, const Recipient& to,
                        std::vector<ledger::Counted> counted = {}, bool held = false, Instant now = kNoon) {
  ledger::Send send;
  send.person = to.person;
  send.held = held;
  send.first_due = kNoon;
  return judge({campaign, rules, "shop", now}, send, to, counted);
}
std::string reason(const Campaign& campaign, const SendingRules& rules, const Recipient& to,
                   std::vector<ledger::Counted> counted = {}) {
  const auto found = verdict(campaign, rules, to, std::move(counted));
  return found.what == What::drop ? found.reason : "";
}

TEST(Judge, WhoMayBeWrittenToIsAndCounts) {
  const auto found = verdict(campaign(), {}, ann());
  EXPECT_EQ(found.what, What::hand_over);
  EXPECT_TRUE(found.counts);
}

TEST(Judge, EveryRefusalHasItsReason) {
  Recipient to = ann();
  to.merged = true;
  EXPECT_EQ(reason(campaign(), {}, to), "merged");
  to = ann();
  to.in_audience = false;
  EXPECT_EQ(reason(campaign(), {}, to), "not_in_audience");
  to = ann();
  to.address.clear();
  EXPECT_EQ(reason(campaign(), {}, to), "no_address");
  to = ann();
  to.suppressed = true;
  EXPECT_EQ(reason(campaign(), {}, to), "suppressed");
  to = ann();
  to.consents = {{7, "email", "", false, "link", kNoon}};
  EXPECT_EQ(reason(campaign(), {}, to), "no_consent");
  SendingRules rules;
  rules.caps = {{"", 1, CapUnit::day, 24}};
  EXPECT_EQ(reason(campaign(), rules, ann(), {{8, kNoon - hours(1), "sms"}}), "capped");
}

TEST(Judge, TransactionalMessagesAskForAnAddressThatWorksAndNothingElse) {
  Campaign transactional = campaign();
  transactional.transactional = true;
  SendingRules rules;
  rules.caps = {{"", 1, CapUnit::day, 24}};
  rules.quiet = {11 * 60, 13 * 60};
  rules.control_percent = 15;
  Recipient to = ann();
  to.consents = {{7, "", "", false, "link", kNoon}};
  const auto found = verdict(transactional, rules, to, {{7, kNoon, "email"}}, true);
  EXPECT_EQ(found.what, What::hand_over);
  EXPECT_FALSE(found.counts) << "and do not use up what others may";
  to.suppressed = true;
  EXPECT_EQ(reason(transactional, rules, to), "suppressed");
}

TEST(Judge, WhoIsHeldOutPassesTheSameRules) {
  EXPECT_EQ(verdict(campaign(), {}, ann(), {}, true).what, What::hold_out);
  Recipient to = ann();
  to.suppressed = true;
  EXPECT_EQ(verdict(campaign(), {}, to, {}, true).reason, "suppressed");
}

TEST(Judge, TheControlGroupGetsNothing) {
  SendingRules rules;
  rules.control_percent = 10;
  int refused = 0;
  for (model::PersonNumber person = 1; person <= 10'000; ++person) {
    Recipient to = ann();
    to.person = person;
    refused += reason(campaign(), rules, to) == "global_control" ? 1 : 0;
  }
  EXPECT_NEAR(refused, 1'000, 100);
}

TEST(Judge, QuietHoursWaitForTheMorningOrDrop) {
  SendingRules rules;
  rules.quiet = {21 * 60, 8 * 60 + 30};
  Recipient to = ann();
  to.zone = zone("Asia/Shanghai");  // 20:00 there at noon
  EXPECT_EQ(verdict(campaign(), rules, to).what, What::hand_over);
  const auto late = verdict(campaign(), rules, to, {}, false, kNoon + hours(2));
  EXPECT_EQ(late.what, What::wait);
  EXPECT_EQ(late.reason, "quiet_hours");
  EXPECT_EQ(late.until, at("2026-06-11T00:30:00Z")) << "08:30 there";
  Campaign drops = campaign();
  drops.at_quiet = AtQuiet::drop;
  EXPECT_EQ(verdict(drops, rules, to, {}, false, kNoon + hours(2)).reason, "quiet_hours");
  const Instant evening = kNoon + hours(2);
  Campaign soon = campaign();
  soon.give_up_after = hours(3);
  EXPECT_EQ(verdict(soon, rules, to, {}, false, evening).reason, "expired") << "it would expire in the night";
  EXPECT_EQ(verdict(campaign(), rules, to, {}, false, kNoon + hours(49)).reason, "expired");
}

TEST(QuietUntil, MaySpanMidnightOrNot) {
  const Calendar utc = Calendar::utc();
  EXPECT_FALSE(quiet_until({0, 0}, utc, kNoon));
  EXPECT_EQ(quiet_until({11 * 60, 12 * 60 + 1}, utc, kNoon), kNoon + minutes(1));
  EXPECT_FALSE(quiet_until({11 * 60, 12 * 60}, utc, kNoon)) << "its end is not in it";
  EXPECT_EQ(quiet_until({12 * 60, 11 * 60}, utc, kNoon), kNoon + hours(23));
}

TEST(Consents, TheLatestThatSpeaksOfItCounts) {
  const Topic news{"news", "News", false}, offers{"offers", "Offers", true};
  Recipient to = ann();
  EXPECT_TRUE(consents(to, "email", &news));
  EXPECT_FALSE(consents(to, "email", &offers)) << "opt-in";
  to.consents = {{7, "email", "news", false, "", kNoon}, {8, "", "", true, "", kNoon + hours(1)}};
  EXPECT_TRUE(consents(to, "email", &news)) << "all of it, later";
  EXPECT_TRUE(consents(to, "email", &offers));
  to.consents.push_back({7, "sms", "", false, "", kNoon + hours(2)});
  EXPECT_TRUE(consents(to, "email", &news)) << "another channel";
  to.consents.push_back({7, "email", "news", false, "", kNoon + hours(1)});
  EXPECT_FALSE(consents(to, "email", &news)) << "of one instant the no counts";
  EXPECT_TRUE(consents(to, "email", nullptr)) << "a message without a topic";
}

TEST(IsCapped, HoursRollAndDaysAreTheCalendars) {
  const Calendar shanghai = zone("Asia/Shanghai");  // the day began at 16:00Z the day before
  const auto had = [](std::string_view when) { return std::vector<ledger::Counted>{{7, at(when), "email"}}; };
  const std::vector<FrequencyCap> a_day = {{"email", 1, CapUnit::day, 24}}, an_hour = {{"email", 1, CapUnit::hour, 24}};
  EXPECT_TRUE(is_capped(a_day, "email", had("2026-06-09T16:00:00Z"), shanghai, kNoon));
  EXPECT_FALSE(is_capped(a_day, "email", had("2026-06-09T15:59:59Z"), shanghai, kNoon));
  EXPECT_TRUE(is_capped(an_hour, "email", had("2026-06-09T12:00:01Z"), shanghai, kNoon));
  EXPECT_FALSE(is_capped(an_hour, "email", had("2026-06-09T12:00:00Z"), shanghai, kNoon)) << "exactly a day ago";
  EXPECT_FALSE(is_capped(a_day, "sms", had("2026-06-10T11:00:00Z"), shanghai, kNoon)) << "another channel";
  const std::vector<FrequencyCap> two_a_week = {{"", 2, CapUnit::week, 24}};
  auto week = had("2026-06-07T16:00:00Z");  // Monday 00:00 in Shanghai
  EXPECT_FALSE(is_capped(two_a_week, "email", week, shanghai, kNoon));
  week.push_back({8, at("2026-06-09T00:00:00Z"), "sms"});
  EXPECT_TRUE(is_capped(two_a_week, "email", week, shanghai, kNoon)) << "all channels together";
  week.front().at -= Duration(1);
  EXPECT_FALSE(is_capped(two_a_week, "email", week, shanghai, kNoon)) << "last week's";
}

TEST(IsCapped, AllCapsMustHold) {
  const std::vector<FrequencyCap> both = {{"", 5, CapUnit::week, 24}, {"email", 1, CapUnit::hour, 1}};
  EXPECT_TRUE(is_capped(both, "email", std::vector<ledger::Counted>{{7, kNoon - minutes(59), "email"}}, Calendar::utc(),
                        kNoon));
  EXPECT_FALSE(is_capped(both, "email", std::vector<ledger::Counted>{{7, kNoon - minutes(61), "email"}},
                         Calendar::utc(), kNoon));
}

TEST(Split, LotsAreEvenIndependentAndStay) {
  const std::vector<std::uint32_t> weights = {1, 2, 1};
  std::array<int, 3> seen{};
  int held = 0, both = 0, control = 0;
  for (model::PersonNumber person = 1; person <= 40'000; ++person) {
    const std::size_t variant = variant_of("c", person, weights);
    ++seen[variant];
    const bool out = is_held_out("c", person, 10);
    held += out;
    both += out && variant == 1;
    control += is_in_control("shop", person, 5);
    EXPECT_EQ(is_held_out("c", person, 10), out);
    if (is_in_control("shop", person, 5)) EXPECT_TRUE(is_in_control("shop", person, 6)) << "whoever is in stays in";
  }
  EXPECT_NEAR(seen[0], 10'000, 400);
  EXPECT_NEAR(seen[1], 20'000, 400);
  EXPECT_NEAR(held, 4'000, 250);
  EXPECT_NEAR(both, 2'000, 200) << "held out by another lot than the content";
  EXPECT_NEAR(control, 2'000, 200);
}

TEST(Split, ConsecutivePersonsAndSaltsShareNothing) {
  int same = 0;
  for (model::PersonNumber person = 1; person <= 10'000; ++person)
    same += is_held_out("a", person, 50) == is_held_out("b", person, 50);
  EXPECT_NEAR(same, 5'000, 250);
}

}  // namespace
}  // namespace throng::engage
