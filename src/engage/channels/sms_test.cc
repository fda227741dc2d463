#include "engage/channels/sms.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fmt/format.h>

#include "engage/channels/testing.h"

namespace throng::engage {
namespace {

using testing::answers;
using testing::FakePoster;
using ::testing::HasSubstr;
using testing::said;

const ManualClock kClock(*parse_instant("2017-07-12T02:42:19Z"));

Outgoing hello(std::string to = "+49 170 123-4567") { return {.id = "c1-17", .to = std::move(to), .text = "Hi & bye"}; }

TwilioSettings twilio() { return {.account = "AC1", .token = "secret", .from = "+4930123"}; }

TEST(TwilioChannel, PostsAForm) {
  FakePoster poster;
  poster.answers.push_back(answers(201, R"({"sid":"SM1","status":"queued"})"));
  EXPECT_EQ(said((*twilio_channel(twilio(), poster))->deliver(hello(), {})), "taken");
  ASSERT_EQ(poster.posts.size(), 1U);
  EXPECT_EQ(poster.posts[0].url, "https://api.twilio.com/2010-04-01/Accounts/AC1/Messages.json");
  EXPECT_EQ(poster.posts[0].body, "To=%2B491701234567&From=%2B4930123&Body=Hi%20%26%20bye");
  EXPECT_EQ(poster.header("Authorization"), "Basic QUMxOnNlY3JldA==");
  EXPECT_EQ(poster.header("Content-Type"), "application/x-www-form-urlencoded");
}

TEST(TwilioChannel, MayUseAMessagingService) {
  FakePoster poster;
  TwilioSettings settings = twilio();
  settings.url = "http://127.0.0.1:1/";
  settings.from = "MG1";
  (void)(*twilio_channel(settings, poster))->deliver(hello(), {});
  EXPECT_EQ(poster.posts[0].url, "http://127.0.0.1:1/2010-04-01/Accounts/AC1/Messages.json");
  EXPECT_THAT(poster.posts[0].body, HasSubstr("&MessagingServiceSid=MG1&"));
}

TEST(TwilioChannel, KnowsWhatAnswersMean) {
  FakePoster poster;
  const auto channel = *twilio_channel(twilio(), poster);
  const auto means = [&](Result<outbound::PostAnswer> answer) {
    poster.answers.push_back(std::move(answer));
    return said(channel->deliver(hello(), {}));
  };
  EXPECT_EQ(means(answers(400, R"({"code":21211,"message":"Invalid 'To'","status":400})")), "refused bad");
  EXPECT_EQ(means(answers(400, R"({"code":21610,"message":"Unsubscribed"})")), "refused bad");
  EXPECT_EQ(means(answers(400, R"({"code":21617,"message":"Too long"})")), "refused");
  EXPECT_EQ(means(answers(403, "no JSON")), "refused");
  EXPECT_EQ(means(answers(401, R"({"code":20003})")), "later") << "whoever sends is unknown, not the message wrong";
  EXPECT_EQ(means(answers(429, "", seconds(7))), "later 7s");
  EXPECT_EQ(means(answers(503)), "later");
  EXPECT_EQ(means(answers(504)), "unknown");
  EXPECT_EQ(means(answers(0, "no answer: gone")), "unknown");
  EXPECT_EQ(means(fail(ErrorCode::io, "no answer: nobody there")), "later");
  EXPECT_EQ(means(fail(ErrorCode::cancelled, "given up")), "later");
  EXPECT_EQ(means(fail(ErrorCode::forbidden, "internal")), "refused");
}

TEST(Sms, RefusesWhatIsNoNumber) {
  FakePoster poster;
  const auto channel = *twilio_channel(twilio(), poster);
  for (const char* to : {"", "ann", "123", "+1234567890123456", "12+345678", "110&To=1"})
    EXPECT_EQ(said(channel->deliver(hello(to), {})), "refused bad") << to;
  EXPECT_TRUE(poster.posts.empty());
}

AliyunSettings aliyun() {
  return {.key_id = "testId", .key_secret = "testSecret", .sign_name = "商店", .template_code = "SMS_1"};
}

// The provider's own two examples.
TEST(AliyunSms, SignsAsTheProviderDoes) {
  EXPECT_EQ(aliyun_signature("GET",
                             {{"Timestamp", "2016-02-23T12:46:24Z"},
                              {"Format", "XML"},
                              {"AccessKeyId", "testid"},
                              {"Action", "DescribeRegions"},
                              {"SignatureMethod", "HMAC-SHA1"},
                              {"SignatureNonce", "3ee8c1b8-83d3-44af-a94f-4e0ad82fd6cf"},
                              {"Version", "2014-05-26"},
                              {"SignatureVersion", "1.0"}},
                             "testsecret"),
            "OLeaidS1JvxuMvnyHOwuJ+uX5qY=");
  EXPECT_EQ(aliyun_signature("GET",
                             {{"AccessKeyId", "testId"},
                              {"Action", "SendSms"},
                              {"Format", "XML"},
                              {"OutId", "123"},
                              {"PhoneNumbers", "15300000001"},
                              {"RegionId", "cn-hangzhou"},
                              {"SignName", "阿里云短信测试专用"},
                              {"SignatureMethod", "HMAC-SHA1"},
                              {"SignatureNonce", "45e25e9b-0a6f-4070-8c85-2956eda1b466"},
                              {"SignatureVersion", "1.0"},
                              {"TemplateCode", "SMS_71390007"},
                              {"TemplateParam", R"({"customer":"test"})"},
                              {"Timestamp", "2017-07-12T02:42:19Z"},
                              {"Version", "2017-05-25"}},
                             "testSecret"),
            "zJDF+Lrzhj/ThnlvIToysFRq6t4=");
}

// The signature is worked out with another language's library.
TEST(AliyunSms, PostsATemplate) {
  FakePoster poster;
  poster.otherwise = R"({"Code":"OK","Message":"OK","BizId":"1","RequestId":"2"})";
  const auto channel = *aliyun_sms_channel(aliyun(), poster, kClock);
  EXPECT_EQ(said(channel->deliver(hello("13800138000"), {})), "taken");
  EXPECT_EQ(poster.posts[0].url, "https://dysmsapi.aliyuncs.com/");
  EXPECT_EQ(poster.posts[0].body,
            "AccessKeyId=testId&Action=SendSms&Format=JSON&OutId=c1-17&PhoneNumbers=13800138000&"
            "SignName=%E5%95%86%E5%BA%97&Signature=b3GurecKBAM7OynaTeapAZGBrm4%3D&SignatureMethod=HMAC-SHA1&"
            "SignatureNonce=c1-17-1499827339000&SignatureVersion=1.0&TemplateCode=SMS_1&"
            "TemplateParam=%7B%22content%22%3A%22Hi%20%26%20bye%22%7D&Timestamp=2017-07-12T02%3A42%3A19Z&"
            "Version=2017-05-25");
  Outgoing message = hello("+8613800138000");
  message.text = R"({"code":"1234"})";
  EXPECT_EQ(said(channel->deliver(message, {})), "taken");
  EXPECT_THAT(poster.posts[1].body, HasSubstr("&PhoneNumbers=8613800138000&"));
  EXPECT_THAT(poster.posts[1].body, HasSubstr("&TemplateParam=%7B%22code%22%3A%221234%22%7D&"));
}

TEST(AliyunSms, KnowsWhatCodesMean) {
  FakePoster poster;
  const auto channel = *aliyun_sms_channel(aliyun(), poster, kClock);
  const auto means = [&](int status, std::string_view code) {
    poster.answers.push_back(answers(status, fmt::format(R"({{"Code":"{}","Message":"why"}})", code)));
    return said(channel->deliver(hello("13800138000"), {}));
  };
  EXPECT_EQ(means(200, "OK"), "taken");
  EXPECT_EQ(means(200, "isv.MOBILE_NUMBER_ILLEGAL"), "refused bad");
  EXPECT_EQ(means(200, "isv.SMS_TEMPLATE_ILLEGAL"), "refused");
  EXPECT_EQ(means(200, "isv.BUSINESS_LIMIT_CONTROL"), "later");
  EXPECT_EQ(means(200, "isv.AMOUNT_NOT_ENOUGH"), "later");
  EXPECT_EQ(means(400, "Throttling.User"), "later");
  EXPECT_EQ(means(400, "SignatureDoesNotMatch"), "later");
  EXPECT_EQ(means(404, "InvalidAccessKeyId.NotFound"), "later");
  EXPECT_EQ(means(400, "MissingPhoneNumbers"), "refused");
  poster.answers.push_back(answers(200, "<html>"));
  EXPECT_EQ(said(channel->deliver(hello("13800138000"), {})), "unknown") << "a yes that is none of theirs";
  poster.answers.push_back(answers(0, "no answer"));
  EXPECT_EQ(said(channel->deliver(hello("13800138000"), {})), "unknown");
  poster.answers.push_back(answers(502, "<html>"));
  EXPECT_EQ(said(channel->deliver(hello("13800138000"), {})), "later");
}

TEST(Sms, NamesTheSettingThatIsMissing) {
  FakePoster poster;
  const auto field_of = [](const Result<std::unique_ptr<Channel>>& channel) {
    return channel ? std::string() : channel.error().field;
  };
  EXPECT_EQ(field_of(twilio_channel({}, poster)), "account");
  EXPECT_EQ(field_of(twilio_channel({.url = "ftp://x", .account = "a", .token = "t", .from = "f"}, poster)), "url");
  EXPECT_EQ(field_of(twilio_channel({.account = "a", .token = "t"}, poster)), "from");
  EXPECT_EQ(field_of(aliyun_sms_channel({}, poster, kClock)), "key_id");
  AliyunSettings settings = aliyun();
  settings.template_code = "";
  EXPECT_EQ(field_of(aliyun_sms_channel(settings, poster, kClock)), "template_code");
}

}  // namespace
}  // namespace throng::engage
