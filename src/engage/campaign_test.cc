#include "engage/campaign.h"

#include <gtest/gtest.h>

namespace throng::engage {
namespace {

Instant at(std::string_view text) { return parse_instant(text).value(); }
Calendar zone(std::string_view name) { return Calendar::create(name).value(); }

std::string next(Timing timing, std::string_view now, std::string_view where = "Asia/Shanghai") {
  const auto found = next_time(timing, zone(where), at(now));
  return found ? format_instant(*found).substr(0, 16) : "never";
}

TEST(NextTime, IsTheFirstAfterNow) {
  const Timing daily{.rhythm = Rhythm::daily, .at = {}, .minute = 9 * 60 + 30, .until = {}};
  EXPECT_EQ(next(daily, "2026-06-10T01:29:59Z"), "2026-06-10T01:30");
  EXPECT_EQ(next(daily, "2026-06-10T01:30:00Z"), "2026-06-11T01:30") << "never the same again";
  const Timing weekly{.rhythm = Rhythm::weekly, .at = {}, .minute = 0, .weekday = Weekday::friday, .until = {}};
  EXPECT_EQ(next(weekly, "2026-06-10T00:00:00Z"), "2026-06-11T16:00");
  Timing monthly{.rhythm = Rhythm::monthly, .at = {}, .minute = 60, .day = 31, .until = {}};
  EXPECT_EQ(next(monthly, "2026-02-10T00:00:00Z"), "2026-02-27T17:00") << "the month's last day";
  monthly.until = at("2026-02-20");
  EXPECT_EQ(next(monthly, "2026-02-10T00:00:00Z"), "never");
  const Timing once{.rhythm = Rhythm::once, .at = at("2026-06-10"), .until = {}};
  EXPECT_EQ(next(once, "2026-06-09T23:59:59Z"), "2026-06-10T00:00");
  EXPECT_EQ(next(once, "2026-06-10T00:00:00Z"), "never");
  EXPECT_EQ(next({}, "2026-06-10T00:00:00Z"), "never");
}

TEST(NextTime, KeepsTheClockOnDaysOf23And25Hours) {
  const Timing daily{.rhythm = Rhythm::daily, .at = {}, .minute = 9 * 60, .until = {}};
  EXPECT_EQ(next(daily, "2026-03-28T12:00:00Z", "Europe/Rome"), "2026-03-29T07:00");
  EXPECT_EQ(next(daily, "2026-10-24T12:00:00Z", "Europe/Rome"), "2026-10-25T08:00");
}

TEST(AtSameClock, IsWhenTheClockThereShowsIt) {
  const Instant noon = at("2026-06-10T04:00:00Z");  // 12:00 in Shanghai
  EXPECT_EQ(at_same_clock(noon, zone("Asia/Shanghai"), zone("Europe/Rome")), at("2026-06-10T10:00:00Z"));
  EXPECT_EQ(at_same_clock(noon, zone("Asia/Shanghai"), zone("America/New_York")), at("2026-06-10T16:00:00Z"));
  EXPECT_EQ(at_same_clock(noon, zone("Asia/Shanghai"), zone("Asia/Shanghai")), noon);
}

std::string field(std::string_view change) {
  const std::string text = std::string(R"({"audience":{"all":[]},"variants":[{"name":"A","message":"m"}])") +
                           (change.empty() ? "" : ",") + std::string(change) + "}";
  auto campaign = json::read<Campaign>(text);
  if (!campaign) return "json " + campaign.error().field;
  const auto good = check(*campaign);
  return good ? "" : good.error().field;
}

TEST(Check, NamesWhatIsWrong) {
  EXPECT_EQ(field(""), "");
  EXPECT_EQ(field(R"("holdout_percent":91)"), "holdout_percent");
  EXPECT_EQ(field(R"("timing":{"rhythm":"once"})"), "timing.at");
  EXPECT_EQ(field(R"("timing":{"rhythm":"daily","minute":1440})"), "timing.minute");
  EXPECT_EQ(field(R"("goal":{"event":{"event":"Order"},"window":"91d"})"), "goal.window");
  EXPECT_EQ(field(R"("goal":{"event":{}})"), "goal.event");
  EXPECT_EQ(field(R"("timing":{"rhythm":"event"})"), "trigger");
  EXPECT_EQ(field(R"("trigger":{"event":{"event":"A"}})"), "trigger") << "of another rhythm";
  const std::string by_event = R"("timing":{"rhythm":"event"},"trigger":)";
  EXPECT_EQ(field(by_event + R"({"event":{"event":"A"},"delay":"1h"})"), "");
  EXPECT_EQ(field(by_event + R"({"event":{"event":"A"},"delay":"91d"})"), "trigger.delay");
  EXPECT_EQ(field(by_event + R"({"event":{"event":"A","where":{"person":"plan","op":"is_set"}}})"),
            "trigger.event.where");
  EXPECT_EQ(field(R"("give_up_after":"1s")"), "give_up_after");
  EXPECT_EQ(field(R"("priority":101)"), "priority");
  EXPECT_EQ(field(R"("channel":"sms")"), "") << "any channel will do";
  EXPECT_EQ(field(R"("winner":{})"), "winner") << "of one content";
  auto two = json::read<Campaign>(
      R"({"audience":{"all":[]},"variants":[{"name":"A","message":"m"},{"name":"A","message":"n"}]})");
  EXPECT_EQ(check(*two).error().field, "variants[1].name");
  two->variants[1].name = "B";
  two->winner = Winner{};
  EXPECT_TRUE(check(*two));
  two->winner->test_percent = 0.5;
  EXPECT_EQ(check(*two).error().field, "winner.test_percent");
  two->winner = {.test_percent = 20, .after = minutes(1)};
  EXPECT_EQ(check(*two).error().field, "winner.after");
  two->winner = {.by = WinnerBy::converted};
  EXPECT_EQ(check(*two).error().field, "winner.by") << "without a goal";
  two->variants.clear();
  EXPECT_EQ(check(*two).error().field, "variants");
}

}  // namespace
}  // namespace throng::engage
