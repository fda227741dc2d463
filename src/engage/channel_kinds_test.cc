#include "engage/channel_kinds.h"

#include <gtest/gtest.h>

#include "base/encoding.h"
#include "base/json.h"
#include "outbound/crypto.h"

namespace throng::engage {
namespace {

TEST(ChannelKinds, TakeOnlyWhatTheyCanReach) {
  EXPECT_EQ(usable_address(ChannelKind::email, "ann@shop.example"), "ann@shop.example");
  EXPECT_EQ(usable_address(ChannelKind::email, "ann"), "");
  EXPECT_EQ(usable_address(ChannelKind::sms, "+86 138-0013-8000"), "+8613800138000");
  EXPECT_EQ(usable_address(ChannelKind::sms, "(030) 123.456"), "030123456");
  for (const char* const none : {"", "1234", "+1234", "12345+6", "138x0013", "1234567890123456"})
    EXPECT_EQ(usable_address(ChannelKind::sms, none), "") << none;
  EXPECT_EQ(usable_address(ChannelKind::fcm, "dGhpcw:APA91b"), "dGhpcw:APA91b");
  EXPECT_EQ(usable_address(ChannelKind::apns, "a b"), "");
  EXPECT_EQ(usable_address(ChannelKind::apns, std::string(2001, 'a')), "");
  EXPECT_EQ(usable_address(ChannelKind::web_push, "{}"), "");
  const std::string key = base64url(outbound::PrivateKey::read(outbound::fresh_p256_pem())->public_point());
  const std::string subscription =
      R"({"endpoint":"https://push.example/1","keys":{"p256dh":")" + key + R"(","auth":"AAAAAAAAAAAAAAAAAAAAAA"}})";
  EXPECT_EQ(usable_address(ChannelKind::web_push, subscription), subscription);
}

TEST(ChannelKinds, KnowWhereAPersonCanBeReached) {
  SendingRules rules;
  rules.phone_trait = "mobile";
  rules.push_per_second = 7;
  rules.webhook_per_second = 3;
  EXPECT_EQ(*address_trait(rules, ChannelKind::sms), "mobile");
  EXPECT_EQ(*address_trait(rules, ChannelKind::web_push), "web_push");
  EXPECT_EQ(address_trait(rules, ChannelKind::webhook), nullptr) << "one address for all";
  EXPECT_EQ(address_trait(rules, ChannelKind::feishu), nullptr);
  EXPECT_EQ(most_per_second(rules, ChannelKind::apns), 7U);
  EXPECT_EQ(most_per_second(rules, ChannelKind::dingtalk), 3U);
  EXPECT_EQ(most_per_second(rules, ChannelKind::email), 0U);
}

}  // namespace
}  // namespace throng::engage
