// Campaigns that events trigger, in the real engine.
#include <gmock/gmock.h>

#include "engage/testing.h"

namespace throng::engage {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::PostOfficeTest;
using ::testing::SizeIs;
using ::testing::UnorderedElementsAre;

class TriggerTest : public PostOfficeTest {
 protected:
  // "Added" and not "Bought" within an hour.
  Campaign abandoned(const std::string& again = "1d") {
    Campaign one = campaign(message("{{ event.name }} {{ event.properties.sku }}"));
    one.audience = json::read<model::Filter>(R"({"did_not":{"event":"Bought"}})").value();
    one.timing.rhythm = Rhythm::event;
    one.trigger =
        json::read<Trigger>(
            R"({"event":{"event":"Added","where":{"event":"sku","op":"is","value":"X"}},"delay":"1h","again":")" +
            again + R"("})")
            .value();
    EXPECT_TRUE(check(one));
    return one;
  }
  void added(const std::string& user, const std::string& sku = "X") {
    const std::string sent =
        fmt::format(R"({{"type":"track","userId":"{}","event":"Added","messageId":"a{}","properties":{{"sku":"{}"}}}})",
                    user, ++messages, sku);
    ASSERT_EQ(collect::testing::send(*collector, sent).value().accepted, 1U);
    ASSERT_TRUE(collector->flush());
  }
};

TEST_F(TriggerTest, WhoDidAAndThenNotBIsWrittenTo) {
  three();
  added("ann");
  start(abandoned());
  work();
  added("ann");
  added("bob");
  added("cleo", "Y");
  work();
  EXPECT_THAT(sink.mails(), IsEmpty()) << "not before an hour";
  clock.advance(minutes(30));
  event("bob", "Bought");
  clock.advance(minutes(30));
  work();
  EXPECT_THAT(got(), ElementsAre("ann")) << "once, for what came after the start";
  EXPECT_THAT(sink.mails().front().data, HasSubstr("Subject: Added X\r\n"));
  EXPECT_EQ(states()["bob"], "dropped not_in_audience");
  clock.advance(hours(2));
  added("ann");
  clock.advance(hours(1));
  work();
  EXPECT_THAT(sink.mails(), SizeIs(1)) << "not again within a day";
  clock.advance(days(1));
  added("ann");
  work();
  clock.advance(hours(1));
  work();
  EXPECT_THAT(sink.mails(), SizeIs(2));
}

TEST_F(TriggerTest, WhatCameWhileNoProcessRanIsAnsweredOnce) {
  three();
  start(abandoned("0s"));
  work();
  added("ann");
  work();
  office.reset();
  added("bob");
  clock.advance(hours(1));
  work();
  EXPECT_THAT(got(), UnorderedElementsAre("ann", "bob"));
  office.reset();
  clock.advance(minutes(1));
  work();
  EXPECT_THAT(sink.mails(), SizeIs(2));
  clock.advance(days(3));
  office.reset();
  work();
  EXPECT_THAT(sink.mails(), SizeIs(2));
}

TEST_F(TriggerTest, EnteringASegmentIsAnEventLikeOthers) {
  three();
  Campaign welcome = abandoned();
  welcome.trigger = json::read<Trigger>(
                        R"({"event":{"event":"$segment_entered","where":{"event":"segment","op":"is","value":"vip"}}})")
                        .value();
  start(welcome);
  work();
  model::Event entered;
  entered.id = model::event_id_from("vip/cleo");
  entered.name = model::kSegmentEntered;
  entered.user_id = "cleo";
  entered.time = clock.now();
  entered.props = R"({"segment":"vip"})";
  ASSERT_TRUE(collector->record({entered}));
  ASSERT_TRUE(collector->flush());
  work();
  EXPECT_THAT(got(), ElementsAre("cleo"));
}

}  // namespace
}  // namespace throng::engage
