#include "engage/channels/webhook.h"

#include <gtest/gtest.h>

#include "engage/channels/testing.h"

namespace throng::engage {
namespace {

using testing::answers;
using testing::FakePoster;
using testing::said;

const ManualClock kClock(*parse_instant("2026-11-18T11:06:40Z"));

// printf '%s' '1795000000.BODY' | openssl dgst -sha256 -hmac s3cret
TEST(WebhookChannel, PostsSignedJson) {
  FakePoster poster;
  const auto channel = *webhook_channel({.url = "https://shop.example/hook", .secret = "s3cret"}, poster, kClock);
  const Outgoing message{
      .id = "c1-17", .to = "ann", .title = "Hello", .text = "Say \"hi\"", .url = "https://shop.example/"};
  EXPECT_EQ(said(channel->deliver(message, {})), "taken");
  ASSERT_EQ(poster.posts.size(), 1U);
  EXPECT_EQ(poster.posts[0].url, "https://shop.example/hook");
  EXPECT_EQ(poster.posts[0].body,
            R"({"id":"c1-17","to":"ann","title":"Hello","text":"Say \"hi\"","html":"","url":"https://shop.example/",)"
            R"("unsubscribe_url":""})");
  EXPECT_EQ(poster.header("Throng-Message-Id"), "c1-17");
  EXPECT_EQ(poster.header("Content-Type"), "application/json");
  EXPECT_EQ(poster.header("Throng-Signature"),
            "t=1795000000,v1=592a49804acb38a7988882c5126a3ce158fa092e9bf30b81c994cd9c7b4ffccf");
}

TEST(WebhookChannel, KnowsWhatAnswersMean) {
  FakePoster poster;
  const auto channel = *webhook_channel({.url = "https://shop.example/hook", .secret = "s3cret"}, poster, kClock);
  const auto means = [&](Result<outbound::PostAnswer> answer) {
    poster.answers.push_back(std::move(answer));
    return said(channel->deliver({.id = "c1-17", .to = "ann"}, {}));
  };
  EXPECT_EQ(means(answers(204)), "taken");
  EXPECT_EQ(means(answers(302)), "refused");
  EXPECT_EQ(means(answers(410)), "refused");
  EXPECT_EQ(means(answers(408)), "later");
  EXPECT_EQ(means(answers(500, "", minutes(2))), "later 2m");
  EXPECT_EQ(means(answers(0)), "unknown");
}

TEST(WebhookChannel, NamesTheSettingThatIsWrong) {
  FakePoster poster;
  EXPECT_EQ(webhook_channel({.url = "shop.example", .secret = "s"}, poster, kClock).error().field, "url");
  EXPECT_EQ(webhook_channel({.url = "https://shop.example", .secret = ""}, poster, kClock).error().field, "secret");
}

}  // namespace
}  // namespace throng::engage
