#include <gtest/gtest.h>
#include <openssl/evp.h>
#include <openssl/pem.h>

#include <fmt/format.h>

#include "base/encoding.h"
#include "engage/channels/apns.h"
#include "engage/channels/fcm.h"
#include "engage/channels/testing.h"
#include "engage/channels/web_push.h"
#include "outbound/crypto.h"

namespace throng::engage {
namespace {

using testing::answers;
using testing::FakePoster;
using testing::said;

ManualClock clock_at_eight() { return ManualClock(*parse_instant("2026-03-01T08:00:00Z")); }

// The JSON in the middle of a token, or at its start.
std::string part_of(const std::string& token, int which) {
  std::string rest = token;
  for (; which > 0; --which) rest = rest.substr(rest.find('.') + 1);
  return *from_base64(rest.substr(0, rest.find('.')));
}

// ---- browsers: outbound/web_push_test.cc holds what is encrypted ----------------------------------------------

constexpr char kBrowser[] =
    R"({"endpoint":"https://push.example/a","keys":{"p256dh":"BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-)"
    R"(AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4","auth":"BTBZMqHH6r4Tts7J_aSIgg"}})";

struct WebPush : ::testing::Test {
  ManualClock clock = clock_at_eight();
  FakePoster poster;
  WebPushSettings settings{.private_key = outbound::fresh_p256_pem(), .contact = "mailto:ops@shop.example"};
  std::unique_ptr<Channel> channel = *web_push_channel(settings, poster, clock);
  Outgoing message{.id = "c1-17", .to = kBrowser, .title = "Hello", .text = "Hi", .url = "https://shop.example/"};
};

TEST_F(WebPush, PostsWhatOnlyTheBrowserReads) {
  poster.answers.push_back(answers(201));
  EXPECT_EQ(said(channel->deliver(message, {})), "taken");
  ASSERT_EQ(poster.posts.size(), 1U);
  EXPECT_EQ(poster.posts[0].url, "https://push.example/a");
  EXPECT_EQ(poster.header("Content-Encoding"), "aes128gcm");
  EXPECT_EQ(poster.header("TTL"), "86400");
  const std::string shown = R"({"id":"c1-17","title":"Hello","text":"Hi","url":"https://shop.example/"})";
  EXPECT_EQ(poster.posts[0].body.size(), 86 + shown.size() + 17);
  EXPECT_EQ(poster.posts[0].body.find("Hello"), std::string::npos);
  EXPECT_TRUE(poster.header("Authorization").ends_with(", k=" + *web_push_public_key(settings)));
}

TEST_F(WebPush, SignsInAnewAfterHours) {
  const auto authorization = [&] {
    EXPECT_EQ(said(channel->deliver(message, {})), "taken");
    return poster.header("Authorization");
  };
  const std::string first = authorization();
  clock.advance(hours(5));
  EXPECT_EQ(authorization(), first);
  clock.advance(hours(1));
  EXPECT_NE(authorization(), first);
}

TEST_F(WebPush, KnowsWhatAnswersMean) {
  const auto means = [&](Result<outbound::PostAnswer> answer) {
    poster.answers.push_back(std::move(answer));
    return said(channel->deliver(message, {}));
  };
  EXPECT_EQ(means(answers(404)), "refused bad");
  EXPECT_EQ(means(answers(410)), "refused bad");
  EXPECT_EQ(means(answers(413)), "refused");
  EXPECT_EQ(means(answers(429, "", seconds(30))), "later 30s");
  EXPECT_EQ(means(answers(0)), "unknown");
  message.text = std::string(4000, 'a');
  EXPECT_EQ(said(channel->deliver(message, {})), "refused") << "too long";
  message.to = "https://push.example/a";
  EXPECT_EQ(said(channel->deliver(message, {})), "refused bad") << "no subscription";
}

TEST_F(WebPush, NamesTheSettingThatIsWrong) {
  const auto field_of = [&](std::string key, std::string contact) {
    const auto made = web_push_channel({.private_key = std::move(key), .contact = std::move(contact)}, poster, clock);
    return made ? std::string() : made.error().field;
  };
  EXPECT_EQ(field_of("", "mailto:a@b"), "private_key");
  EXPECT_EQ(field_of(settings.private_key, "a@b"), "contact");
}

// ---- Firebase -------------------------------------------------------------------------------------------------

std::string fresh_rsa_pem() {
  const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key(EVP_RSA_gen(1024), EVP_PKEY_free);
  const std::unique_ptr<BIO, decltype(&BIO_free)> bio(BIO_new(BIO_s_mem()), BIO_free);
  PEM_write_bio_PrivateKey(bio.get(), key.get(), nullptr, nullptr, 0, nullptr, nullptr);
  char* text = nullptr;
  const long size = BIO_get_mem_data(bio.get(), &text);
  return {text, static_cast<std::size_t>(size)};
}

std::string service_account() {
  const std::map<std::string, std::string> members{{"project_id", "shop-1"},
                                                   {"client_email", "push@shop-1.example"},
                                                   {"private_key_id", "k1"},
                                                   {"private_key", fresh_rsa_pem()},
                                                   {"token_uri", "https://oauth.example/token"}};
  return json::to_string(members);
}

struct Fcm : ::testing::Test {
  ManualClock clock = clock_at_eight();
  FakePoster poster;
  std::unique_ptr<Channel> channel = *fcm_channel({.service_account = service_account()}, poster, clock);
  Outgoing message{.id = "c1-17", .to = "token1", .title = "Hello", .text = "Hi", .url = "https://shop.example/"};

  void allow(std::string token) {
    poster.answers.push_back(answers(200, fmt::format(R"({{"access_token":"{}","expires_in":3599}})", token)));
  }
};

TEST_F(Fcm, SignsInAndPosts) {
  allow("t1");
  EXPECT_EQ(said(channel->deliver(message, {})), "taken");
  ASSERT_EQ(poster.posts.size(), 2U);
  EXPECT_EQ(poster.posts[0].url, "https://oauth.example/token");
  const std::string form = "grant_type=urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Ajwt-bearer&assertion=";
  ASSERT_TRUE(poster.posts[0].body.starts_with(form)) << poster.posts[0].body;
  const std::string assertion = poster.posts[0].body.substr(form.size());
  EXPECT_EQ(part_of(assertion, 0), R"({"alg":"RS256","typ":"JWT","kid":"k1"})");
  EXPECT_EQ(part_of(assertion, 1),
            R"({"iss":"push@shop-1.example","scope":"https://www.googleapis.com/auth/firebase.messaging",)"
            R"("aud":"https://oauth.example/token","iat":1772352000,"exp":1772355600})");
  EXPECT_EQ(poster.posts[1].url, "https://fcm.googleapis.com/v1/projects/shop-1/messages:send");
  EXPECT_EQ(poster.header("Authorization"), "Bearer t1");
  EXPECT_EQ(poster.posts[1].body, R"({"message":{"token":"token1","notification":{"title":"Hello","body":"Hi"},)"
                                  R"("data":{"id":"c1-17","url":"https://shop.example/"}}})");
}

TEST_F(Fcm, SignsInOnlyWhenItMust) {
  allow("t1");
  EXPECT_EQ(said(channel->deliver(message, {})), "taken");
  EXPECT_EQ(said(channel->deliver(message, {})), "taken");
  EXPECT_EQ(poster.posts.size(), 3U);
  clock.advance(minutes(59));
  allow("t2");
  EXPECT_EQ(said(channel->deliver(message, {})), "taken");
  EXPECT_EQ(poster.header("Authorization"), "Bearer t2");
  poster.answers.push_back(answers(401));
  EXPECT_EQ(said(channel->deliver(message, {})), "later");
  allow("t3");
  EXPECT_EQ(said(channel->deliver(message, {})), "taken");
  EXPECT_EQ(poster.header("Authorization"), "Bearer t3") << "a token that is not liked is not used again";
}

TEST_F(Fcm, WaitsWhereItCannotSignIn) {
  poster.answers.push_back(answers(400, R"({"error":"invalid_grant"})"));
  const HandOver handed = channel->deliver(message, {});
  EXPECT_EQ(said(handed), "later");
  EXPECT_EQ(handed.detail, R"(signing in: answered 400: {"error":"invalid_grant"})");
  poster.answers.push_back(answers(0, "no answer: gone"));
  EXPECT_EQ(said(channel->deliver(message, {})), "later") << "the message itself was not sent";
}

TEST_F(Fcm, KnowsWhatAnswersMean) {
  allow("t1");
  (void)channel->deliver(message, {});
  const auto means = [&](int status, std::string_view code) {
    poster.answers.push_back(answers(
        status,
        fmt::format(R"({{"error":{{"code":{},"details":[{{"@type":"x","errorCode":"{}"}}]}}}})", status, code)));
    return said(channel->deliver(message, {}));
  };
  EXPECT_EQ(means(404, "UNREGISTERED"), "refused bad");
  EXPECT_EQ(means(403, "SENDER_ID_MISMATCH"), "refused bad");
  EXPECT_EQ(means(400, "INVALID_ARGUMENT"), "refused");
  EXPECT_EQ(means(429, "QUOTA_EXCEEDED"), "later");
  EXPECT_EQ(means(503, "UNAVAILABLE"), "later");
  poster.answers.push_back(answers(404, "<html>"));
  EXPECT_EQ(said(channel->deliver(message, {})), "refused") << "a wrong URL says nothing of the token";
  message.to = "";
  EXPECT_EQ(said(channel->deliver(message, {})), "refused bad");
}

TEST_F(Fcm, WantsAServiceAccount) {
  for (const char* text : {"", "{}", "[]", R"({"private_key":"x"})"})
    EXPECT_EQ(fcm_channel({.service_account = text}, poster, clock).error().field, "service_account") << text;
}

// ---- Apple ----------------------------------------------------------------------------------------------------

struct Apns : ::testing::Test {
  ManualClock clock = clock_at_eight();
  FakePoster poster;
  ApnsSettings settings{.private_key = outbound::fresh_p256_pem(),
                        .key_id = "KEY1234567",
                        .team_id = "TEAM123456",
                        .topic = "example.shop"};
  std::unique_ptr<Channel> channel = *apns_channel(settings, poster, clock);
  Outgoing message{.id = "c1-17", .to = "00ffAB12", .title = "Hello", .text = "Hi"};
};

TEST_F(Apns, PostsAnAlert) {
  EXPECT_EQ(said(channel->deliver(message, {})), "taken");
  EXPECT_EQ(poster.posts[0].url, "https://api.push.apple.com/3/device/00ffAB12");
  EXPECT_EQ(poster.posts[0].body, R"({"aps":{"alert":{"title":"Hello","body":"Hi"}},"id":"c1-17"})");
  EXPECT_EQ(poster.header("apns-topic"), "example.shop");
  EXPECT_EQ(poster.header("apns-push-type"), "alert");
  EXPECT_EQ(poster.header("apns-collapse-id"), "c1-17");
  const std::string token = poster.header("Authorization").substr(7);
  EXPECT_EQ(part_of(token, 0), R"({"alg":"ES256","typ":"JWT","kid":"KEY1234567"})");
  EXPECT_EQ(part_of(token, 1), R"({"iss":"TEAM123456","iat":1772352000})");
}

TEST_F(Apns, KeepsATokenForAWhile) {
  const auto authorization = [&] {
    (void)channel->deliver(message, {});
    return poster.header("Authorization");
  };
  const std::string first = authorization();
  clock.advance(minutes(39));
  EXPECT_EQ(authorization(), first);
  clock.advance(minutes(1));
  EXPECT_NE(authorization(), first);
}

TEST_F(Apns, KnowsWhatAnswersMean) {
  const auto means = [&](int status, std::string_view reason) {
    poster.answers.push_back(answers(status, fmt::format(R"({{"reason":"{}"}})", reason)));
    return said(channel->deliver(message, {}));
  };
  EXPECT_EQ(means(410, "Unregistered"), "refused bad");
  EXPECT_EQ(means(400, "BadDeviceToken"), "refused bad");
  EXPECT_EQ(means(400, "DeviceTokenNotForTopic"), "refused bad");
  EXPECT_EQ(means(413, "PayloadTooLarge"), "refused");
  EXPECT_EQ(means(403, "ExpiredProviderToken"), "later");
  EXPECT_EQ(means(429, "TooManyRequests"), "later");
  EXPECT_EQ(means(503, "ServiceUnavailable"), "later");
  for (const char* to : {"", "xyz", "00/../11"}) {
    message.to = to;
    EXPECT_EQ(said(channel->deliver(message, {})), "refused bad") << to;
  }
}

TEST_F(Apns, NamesTheSettingThatIsWrong) {
  const auto field_of = [&](auto change) {
    ApnsSettings changed = settings;
    change(changed);
    return apns_channel(changed, poster, clock).error().field;
  };
  EXPECT_EQ(field_of([](ApnsSettings& s) { s.private_key = ""; }), "private_key");
  EXPECT_EQ(field_of([](ApnsSettings& s) { s.key_id = ""; }), "key_id");
  EXPECT_EQ(field_of([](ApnsSettings& s) { s.topic = ""; }), "topic");
  EXPECT_EQ(field_of([](ApnsSettings& s) { s.url = "apple"; }), "url");
}

}  // namespace
}  // namespace throng::engage
