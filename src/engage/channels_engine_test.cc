// Campaigns and journeys through channels other than mail.
#include <algorithm>

#include <gmock/gmock.h>

#include "audience/put_in.h"
#include "audience/tag.h"
#include "base/encoding.h"
#include "engage/journey.h"
#include "engage/testing.h"
#include "ledger/consents.h"
#include "ledger/journeys.h"
#include "outbound/crypto.h"

namespace throng::engage {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

class ChannelsTest : public testing::PostOfficeTest {
 protected:
  std::string message(ChannelKind channel, Content content) {
    content.language = "en";
    return add(Message::kKind, fmt::format("M{}", ++messages), json::to_string(Message{channel, {std::move(content)}}));
  }
  Campaign campaign_by(ChannelKind channel, Content content) {
    Campaign one = campaign(message(channel, std::move(content)));
    one.channel = channel;
    return one;
  }
  std::vector<std::string> texts() const {
    std::vector<std::string> all;
    for (const Outgoing& one : boxed) all.push_back(one.to + " " + one.text);
    return all;
  }
};

TEST_F(ChannelsTest, TextsGoToThePhonesOfThoseWhoHaveOne) {
  person("ann", R"({"phone":"+86 138 0013 8000","name":"Ann","email":"ann@example.com"})");
  person("bob", R"({"email":"bob@example.com"})");
  person("cleo", R"({"phone":"gone"})");
  start(campaign_by(ChannelKind::sms, {.text = "Hi {{ person.name }}"}));
  work();
  EXPECT_THAT(texts(), ElementsAre("+8613800138000 Hi Ann"));
  EXPECT_THAT(sink.mails(), IsEmpty());
  EXPECT_EQ(states()["ann"], "sent");
  EXPECT_EQ(states()["bob"], "dropped no_address");
  EXPECT_EQ(states()["cleo"], "dropped no_address") << "that is no number";
}

TEST_F(ChannelsTest, ATokenThatIsGoneIsNotWrittenToAgain) {
  const std::string where = R"({"endpoint":"https://push.example/gone","keys":{"p256dh":")" +
                            base64url(outbound::PrivateKey::read(outbound::fresh_p256_pem())->public_point()) +
                            R"(","auth":"AAAAAAAAAAAAAAAAAAAAAA"}})";
  person("ann", R"({"web_push":)" + json::to_string(where) + "}");
  start(campaign_by(ChannelKind::web_push, {.subject = "T", .text = "x", .url = "https://shop.example/a"}));
  work();
  EXPECT_EQ(states()["ann"], "refused gone");
  start(campaign_by(ChannelKind::web_push, {.subject = "T", .text = "y"}), "Second");
  work();
  EXPECT_EQ(states("Second")["ann"], "dropped suppressed");
}

TEST_F(ChannelsTest, AWebhookIsToldWhoItIsAbout) {
  person("ann");
  start(campaign_by(ChannelKind::webhook, {.text = "{{ campaign.name }}", .url = "https://shop.example/a"}));
  work();
  ASSERT_EQ(boxed.size(), 1U);
  EXPECT_EQ(boxed[0].to, "ann");
  EXPECT_EQ(boxed[0].text, "Sale");
  EXPECT_TRUE(boxed[0].url.starts_with("https://t.example/t/c/")) << "its link tells that it was followed";
}

TEST_F(ChannelsTest, TagsCanBeWritten) {
  person("ann", R"({"phone":"13800138000"})");
  person("bob", R"({"phone":"13800138001"})");
  const std::string tag = add(audience::Tag::kKind, "最爱 品类", R"({"kind":"manual"})");
  ASSERT_TRUE(audience::put_values(*audience, {audience::ObjectKind::tag, tag}, {{{number("ann"), "书"}}, false},
                                   {Calendar::utc(), clock.now()}));
  Campaign one = campaign_by(ChannelKind::sms, {.text = "{{ tags['最爱 品类'] | default: '?' }}"});
  start(one);
  work();
  EXPECT_THAT(texts(), UnorderedElementsAre("13800138000 书", "13800138001 ?"));
}

TEST_F(ChannelsTest, OfAChannelThatIsNotSetUpMessagesWait) {
  person("ann", R"({"fcm_token":"t"})");
  start(campaign_by(ChannelKind::fcm, {.subject = "T", .text = "x"}));
  work();
  EXPECT_EQ(states()["ann"], "queued");
  EXPECT_EQ(office->check_open(ChannelKind::fcm).error().code, ErrorCode::conflict);
  EXPECT_THAT(office->channels(),
              ElementsAre(ChannelKind::email, ChannelKind::sms, ChannelKind::web_push, ChannelKind::webhook));
}

TEST_F(ChannelsTest, EachHasItsOwnCaps) {
  person("ann", R"({"phone":"13800138000","email":"ann@example.com"})");
  SendingRules rules;
  rules.caps = {{.channel = "sms", .messages = 1, .unit = CapUnit::day}};
  rule(rules);
  start(campaign_by(ChannelKind::sms, {.text = "1"}), "First");
  work();
  start(campaign_by(ChannelKind::sms, {.text = "2"}), "Second");
  start(campaign(testing::PostOfficeTest::message()), "Mail");
  work();
  EXPECT_EQ(states("Second")["ann"], "dropped capped");
  EXPECT_EQ(states("Mail")["ann"], "sent");
}

TEST_F(ChannelsTest, AJourneyCanTellAWebhook) {
  const std::string told = message(ChannelKind::webhook, {.text = "{{ event.name }}"});
  const std::string id = add(Journey::kKind, "Hook",
                             R"({"entry":{"event":{"event":"Added"}},"holdout_percent":0,"steps":[
      {"id":"tell","kind":"message","message":{"channel":"webhook","variants":[{"name":"A","message":")" +
                                 told + R"("}]}}]})");
  auto saved = ledger::find_saved(*db, {project, Journey::kKind, id}).value();
  ASSERT_TRUE(publish(*db, saved, 0, clock.now()));
  ASSERT_TRUE(ledger::change_campaign_state(*db, {ledger::CampaignPhase::draft},
                                            {id, ledger::CampaignPhase::active, {}, "ann", clock.now()}));
  event("ann", "Added");
  work();
  EXPECT_THAT(texts(), ElementsAre("ann Added"));
}

TEST_F(ChannelsTest, AJourneysTemplateIsOfItsStepsChannel) {
  const std::string sms = message(ChannelKind::sms, {.text = "x"});
  const std::string id = add(Journey::kKind, "Hook",
                             R"({"entry":{"event":{"event":"Added"}},"steps":[
      {"id":"tell","kind":"message","message":{"variants":[{"name":"A","message":")" +
                                 sms + R"("}]}}]})");
  const auto plan = plan_of(*db, ledger::find_saved(*db, {project, Journey::kKind, id}).value());
  ASSERT_FALSE(plan);
  EXPECT_EQ(plan.error().field, "steps[0].message");
}

}  // namespace
}  // namespace throng::engage
