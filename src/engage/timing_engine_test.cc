// What is each person's own: the day, the hour in which he responds most, and the channel.
#include <gmock/gmock.h>

#include "engage/journey.h"
#include "engage/response_channels.h"
#include "engage/response_hours.h"
#include "engage/testing.h"
#include "ledger/journeys.h"

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

// ---- channels --------------------------------------------------------------------------------------------------

class ResponseChannelsTest : public TimingTest {
 protected:
  // One message, and whether he opened it.
  void message_of(const std::string& user, const std::string& channel, bool opened, Duration ago = days(1)) {
    const std::string id = fmt::format("{}", ++sends_);
    const std::string properties = fmt::format(R"({{"channel":"{}","message":"{}"}})", channel, id);
    respond(user, "$message_sent", kNow - ago, properties);
    if (opened) respond(user, "$message_opened", kNow - ago + minutes(5), properties);
  }
  // 200 mails of which a tenth was opened, 200 short messages of which a fifth was.
  void crowd_of_channels() {
    for (int i = 0; i < 200; ++i) {
      message_of(fmt::format("c{}", i % 20), "email", i % 10 == 0);
      message_of(fmt::format("c{}", i % 20), "sms", i % 5 == 0);
    }
  }
  ResponseChannels channels_read() {
    EXPECT_TRUE(collector->flush());
    return ResponseChannels::read(*audience, kNow, {}).value();
  }
  int sends_ = 0;
};

constexpr ChannelKind kBoth[] = {ChannelKind::email, ChannelKind::sms};

TEST_F(ResponseChannelsTest, GoOverToAPersonsOwnAsMessagesAreAnswered) {
  crowd_of_channels();
  person("ann");
  for (int i = 0; i < 4; ++i) message_of("ann", "email", true);
  message_of("ann", "sms", false);
  person("bob");
  const ResponseChannels found = channels_read();
  EXPECT_EQ(found.everybody().at(ChannelKind::email).sent, 204U);
  EXPECT_EQ(found.everybody().at(ChannelKind::email).responded, 24U);
  EXPECT_EQ(found.everybody().at(ChannelKind::sms).sent, 201U);
  EXPECT_DOUBLE_EQ(found.share(number("bob"), ChannelKind::email), 24.0 / 204);
  // Ann: (4 + 5 * 24/204) / 9 of mail, (0 + 5 * 40/201) / 6 of short messages.
  EXPECT_DOUBLE_EQ(found.share(number("ann"), ChannelKind::email), (4 + 5 * (24.0 / 204)) / 9);
  EXPECT_DOUBLE_EQ(found.share(number("ann"), ChannelKind::sms), 5 * (40.0 / 201) / 6);
  EXPECT_EQ(found.best(number("ann"), kBoth), 0U);
  EXPECT_EQ(found.best(number("bob"), kBoth), 1U) << "as most do";
}

TEST_F(ResponseChannelsTest, HaveTheShareOfAllWhileFewWereSent) {
  crowd_of_channels();
  for (int i = 0; i < 20; ++i) message_of("fan", "web_push", true);
  const ResponseChannels found = channels_read();
  const double all = 80.0 / 420;
  EXPECT_DOUBLE_EQ(found.share(number("c1"), ChannelKind::web_push), all) << "20 are too few to say";
  EXPECT_DOUBLE_EQ(found.share(number("fan"), ChannelKind::web_push), (20 + 5 * all) / 25);
}

// What came before the 90 days, and what a machine opened, does not count.
TEST_F(ResponseChannelsTest, AgreeWithTheWarehouse) {
  for (int i = 0; i < 400; ++i)
    message_of(fmt::format("p{}", i % 13), i % 3 == 0 ? "sms" : "email", i % 4 == 0, hours(7 * (i + 1)));
  respond("p1", "$message_opened", kNow - hours(1), R"({"channel":"email","message":"2","machine":true})");
  const ResponseChannels found = channels_read();
  const auto block = warehouse::query_all(
      warehouse::TestWarehouse::shared(),
      fmt::format("WITH JSONExtractString(props, 'message') AS message SELECT JSONExtractString(props, 'channel') AS "
                  "channel, count(), countIf(message IN (SELECT JSONExtractString(props, 'message') FROM `{0}`.events "
                  "WHERE event IN ('$message_opened', '$message_clicked') AND position(props, '\"machine\":true') = "
                  "0)) FROM `{0}`.events WHERE event = '$message_sent' AND ts_ms >= {1} GROUP BY channel ORDER BY "
                  "channel",
                  project, to_ms(kNow - kResponseReach)));
  ASSERT_TRUE(block) << describe(block.error());
  ASSERT_EQ(block->rows, 2U);
  for (std::size_t i = 0; i < 2; ++i) {
    const Responded& of = found.everybody().at(kBoth[i]);
    EXPECT_EQ(of.sent, block->get<std::uint64_t>(1)[i]) << i;
    EXPECT_EQ(of.responded, block->get<std::uint64_t>(2)[i]) << i;
  }
}

// Of the channels that reach somebody the best one; by none of them "otherwise".
TEST_F(ResponseChannelsTest, AreChosenByJourneys) {
  crowd_of_channels();
  open();
  const auto journey = json::read<Journey>(
      R"({"entry":{"event":{"event":"Added"}},"holdout_percent":0,"steps":[
        {"id":"by","kind":"channel","channel":[{"channel":"email","next":"mail"},{"channel":"sms","next":"short"}],"next":"none"},
        {"id":"mail","kind":"wait","wait":{"time":"1d"}},{"id":"short","kind":"wait","wait":{"time":"1d"}},{"id":"none","kind":"wait","wait":{"time":"1d"}}]})");
  ASSERT_TRUE(journey) << describe(journey.error());
  const std::string id = add(Journey::kKind, "By", json::to_string(*journey));
  ASSERT_TRUE(collector->flush());
  const auto saved = ledger::find_saved(*db, {project, Journey::kKind, id});
  ASSERT_TRUE(publish(*db, *saved, timeline->snapshot()->last_number(), clock.now()));
  ASSERT_TRUE(ledger::change_campaign_state(*db, {ledger::CampaignPhase::draft},
                                            {id, ledger::CampaignPhase::active, {}, "ann", clock.now()}));
  work();
  person("ann", R"({"email":"ann@example.com","phone":"+8613800138000"})");
  person("bob", R"({"email":"bob@example.com"})");
  person("cleo");
  person("dan", R"({"email":"dan@example.com","phone":"+8613800138001"})");
  for (int i = 0; i < 4; ++i) message_of("dan", "email", true);
  for (const std::string name : {"ann", "bob", "cleo", "dan"}) event(name, "Added");
  work();
  std::map<std::string, std::uint64_t> standing;
  for (const auto& one : ledger::count_standing(*db, id).value()) standing[one.step] = one.count;
  EXPECT_EQ(standing["short"], 1U) << "Ann, as most do";
  EXPECT_EQ(standing["mail"], 2U) << "Bob has no phone, Dan opens mails";
  EXPECT_EQ(standing["none"], 1U);
}

}  // namespace
}  // namespace throng::engage
