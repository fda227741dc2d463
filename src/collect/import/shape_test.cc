#include "collect/import/shape.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "collect/import/import.h"
#include "collect/protocols/testing.h"

namespace throng::collect {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

class Lines {
 public:
  explicit Lines(ExportShape shape, std::string zone = "")
      : reader_(*ShapeReader::create({shape, std::move(zone)}, "file.json")) {}
  // The messages of the next line, or what is wrong with it.
  std::vector<std::string> operator()(const std::string& line) {
    auto messages = reader_.read(line, ++number_);
    if (!messages) return {describe(messages.error())};
    return *messages;
  }

 private:
  ShapeReader reader_;
  std::uint64_t number_ = 0;
};

std::string id_of(const std::string& message) {
  const auto at = message.find("\"messageId\":\"") + 13;
  return message.substr(at, message.find('"', at) - at);
}

// Ids of the messages that an SDK's request becomes.
std::vector<std::string> live_ids(Protocol protocol, const std::string& body, const std::string& endpoint = "") {
  const std::string lines =
      testing::adapted(protocol, {.body = body, .query = "project=key", .endpoint = endpoint, .key = "key"});
  std::vector<std::string> out;
  for (std::size_t at = 0; at < lines.size(); at = lines.find('\n', at) + 1)
    out.push_back(id_of(lines.substr(at, lines.find('\n', at) - at)));
  return out;
}

TEST(Shape, SegmentKeepsItsTimeWhateverItWasSent) {
  Lines segment(ExportShape::segment);
  EXPECT_THAT(
      segment(
          R"({"type":"track","event":"付款 🎉","userId":"ann","messageId":"ajs-1","timestamp":"2024-01-02T03:04:05.000Z","sentAt":"2024-01-02T03:04:06.000Z","writeKey":"w","properties":{"a":1}})"),
      ElementsAre(
          R"({"type":"track","event":"付款 🎉","userId":"ann","messageId":"ajs-1","timestamp":"2024-01-02T03:04:05.000Z","properties":{"a":1}})"));
}

TEST(Shape, SegmentCorrectsAClockByTheTimesTold) {
  Lines segment(ExportShape::segment);
  EXPECT_THAT(
      segment(
          R"({"type":"track","event":"A","userId":"ann","messageId":"m","originalTimestamp":"2024-01-01T00:00:00Z","sentAt":"2024-01-01T00:01:00Z","receivedAt":"2024-01-01T05:01:00Z"})"),
      ElementsAre(HasSubstr(R"("timestamp":"2024-01-01T05:00:00.000Z")")));
}

TEST(Shape, PosthogEventsOfABatchExport) {
  Lines posthog(ExportShape::posthog);
  const std::string live =
      R"({"api_key":"key","batch":[{"event":"Paid","distinct_id":"ann","uuid":"0190-a","timestamp":"2026-01-02T03:04:05.600Z","properties":{"amount":5}}]})";
  const auto messages = posthog(
      R"({"uuid":"0190-a","event":"Paid","distinct_id":"ann","team_id":1,"timestamp":"2026-01-02 03:04:05.600000","created_at":"2026-01-02 03:05:00","properties":"{\"amount\":5,\"名\":\"金\",\"$set\":{\"$geoip_city_name\":\"Paris\",\"plan\":\"pro\"},\"$set_once\":{\"$initial_os\":\"x\"}}"})");
  ASSERT_EQ(messages.size(), 2U);
  EXPECT_EQ(
      messages[0],
      R"({"type":"track","distinctId":"ann","messageId":"0190-a","timestamp":"2026-01-02T03:04:05.600Z","event":"Paid","properties":{"amount":5,"名":"金"},"context":{"page":{}}})");
  EXPECT_EQ(
      messages[1],
      R"({"type":"identify","distinctId":"ann","messageId":"0190-a/set","timestamp":"2026-01-02T03:04:05.600Z","traits":{"plan":"pro"}})");
  EXPECT_THAT(live_ids(Protocol::posthog, live), ElementsAre(id_of(messages[0])));
}

TEST(Shape, PosthogEventsOfTheApiAndPersons) {
  Lines posthog(ExportShape::posthog);
  EXPECT_THAT(
      posthog(
          R"({"id":"0190-b","event":"$pageview","distinct_id":"c1","timestamp":"2026-01-02T03:04:05.6+08:00","properties":{"$current_url":"https://s/a","$is_identified":false},"person":{"is_identified":false},"elements":[]})"),
      ElementsAre(
          R"({"type":"page","anonymousId":"c1","messageId":"0190-b","timestamp":"2026-01-01T19:04:05.600Z","properties":{},"context":{"page":{"url":"https://s/a"}}})"));
  const auto person = posthog(
      R"({"id":"p1","distinct_ids":["ann","c1"],"created_at":"2026-01-01T00:00:00Z","properties":{"plan":"pro","$initial_os":"x"}})");
  ASSERT_EQ(person.size(), 1U);
  EXPECT_THAT(person[0], HasSubstr(R"("distinctId":"ann")"));
  EXPECT_THAT(person[0], HasSubstr(R"("traits":{"plan":"pro"})"));
  EXPECT_THAT(posthog(R"({"distinct_id":"bob","properties":{"$geoip_x":1}})"), IsEmpty());
  EXPECT_THAT(posthog(R"({"event":"A","distinct_id":"a","timestamp":"soon","properties":{}})"),
              ElementsAre("timestamp: expected a time, got \"soon\""));
}

TEST(Shape, MixpanelCountsSecondsOfTheProjectsClock) {
  Lines shanghai(ExportShape::mixpanel, "Asia/Shanghai");
  const auto messages = shanghai(
      R"({"event":"Paid","properties":{"time":1767322800,"distinct_id":"ann","$insert_id":"i1","金额":5,"mp_processing_time_ms":1}})");
  ASSERT_EQ(messages.size(), 1U);
  // 2026-01-02 03:00 on the wall in Shanghai.
  EXPECT_EQ(
      messages[0],
      R"({"type":"track","distinctId":"ann","messageId":"mixpanel:Paid:ann:i1","timestamp":1767294000000,"event":"Paid","properties":{"金额":5},"context":{"page":{}}})");
  EXPECT_THAT(
      live_ids(
          Protocol::mixpanel,
          R"([{"event":"Paid","properties":{"token":"key","time":1767294000.123,"distinct_id":"ann","$insert_id":"i1"}}])",
          "track"),
      ElementsAre("mixpanel:Paid:ann:i1"));
  Lines nowhere(ExportShape::mixpanel);
  EXPECT_THAT(nowhere(R"({"event":"A","properties":{"time":1767322800,"distinct_id":"ann"}})"),
              ElementsAre(HasSubstr("--time-zone: ")));
}

TEST(Shape, MixpanelJoinsTheIdAnEventCameWith) {
  Lines mixpanel(ExportShape::mixpanel, "UTC");
  EXPECT_THAT(
      mixpanel(
          R"({"event":"A","properties":{"time":1767322800,"distinct_id":"ann","$distinct_id_before_identity":"d1","$insert_id":"i"}})"),
      ElementsAre(HasSubstr(R"({"type":"track","userId":"ann","anonymousId":"d1","messageId":"mixpanel:A:d1:i")")));
  EXPECT_THAT(
      mixpanel(R"({"$distinct_id":"ann","$properties":{"$name":"Ann","$last_seen":"2026-01-02T03:04:05"}})"),
      ElementsAre(HasSubstr(R"("timestamp":1767323045000,"traits":{"$name":"Ann"},"messageId":"file.json:2:)")));
}

TEST(Shape, AmplitudeTellsTraitsWhenTheyChange) {
  Lines amplitude(ExportShape::amplitude);
  const auto line = [](const std::string& id, const std::string& plan) {
    return R"({"user_id":"ann","device_id":"d1","event_type":"Paid","event_time":"2026-01-02 03:04:05.250000","$insert_id":")" +
           id + R"(","platform":"Web","os_name":"Chrome","event_properties":{"n":1},"user_properties":{"plan":")" +
           plan + R"("},"session_id":-1,"city":null})";
  };
  const auto first = amplitude(line("i1", "free"));
  ASSERT_EQ(first.size(), 2U);
  EXPECT_EQ(
      first[0],
      R"({"type":"track","userId":"ann","anonymousId":"d1","messageId":"amplitude:d1:i1","timestamp":1767323045250,"event":"Paid","properties":{"n":1},"context":{"page":{}}})");
  EXPECT_THAT(first[1],
              HasSubstr(R"("messageId":"amplitude:d1:i1/set","timestamp":1767323045250,"traits":{"plan":"free"})"));
  EXPECT_EQ(amplitude(line("i2", "free")).size(), 1U);
  EXPECT_EQ(amplitude(line("i3", "pro")).size(), 2U);
  EXPECT_EQ(amplitude(line("i4", "free")).size(), 2U);
  EXPECT_THAT(
      live_ids(
          Protocol::amplitude,
          R"({"api_key":"key","events":[{"user_id":"ann","device_id":"d1","event_type":"Paid","time":1767323045250,"insert_id":"i1"}]})"),
      ElementsAre("amplitude:d1:i1"));
  EXPECT_THAT(amplitude(R"({"user_id":"ann","event_time":"2026-01-02 03:04:05"})"), ElementsAre("event_type: missing"));
}

TEST(Shape, SensorsRecordsAreAsTheSdkSendsThem) {
  Lines sensors(ExportShape::sensors);
  const std::string record =
      R"({"_track_id":3,"type":"track","event":"Paid","time":1767225602000,"_flush_time":1767225602900,"distinct_id":"ann","login_id":"ann","properties":{"等级":"金"}})";
  const auto messages = sensors(record);
  ASSERT_EQ(messages.size(), 1U);
  EXPECT_EQ(
      messages[0],
      R"({"type":"track","userId":"ann","messageId":"sensors:3:1767225602000:ann:track:Paid","timestamp":1767225602000,"event":"Paid","properties":{"等级":"金"},"context":{"page":{}}})");
  EXPECT_THAT(live_ids(Protocol::sensors, record), ElementsAre(id_of(messages[0])));
}

TEST(Shape, SensorsRowsOfTables) {
  Lines sensors(ExportShape::sensors, "Asia/Shanghai");
  EXPECT_THAT(
      sensors(
          R"({"event":"Paid","user_id":-12,"distinct_id":"ann","$is_login_id":1,"date":"2026-01-02","time":"2026-01-02 03:04:05.678","金额":5,"$os":"iOS","none":null})"),
      ElementsAre(HasSubstr(
          R"({"type":"track","userId":"ann","timestamp":1767294245678,"event":"Paid","properties":{"金额":5,"$os":"iOS"},)")));
  EXPECT_THAT(sensors(R"({"id":-12,"first_id":"c1","second_id":"ann","$name":"安","level":3})"),
              ElementsAre(HasSubstr(R"("traits":{"$name":"安","level":3})")));
  Lines nowhere(ExportShape::sensors);
  EXPECT_THAT(nowhere(R"({"event":"A","distinct_id":"ann","time":"2026-01-02 03:04:05.678"})"),
              ElementsAre(HasSubstr("--time-zone: ")));
  EXPECT_THAT(nowhere(R"({"event":"A","distinct_id":"ann","time":"2026-01-02 03:04:05+08:00"})"),
              ElementsAre(HasSubstr("1767294245000")));
}

TEST(Shape, LinesWithoutIdsGetTheSameOnesAgain) {
  const std::string line = R"({"event":"A","distinct_id":"ann","time":1767225602000})";
  Lines one(ExportShape::sensors), again(ExportShape::sensors);
  const auto first = one(line);
  EXPECT_EQ(first, again(line));
  EXPECT_NE(first, one(line)) << "two equal lines are two events";
}

TEST(Shape, BadLinesSayWhatIsWrong) {
  for (const auto shape : {ExportShape::segment, ExportShape::posthog, ExportShape::mixpanel, ExportShape::amplitude,
                           ExportShape::sensors}) {
    Lines lines(shape, "UTC");
    EXPECT_THAT(lines("{\"event\":"), ElementsAre(HasSubstr("not valid JSON")));
    EXPECT_THAT(lines("[1]"), ElementsAre("not a JSON object"));
    EXPECT_EQ(lines("{}").size(), 1U);
  }
  Lines posthog(ExportShape::posthog);
  EXPECT_THAT(posthog(R"({"event":"A","distinct_id":"a","timestamp":"2026-01-01","properties":"{broken"})"),
              ElementsAre(HasSubstr("not valid JSON")));
}

TEST(Shape, IsGuessedFromALine) {
  EXPECT_EQ(guess_shape(R"({"type":"track","userId":"a","event":"A"})"), std::nullopt);
  EXPECT_EQ(guess_shape(R"({"uuid":"u","event":"A","distinct_id":"a","timestamp":"t"})"), ExportShape::posthog);
  EXPECT_EQ(guess_shape(R"({"event":"A","properties":{"time":1,"distinct_id":"a"}})"), ExportShape::mixpanel);
  EXPECT_EQ(guess_shape(R"({"event_type":"A"})"), ExportShape::amplitude);
  EXPECT_EQ(guess_shape(R"({"type":"track","distinct_id":"a","time":1})"), ExportShape::sensors);
  EXPECT_EQ(guess_shape("a,b"), std::nullopt);
}

}  // namespace
}  // namespace throng::collect
