#include "engage/channels/channels.h"

#include <gtest/gtest.h>

#include "engage/channels/testing.h"

namespace throng::engage {
namespace {

// With settings that are empty, each names one of its own: so every kind is opened as itself.
TEST(Channels, OpenAsWhatTheirSettingsAre) {
  const ManualClock clock(Instant{});
  testing::FakePoster poster;
  const auto tells = [&](const ChannelSettings& settings) {
    const auto channel = open_channel(settings, {poster, clock});
    return std::string(json::enum_text(kind_of(settings))) + " " + (channel ? "" : channel.error().field);
  };
  EXPECT_EQ(tells(EmailSettings{}), "email smtp.host");
  EXPECT_EQ(tells(TwilioSettings{}), "sms account");
  EXPECT_EQ(tells(AliyunSettings{}), "sms key_id");
  EXPECT_EQ(tells(WebhookSettings{.url = "https://shop.example/"}), "webhook secret");
  EXPECT_EQ(tells(WecomSettings{}), "wecom url");
  EXPECT_EQ(tells(DingtalkSettings{}), "dingtalk url");
  EXPECT_EQ(tells(FeishuSettings{}), "feishu url");
  EXPECT_EQ(tells(WebPushSettings{}), "web_push private_key");
  EXPECT_EQ(tells(FcmSettings{}), "fcm service_account");
  EXPECT_EQ(tells(ApnsSettings{}), "apns private_key");
  EXPECT_EQ(tells(WecomSettings{.url = "https://shop.example/"}), "wecom ") << "opened";
}

}  // namespace
}  // namespace throng::engage
