// What of a campaign's timing is each person's own: the day, and the hour in which they respond most.
#include <gmock/gmock.h>

#include "engage/response_hours.h"
#include "engage/testing.h"

namespace throng::engage {
namespace {

using ::testing::ElementsAre;
using testing::kNow;
using ::testing::UnorderedElementsAre;

class TimingTest : public testing::PostOfficeTest {
 protected:
  void respond(const std::string& user, std::string_view name, Instant at, std::string_view properties = "{}") {
    const std::string message = fmt::format(
        R"({{"type":"track","userId":"{}","event":"{}","timestamp":"{}","messageId":"r{}","properties":{}}})", user,
        name, format_instant(at), ++messages, properties);
    ASSERT_EQ(collect::testing::send(*collector, message).value().accepted, 1U);
  }
  // Of everybody: a hundred clicks at eight in the evening (UTC), of a person who gets nothing.
  void crowd() {
    for (int i = 0; i < 100; ++i) respond("crowd", "$message_clicked", kNow - days(i % 80 + 1) + hours(6));
  }
  ResponseHours hours_read() {
    EXPECT_TRUE(collector->flush());
    return ResponseHours::read({*audience, Calendar::utc(), "time_zone", clock.now()}, {}).value();
  }
  std::vector<ledger::Send> sends() const { return ledger::list_sends(*db, project, {.limit = 100}).value(); }
  std::string due_of(const std::string& user) {
    for (const ledger::Send& send : sends())
      if (send.person == number(user)) return format_instant(send.first_due).substr(0, 16);
    return "none";
  }
};

// kNow is 14:13 UTC, so that crowd() responds at 20:13.
TEST_F(TimingTest, CountsResponsesOfHumansByTheirOwnClocks) {
  crowd();
  person("ann", R"({"time_zone":"Asia/Shanghai"})");
  for (int i = 1; i <= 8; ++i) respond("ann", "$message_opened", kNow - days(i) - hours(13), R"({"channel":"email"})");
  respond("ann", "$message_opened", kNow - hours(1), R"({"machine":true})");
  respond("ann", "$message_opened", kNow - days(91));
  respond("ann", "Signed Up", kNow - hours(2));
  const ResponseHours found = hours_read();
  EXPECT_EQ(found.responses(), 108U);
  EXPECT_TRUE(found.is_enough());
  EXPECT_DOUBLE_EQ(found.everybody()[20], 50.0 / 108);
  EXPECT_DOUBLE_EQ(found.everybody()[9], 4.0 / 108) << "01:13 in UTC is 09:13 in Shanghai";
  const auto ann = found.best(number("ann"));
  ASSERT_TRUE(ann);
  EXPECT_EQ(ann->hour, 9U);
  EXPECT_TRUE(ann->own);
  person("bob");
  const auto bob = found.best(number("bob"));
  ASSERT_TRUE(bob);
  EXPECT_EQ(bob->hour, 20U);
  EXPECT_FALSE(bob->own);
}

// The same counts by the warehouse.
TEST_F(TimingTest, AgreesWithTheWarehouse) {
  crowd();
  for (int i = 0; i < 300; ++i)
    respond(fmt::format("p{}", i % 7), i % 3 == 0 ? "$message_opened" : "$message_clicked",
            kNow - minutes(37 * i * (i % 11 + 1)), i % 5 == 0 ? R"({"machine":true})" : "{}");
  const ResponseHours found = hours_read();
  const auto block = warehouse::query_all(
      warehouse::TestWarehouse::shared(),
      fmt::format("SELECT toUInt64(intDiv(ts_ms, 3600000) % 24) AS hour, count() FROM `{}`.events WHERE event IN "
                  "('$message_opened', '$message_clicked') AND position(props, '\"machine\":true') = 0 AND "
                  "ts_ms >= {} AND ts_ms < {} GROUP BY hour ORDER BY hour",
                  project, to_ms(kNow - kResponseReach), to_ms(kNow)));
  ASSERT_TRUE(block) << describe(block.error());
  HourCounts counts{};
  for (std::size_t i = 0; i < block->rows; ++i)
    counts[block->get<std::uint64_t>(0)[i]] = static_cast<double>(block->get<std::uint64_t>(1)[i]);
  const HourCounts expected = shares_of(smoothed(counts));
  for (unsigned hour = 0; hour < 24; ++hour) EXPECT_DOUBLE_EQ(found.everybody()[hour], expected[hour]) << hour;
}

TEST_F(TimingTest, SendsToEachInTheBestHour) {
  crowd();
  person("ann", R"({"email":"ann@example.com","time_zone":"Asia/Shanghai"})");
  person("bob", R"({"email":"bob@example.com"})");
  person("cleo", R"({"email":"cleo@example.com","time_zone":"America/New_York"})");
  for (int i = 1; i <= 8; ++i) respond("ann", "$message_opened", kNow - days(i) - hours(13));
  ASSERT_TRUE(collector->flush());
  Campaign one = campaign(message());
  one.timing.best_time = true;
  start(one);
  work();
  EXPECT_EQ(due_of("ann"), "2026-09-22T01:00") << "nine in Shanghai";
  EXPECT_EQ(due_of("bob"), "2026-09-21T20:00") << "when most people respond";
  EXPECT_EQ(due_of("cleo"), "2026-09-22T00:00") << "eight in the evening of New York";
  EXPECT_TRUE(got().empty());
  clock.advance(hours(6));
  work();
  EXPECT_THAT(got(), ElementsAre("bob"));
}

TEST_F(TimingTest, SendsAtTheTimeItselfWhileNobodyKnowsWhen) {
  three();
  Campaign one = campaign(message());
  one.timing.best_time = true;
  start(one);
  work();
  EXPECT_THAT(got(), UnorderedElementsAre("ann", "bob", "cleo"));
}

TEST_F(TimingTest, WritesToThoseWhoseDayItIs) {
  person("ann", R"({"email":"ann@example.com","birthday":"1990-09-22"})");
  person("bob", R"({"email":"bob@example.com","birthday":"1991-09-23"})");
  person("cleo", R"({"email":"cleo@example.com"})");
  Campaign one = campaign(message());
  one.timing.rhythm = Rhythm::date;
  one.timing.date_trait = "birthday";
  one.timing.minute = 9 * 60;
  start(one);
  work();
  EXPECT_TRUE(got().empty());
  clock.advance(hours(19));  // 09:13 of the next day
  work();
  EXPECT_THAT(got(), ElementsAre("ann"));
  clock.advance(days(1));
  work();
  EXPECT_THAT(got(), ElementsAre("ann", "bob"));
}

}  // namespace
}  // namespace throng::engage
