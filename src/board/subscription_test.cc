#include "board/subscription.h"

#include <gtest/gtest.h>

namespace throng::board {
namespace {

Instant at(std::string_view text) { return *parse_instant(text); }

TEST(Subscription, IsDueAtItsHourEveryDay) {
  const Subscription daily{.rhythm = Rhythm::daily, .hour = 8};
  const Calendar shanghai = *Calendar::create("Asia/Shanghai");  // 8:00 there is 0:00 UTC
  EXPECT_EQ(last_due(daily, shanghai, at("2026-03-10T00:00:00Z")), at("2026-03-10T00:00:00Z"));
  EXPECT_EQ(last_due(daily, shanghai, at("2026-03-09T23:59:59Z")), at("2026-03-09T00:00:00Z"));
  EXPECT_EQ(next_due(daily, shanghai, at("2026-03-10T00:00:00Z")), at("2026-03-11T00:00:00Z"));
  EXPECT_EQ(next_due(daily, shanghai, at("2026-03-09T23:59:59Z")), at("2026-03-10T00:00:00Z"));
}

TEST(Subscription, IsDueOnItsWeekday) {
  const Calendar utc = Calendar::utc();
  const Subscription friday{.rhythm = Rhythm::weekly, .hour = 8, .weekday = Weekday::friday};
  EXPECT_EQ(last_due(friday, utc, at("2026-03-11T12:00:00Z")), at("2026-03-06T08:00:00Z"));  // a Wednesday
  EXPECT_EQ(last_due(friday, utc, at("2026-03-13T07:59:00Z")), at("2026-03-06T08:00:00Z"));
  EXPECT_EQ(last_due(friday, utc, at("2026-03-13T08:00:00Z")), at("2026-03-13T08:00:00Z"));
  EXPECT_EQ(next_due(friday, utc, at("2026-03-13T08:00:00Z")), at("2026-03-20T08:00:00Z"));
  EXPECT_EQ(next_due(friday, utc, at("2026-03-13T07:00:00Z")), at("2026-03-13T08:00:00Z"));
}

TEST(Subscription, IsDueOnTheLastDayOfAMonthThatIsTooShort) {
  const Calendar utc = Calendar::utc();
  const Subscription monthly{.rhythm = Rhythm::monthly, .hour = 0, .day = 31};
  EXPECT_EQ(last_due(monthly, utc, at("2026-03-15T00:00:00Z")), at("2026-02-28T00:00:00Z"));
  EXPECT_EQ(last_due(monthly, utc, at("2028-03-01T00:00:00Z")), at("2028-02-29T00:00:00Z"));
  EXPECT_EQ(last_due(monthly, utc, at("2026-01-30T23:00:00Z")), at("2025-12-31T00:00:00Z"));
  EXPECT_EQ(next_due(monthly, utc, at("2026-01-31T00:00:00Z")), at("2026-02-28T00:00:00Z"));
}

TEST(Subscription, KeepsItsHourOverADaylightSavingChange) {
  const Calendar york = *Calendar::create("America/New_York");  // 2026-03-08 has 23 hours
  const Subscription daily{.rhythm = Rhythm::daily, .hour = 0};
  EXPECT_EQ(last_due(daily, york, at("2026-03-08T12:00:00Z")), at("2026-03-08T05:00:00Z"));
  EXPECT_EQ(next_due(daily, york, at("2026-03-08T12:00:00Z")), at("2026-03-09T04:00:00Z"));
}

TEST(Subscription, NamesTheFieldThatIsWrong) {
  const auto field_of = [](auto change) {
    Subscription s{.board = "b", .recipients = {"ann@shop.example"}};
    change(s);
    const auto result = check(s);
    return result ? std::string() : result.error().field;
  };
  EXPECT_EQ(field_of([](Subscription&) {}), "");
  EXPECT_EQ(field_of([](Subscription& s) { s.board = ""; }), "board");
  EXPECT_EQ(field_of([](Subscription& s) { s.hour = 24; }), "hour");
  EXPECT_EQ(field_of([](Subscription& s) { s.day = 0; }), "day");
  EXPECT_EQ(field_of([](Subscription& s) { s.recipients = {}; }), "recipients");
  EXPECT_EQ(field_of([](Subscription& s) { s.recipients.assign(21, "a@b"); }), "recipients");
  EXPECT_EQ(field_of([](Subscription& s) { s.recipients = {"a@b", "nobody"}; }), "recipients[1]");
}

}  // namespace
}  // namespace throng::board
