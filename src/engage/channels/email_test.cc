#include "engage/channels/email.h"

#include <gtest/gtest.h>

#include "base/json.h"
#include "lib/smtp_sink.h"

namespace throng::engage {
namespace {

using outbound::SmtpOutcome;
using outbound::SmtpStage;
using testing::SinkAnswer;
using testing::SinkStage;
using testing::SmtpSink;

const ManualClock kClock(*parse_instant("2026-03-01T08:05:09Z"));

EmailSettings settings_for(const SmtpSink& sink) {
  return {
      .server = {.host = "127.0.0.1", .port = sink.port(), .from = "news@shop.example", .tls = outbound::SmtpTls::none},
      .from_name = "Shop",
      .reply_to = "help@shop.example"};
}

Outgoing letter(std::string to = "ann@shop.example") {
  return {.id = "c1-17",
          .to = std::move(to),
          .title = "Hello",
          .text = "Hi",
          .html = "<p>Hi</p>",
          .unsubscribe_url = "https://t.example/u/1"};
}

bool has(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

std::string said(const HandOver& handed) {
  std::string out(json::enum_text(handed.how));
  return out + (handed.bad_address ? " bad" : "");
}

TEST(EmailChannel, SendsMailsThatCanBeUnsubscribedFromAtOnce) {
  SmtpSink sink;
  const auto channel = *email_channel(settings_for(sink), kClock);
  const HandOver handed = channel->deliver(letter(), {});
  EXPECT_EQ(handed.how, Handed::taken) << handed.detail;
  ASSERT_EQ(sink.mails().size(), 1U);
  EXPECT_EQ(sink.mails()[0].to, std::vector<std::string>{"ann@shop.example"});
  EXPECT_TRUE(sink.mails()[0].data.starts_with(
      "From: \"Shop\" <news@shop.example>\r\nTo: ann@shop.example\r\nSubject: Hello\r\nReply-To: help@shop.example\r\n"
      "Date: Sun, 01 Mar 2026 08:05:09 +0000\r\nMessage-ID: <c1-17@shop.example>\r\n"
      "List-Unsubscribe: <https://t.example/u/1>\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n"
      "MIME-Version: 1.0\r\nContent-Type: multipart/alternative;"))
      << sink.mails()[0].data;
}

TEST(EmailChannel, LetsAMessageNameItsSender) {
  SmtpSink sink;
  const auto channel = *email_channel(settings_for(sink), kClock);
  Outgoing message = letter();
  message.from_name = "Ann";
  message.reply_to = "ann@shop.example";
  message.unsubscribe_url = "";
  message.html = "";
  EXPECT_EQ(channel->deliver(message, {}).how, Handed::taken);
  const std::string data = sink.mails()[0].data;
  EXPECT_TRUE(has(data, "From: \"Ann\" <news@shop.example>\r\n")) << data;
  EXPECT_TRUE(has(data, "Reply-To: ann@shop.example\r\n"));
  EXPECT_FALSE(has(data, "List-Unsubscribe"));
  EXPECT_TRUE(has(data, "Content-Type: text/plain"));
}

// RFC 8463's key; dkim_test.cc verifies what is signed.
TEST(EmailChannel, SignsWithDkim) {
  SmtpSink sink;
  EmailSettings settings = settings_for(sink);
  settings.dkim = {"shop.example", "s1",
                   "-----BEGIN PRIVATE KEY-----\nMC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g\n"
                   "-----END PRIVATE KEY-----\n"};
  const auto channel = email_channel(settings, kClock);
  ASSERT_TRUE(channel) << describe(channel.error());
  EXPECT_EQ((*channel)->deliver(letter(), {}).how, Handed::taken);
  EXPECT_TRUE(
      sink.mails()[0].data.starts_with("DKIM-Signature: v=1; a=ed25519-sha256; c=relaxed/relaxed; d=shop.example"));
  EXPECT_TRUE(has(sink.mails()[0].data, "\r\nFrom: \"Shop\""));
}

TEST(EmailChannel, RefusesWhatCannotBeAMail) {
  SmtpSink sink;
  const auto channel = *email_channel(settings_for(sink), kClock);
  const auto outcome = [&](auto change) {
    Outgoing message = letter();
    change(message);
    return said(channel->deliver(message, {}));
  };
  EXPECT_EQ(outcome([](Outgoing& m) { m.to = "nobody"; }), "refused bad");
  EXPECT_EQ(outcome([](Outgoing& m) { m.to = "a@b>\r\nRCPT TO:<eve@x"; }), "refused bad");
  EXPECT_EQ(outcome([](Outgoing& m) { m.title = "a\r\nBcc: eve@x"; }), "refused");
  EXPECT_EQ(outcome([](Outgoing& m) { m.id = "a\r\nBcc: eve@x"; }), "refused");
  EXPECT_EQ(outcome([](Outgoing& m) { m.from_name = "a\r\nBcc: eve@x"; }), "refused");
  EXPECT_EQ(outcome([](Outgoing& m) { m.reply_to = "a@b\r\nBcc: eve@x"; }), "refused");
  for (const char* url : {"https://a\r\nBcc: eve@x", "https://a>,<mailto:eve@x", "javascript:x", "https://a b"})
    EXPECT_EQ(outcome([&](Outgoing& m) { m.unsubscribe_url = url; }), "refused") << url;
  EXPECT_EQ(sink.connections(), 0U);
}

TEST(EmailChannel, SaysWhatBecameOfEach) {
  SmtpSink sink(testing::answer_by_address);
  const auto channel = *email_channel(settings_for(sink), kClock);
  const auto outcome = [&](const char* to) { return said(channel->deliver(letter(to), {})); };
  EXPECT_EQ(outcome("ann@shop.example"), "taken");
  EXPECT_EQ(outcome("nobody@shop.example"), "refused bad");
  EXPECT_EQ(outcome("busy@shop.example"), "later");
  EXPECT_EQ(outcome("spam@shop.example"), "refused");
  EXPECT_EQ(outcome("lost@shop.example"), "unknown");
  EXPECT_EQ(outcome("bob@shop.example"), "taken");
  std::stop_source stop;
  stop.request_stop();
  EXPECT_EQ(said(channel->deliver(letter(), stop.get_token())), "later");
  EXPECT_EQ(sink.mails().size(), 3U) << "ann, lost and bob, each once";
}

TEST(EmailChannel, KnowsWhatAnswersMean) {
  const auto means = [](SmtpStage stage, std::string answer) {
    const int code = answer.empty() ? 0 : std::stoi(answer.substr(0, 3));
    return said(hand_over_of({.stage = stage, .code = code, .answer = std::move(answer), .problem = "broken"}));
  };
  const std::tuple<SmtpStage, const char*, const char*> rows[] = {
      {SmtpStage::connecting, "", "later"},
      {SmtpStage::connecting, "554 5.3.2 Not now", "later"},
      {SmtpStage::connecting, "535 5.7.8 Wrong password", "later"},
      {SmtpStage::sender, "", "later"},
      {SmtpStage::sender, "421 4.3.2 Bye", "later"},
      {SmtpStage::sender, "530 5.7.0 Sign in first", "later"},
      {SmtpStage::sender, "550 5.1.8 No such sender", "refused"},
      {SmtpStage::sender, "552 5.3.4 Too large", "refused"},
      {SmtpStage::recipient, "", "later"},
      {SmtpStage::recipient, "450 4.2.1 Greylisted", "later"},
      {SmtpStage::recipient, "550 5.1.1 Nobody", "refused bad"},
      {SmtpStage::recipient, "550-5.1.1 Nobody of that name", "refused bad"},
      {SmtpStage::recipient, "550 Nobody", "refused bad"},
      {SmtpStage::recipient, "551 Moved", "refused bad"},
      {SmtpStage::recipient, "553 No mailbox has such a name", "refused bad"},
      {SmtpStage::recipient, "554 5.1.10 Null MX", "refused bad"},
      {SmtpStage::recipient, "550 5.1.8 Your domain does not exist", "refused"},
      {SmtpStage::recipient, "550 5.7.1 You are on a list", "refused"},
      {SmtpStage::recipient, "552 5.2.2 Mailbox full", "refused"},
      {SmtpStage::recipient, "554 No", "refused"},
      {SmtpStage::text, "", "later"},
      {SmtpStage::text, "451 4.3.0 Disk", "later"},
      {SmtpStage::text, "554 5.5.1 No", "refused"},
      {SmtpStage::end, "", "unknown"},
      {SmtpStage::end, "451 4.3.0 Disk", "later"},
      {SmtpStage::end, "421 4.3.2 Bye", "later"},
      {SmtpStage::end, "550 5.1.1 Nobody", "refused"},
      {SmtpStage::end, "354 What?", "unknown"},
  };
  for (const auto& [stage, answer, expected] : rows)
    EXPECT_EQ(means(stage, answer), expected) << static_cast<int>(stage) << " " << answer;
  EXPECT_EQ(hand_over_of({.stage = SmtpStage::end, .problem = "broken"}).detail, "broken");
}

TEST(EmailChannel, NamesTheSettingThatIsWrong) {
  const auto field_of = [](auto change) {
    EmailSettings settings{.server = {.host = "localhost", .from = "news@shop.example"}};
    change(settings);
    const auto channel = email_channel(settings, kClock);
    return channel ? std::string() : channel.error().field;
  };
  EXPECT_EQ(field_of([](EmailSettings&) {}), "");
  EXPECT_EQ(field_of([](EmailSettings& s) { s.server.host = ""; }), "smtp.host");
  EXPECT_EQ(field_of([](EmailSettings& s) { s.server.from = "news"; }), "smtp.from");
  EXPECT_EQ(field_of([](EmailSettings& s) { s.reply_to = "help"; }), "reply_to");
  EXPECT_EQ(field_of([](EmailSettings& s) { s.from_name = "a\nb"; }), "from_name");
  EXPECT_EQ(field_of([](EmailSettings& s) { s.dkim = {{"shop.example", "s1", ""}}; }), "dkim.private_key");
}

}  // namespace
}  // namespace throng::engage
