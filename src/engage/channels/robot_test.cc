#include "engage/channels/robot.h"

#include <gtest/gtest.h>

#include "engage/channels/testing.h"

namespace throng::engage {
namespace {

using testing::answers;
using testing::FakePoster;
using testing::said;

const ManualClock kClock(*parse_instant("2026-11-18T11:06:40.123Z"));
const Outgoing kMessage{.id = "c1-17", .to = "", .title = "日报", .text = "好", .url = "https://t.example/"};

TEST(Robots, TellWecom) {
  FakePoster poster;
  poster.otherwise = R"({"errcode":0,"errmsg":"ok"})";
  EXPECT_EQ(said((*wecom_channel({.url = "https://w.example/send?key=k"}, poster))->deliver(kMessage, {})), "taken");
  EXPECT_EQ(poster.posts[0].url, "https://w.example/send?key=k");
  EXPECT_EQ(poster.posts[0].body, R"({"msgtype":"text","text":{"content":"日报\n好\nhttps://t.example/"}})");
  (void)(*wecom_channel({.url = "https://w.example/send?key=k", .markdown = true}, poster))->deliver(kMessage, {});
  EXPECT_EQ(
      poster.posts[1].body,
      R"--({"msgtype":"markdown","markdown":{"content":"### 日报\n\n好\n\n[https://t.example/](https://t.example/)"}})--");
}

// printf '1795000000123\ns3cret' | openssl dgst -sha256 -hmac s3cret -binary | base64
TEST(Robots, TellDingtalk) {
  FakePoster poster;
  poster.otherwise = R"({"errcode":0,"errmsg":"ok"})";
  DingtalkSettings settings{.url = "https://d.example/send?access_token=k", .secret = "s3cret"};
  EXPECT_EQ(said((*dingtalk_channel(settings, poster, kClock))->deliver(kMessage, {})), "taken");
  EXPECT_EQ(poster.posts[0].url,
            "https://d.example/"
            "send?access_token=k&timestamp=1795000000123&sign=2Z9lHcHhp1JI1bQ%2F5Fpz2NQD%2BoMhzNkmPp4Qb8Z4dkY%3D");
  EXPECT_EQ(poster.posts[0].body, R"({"msgtype":"text","text":{"content":"日报\n好\nhttps://t.example/"}})");
  settings.secret = "";
  settings.markdown = true;
  (void)(*dingtalk_channel(settings, poster, kClock))->deliver({.title = "日报", .text = "**好**"}, {});
  EXPECT_EQ(poster.posts[1].url, settings.url);
  EXPECT_EQ(poster.posts[1].body, R"({"msgtype":"markdown","markdown":{"title":"日报","text":"### 日报\n\n**好**"}})");
}

// printf '' | openssl dgst -sha256 -hmac "$(printf '1795000000\ns3cret')" -binary | base64
TEST(Robots, TellFeishu) {
  FakePoster poster;
  poster.otherwise = R"({"code":0,"msg":"success","data":{}})";
  FeishuSettings settings{.url = "https://f.example/hook/k", .secret = "s3cret"};
  EXPECT_EQ(said((*feishu_channel(settings, poster, kClock))->deliver(kMessage, {})), "taken");
  EXPECT_EQ(poster.posts[0].body,
            R"({"timestamp":"1795000000","sign":"VJ7TVAmDYWo/4O2yWAbhdCnRcYGWP8E6AKcsvF/pUcs=","msg_type":"text",)"
            R"("content":{"text":"日报\n好\nhttps://t.example/"}})");
  settings.secret = "";
  settings.markdown = true;
  (void)(*feishu_channel(settings, poster, kClock))->deliver({.title = "日报", .text = "**好**"}, {});
  EXPECT_EQ(poster.posts[1].body,
            R"({"msg_type":"interactive","card":{"header":{"title":{"tag":"plain_text","content":"日报"}},)"
            R"("elements":[{"tag":"markdown","content":"**好**"}]}})");
}

TEST(Robots, KnowWhatCodesMean) {
  FakePoster poster;
  const auto wecom = *wecom_channel({.url = "https://w.example/"}, poster);
  const auto dingtalk = *dingtalk_channel({.url = "https://d.example/"}, poster, kClock);
  const auto feishu = *feishu_channel({.url = "https://f.example/"}, poster, kClock);
  const auto means = [&](Channel& channel, int status, std::string body) {
    poster.answers.push_back(answers(status, std::move(body)));
    return said(channel.deliver(kMessage, {}));
  };
  EXPECT_EQ(means(*wecom, 200, R"({"errcode":45009,"errmsg":"api freq out of limit"})"), "later");
  EXPECT_EQ(means(*wecom, 200, R"({"errcode":93000,"errmsg":"invalid webhook url"})"), "refused");
  EXPECT_EQ(means(*dingtalk, 200, R"({"errcode":130101,"errmsg":"send too fast"})"), "later");
  EXPECT_EQ(means(*dingtalk, 200, R"({"errcode":310000,"errmsg":"sign not match"})"), "refused");
  EXPECT_EQ(means(*feishu, 200, R"({"code":11232,"msg":"frequency limited"})"), "later");
  EXPECT_EQ(means(*feishu, 400, R"({"code":9499,"msg":"Bad Request"})"), "refused");
  EXPECT_EQ(means(*feishu, 429, R"({"code":1,"msg":"slow"})"), "later");
  EXPECT_EQ(means(*feishu, 200, R"({"StatusCode":0,"StatusMessage":"success"})"), "taken") << "as older ones answer";
  for (Channel* channel : {wecom.get(), dingtalk.get(), feishu.get()}) {
    EXPECT_EQ(means(*channel, 200, "<html>"), "unknown");
    EXPECT_EQ(means(*channel, 503, "<html>"), "later");
    EXPECT_EQ(means(*channel, 0, "no answer"), "unknown");
  }
}

TEST(Robots, WantAnAddress) {
  FakePoster poster;
  EXPECT_EQ(wecom_channel({}, poster).error().field, "url");
  EXPECT_EQ(dingtalk_channel({}, poster, kClock).error().field, "url");
  EXPECT_EQ(feishu_channel({}, poster, kClock).error().field, "url");
}

}  // namespace
}  // namespace throng::engage
