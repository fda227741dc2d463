#include "outbound/smtp.h"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include <fmt/format.h>

#include "lib/smtp_sink.h"
#include "outbound/mailer.h"

namespace throng::outbound {
namespace {

using testing::SinkAnswer;
using testing::SinkStage;
using testing::SmtpSink;

constexpr std::string_view kMessage = "Subject: Hi\r\n\r\n.Hello\r\n..\r\nBye\r\n";

SmtpOptions options_for(const SmtpSink& sink) {
  return {.host = "127.0.0.1", .port = sink.port(), .from = "news@shop.example", .tls = SmtpTls::none};
}

SmtpOutcome send(SmtpSession& session) { return session.hand_over({"ann@shop.example"}, kMessage, {}); }

// What one mail over a new connection comes to, where the server answers like this at that stage.
SmtpOutcome outcome_of(SinkStage at, SinkAnswer answer, Duration patience = kSmtpPatience) {
  SmtpSink sink([=](SinkStage stage, std::string_view) { return stage == at ? answer : SinkAnswer{}; });
  SmtpSession session(options_for(sink), patience);
  return send(session);
}

TEST(Smtp, HandsOverMailsThroughOneConnection) {
  SmtpSink sink;
  SmtpSession session(options_for(sink));
  for (int i = 0; i < 3; ++i) {
    const SmtpOutcome outcome = session.hand_over({"ann@shop.example", "bob@shop.example"}, kMessage, {});
    EXPECT_TRUE(outcome.taken) << outcome.problem;
    EXPECT_EQ(outcome.answer, "250 2.0.0 Taken");
  }
  EXPECT_EQ(sink.connections(), 1U);
  ASSERT_EQ(sink.mails().size(), 3U);
  const testing::SunkMail mail = sink.mails()[2];
  EXPECT_EQ(mail.from, "news@shop.example");
  EXPECT_EQ(mail.to, (std::vector<std::string>{"ann@shop.example", "bob@shop.example"}));
  EXPECT_EQ(mail.data, kMessage) << "dots at the start of lines arrive as they were";
}

TEST(Smtp, SaysToWhatTheServerAnsweredNo) {
  const auto told = [](SinkStage at, std::string line) {
    const SmtpOutcome outcome = outcome_of(at, {.line = std::move(line)});
    EXPECT_FALSE(outcome.taken);
    EXPECT_FALSE(outcome.problem.empty());
    return fmt::format("{} {}: {}", static_cast<int>(outcome.stage), outcome.code, outcome.answer);
  };
  EXPECT_EQ(told(SinkStage::connected, "554 Go away"), "0 554: 554 Go away");
  EXPECT_EQ(told(SinkStage::mail, "451 4.3.0 Busy"), "1 451: 451 4.3.0 Busy");
  EXPECT_EQ(told(SinkStage::rcpt, "550-5.1.1 Nobody\r\n550 here"), "2 550: 550-5.1.1 Nobody here");
  EXPECT_EQ(told(SinkStage::data, "554 5.5.1 No"), "3 554: 554 5.5.1 No");
  EXPECT_EQ(told(SinkStage::end, "554 5.7.1 Sp\xC3\xA4m"), "4 554: 554 5.7.1 Sp??m");
}

TEST(Smtp, TakesAnyYesAfterTheMail) { EXPECT_TRUE(outcome_of(SinkStage::end, {.line = "251 Will forward"}).taken); }

TEST(Smtp, KnowsWhetherTheServerMayHaveTheMail) {
  for (const SinkStage at :
       {SinkStage::connected, SinkStage::hello, SinkStage::mail, SinkStage::rcpt, SinkStage::data, SinkStage::end}) {
    const SmtpOutcome outcome = outcome_of(at, {.drop = true});
    EXPECT_FALSE(outcome.taken);
    EXPECT_EQ(outcome.stage == SmtpStage::end, at == SinkStage::end) << static_cast<int>(at);
    EXPECT_EQ(outcome.code, 0);
  }
}

TEST(Smtp, DoesNotWaitForEver) {
  const SmtpOutcome outcome = outcome_of(SinkStage::connected, {.silent = true}, Duration(200));
  EXPECT_FALSE(outcome.taken);
  EXPECT_EQ(outcome.stage, SmtpStage::connecting);
  EXPECT_EQ(outcome.code, 0);
}

TEST(Smtp, HasNoAnswerWhereNobodyListens) {
  SmtpOptions options;
  {
    const SmtpSink sink;
    options = options_for(sink);
  }
  SmtpSession session(options);
  const SmtpOutcome outcome = send(session);
  EXPECT_FALSE(outcome.taken);
  EXPECT_EQ(outcome.stage, SmtpStage::connecting);
  EXPECT_EQ(outcome.code, 0);
}

// The second mail finds that the connection is gone: at once, when the server said so, or only when it is used.
TEST(Smtp, ReconnectsWhereTheServerClosedBetweenMails) {
  const std::pair<SinkStage, SinkAnswer> ways[] = {{SinkStage::idle, {.drop = true}},
                                                   {SinkStage::idle, {.line = "421 4.4.2 Bye", .drop = true}},
                                                   {SinkStage::mail, {.drop = true}},
                                                   {SinkStage::rcpt, {.line = "421 4.7.0 Enough", .drop = true}},
                                                   {SinkStage::data, {.drop = true}}};
  for (const auto& [at, answer] : ways) {
    std::size_t asked = 0;
    const std::size_t when = at == SinkStage::idle ? 1 : 2;
    SmtpSink sink([&, stage_at = at, then = answer](SinkStage stage, std::string_view) {
      return stage == stage_at && ++asked == when ? then : SinkAnswer{};
    });
    SmtpSession session(options_for(sink));
    for (int i = 0; i < 3; ++i) {
      const SmtpOutcome outcome = send(session);
      EXPECT_TRUE(outcome.taken) << static_cast<int>(at) << " " << outcome.problem;
    }
    EXPECT_EQ(sink.connections(), 2U) << static_cast<int>(at);
    EXPECT_EQ(sink.mails().size(), 3U);
  }
}

TEST(Smtp, DoesNotSendAgainWhatTheServerMayHave) {
  std::size_t mails = 0;
  SmtpSink sink([&](SinkStage stage, std::string_view) {
    return stage == SinkStage::end && ++mails == 2 ? SinkAnswer{.drop = true} : SinkAnswer{};
  });
  SmtpSession session(options_for(sink));
  EXPECT_TRUE(send(session).taken);
  const SmtpOutcome lost = send(session);
  EXPECT_FALSE(lost.taken);
  EXPECT_EQ(lost.stage, SmtpStage::end);
  EXPECT_EQ(sink.mails().size(), 2U);
  EXPECT_TRUE(send(session).taken) << "the next one has a new connection";
}

// An answer that comes late must not be taken for that to another mail.
TEST(Smtp, LeavesAConnectionOnWhichAnAnswerIsDue) {
  std::size_t mails = 0;
  std::stop_source stop;
  SmtpSink sink([&](SinkStage stage, std::string_view) {
    const bool second = stage == SinkStage::end && ++mails == 2;
    if (second) stop.request_stop();
    return SinkAnswer{.silent = second};
  });
  SmtpSession session(options_for(sink));
  EXPECT_TRUE(send(session).taken);
  EXPECT_EQ(session.hand_over({"ann@shop.example"}, kMessage, stop.get_token()).stage, SmtpStage::end);
  EXPECT_TRUE(send(session).taken);
  EXPECT_EQ(sink.connections(), 2U);
}

TEST(Smtp, GoesOnAfterARefusal) {
  SmtpSink sink(testing::answer_by_address);
  SmtpSession session(options_for(sink));
  EXPECT_EQ(session.hand_over({"nobody@shop.example"}, kMessage, {}).code, 550);
  EXPECT_EQ(session.hand_over({"busy@shop.example"}, kMessage, {}).code, 451);
  EXPECT_TRUE(send(session).taken);
}

TEST(Smtp, StopsWhenAsked) {
  for (const SinkStage at : {SinkStage::rcpt, SinkStage::end}) {
    std::stop_source stop;
    SmtpSink sink([&](SinkStage stage, std::string_view) {
      if (stage == at) stop.request_stop();
      return SinkAnswer{.silent = stage == at};
    });
    SmtpSession session(options_for(sink));
    const SmtpOutcome outcome = session.hand_over({"ann@shop.example"}, kMessage, stop.get_token());
    EXPECT_FALSE(outcome.taken);
    EXPECT_EQ(outcome.stage == SmtpStage::end, at == SinkStage::end);
  }
}

TEST(Smtp, SendsNothingInTheClearWhereTlsIsWanted) {
  for (const SmtpTls tls : {SmtpTls::starttls, SmtpTls::implicit}) {
    SmtpSink sink;
    SmtpOptions options = options_for(sink);
    options.tls = tls;
    SmtpSession session(options);
    const SmtpOutcome outcome = send(session);
    EXPECT_FALSE(outcome.taken);
    EXPECT_EQ(outcome.stage, SmtpStage::connecting);
    EXPECT_TRUE(sink.mails().empty());
  }
}

TEST(Smtp, SignsIn) {
  std::atomic<int> signed_in = 0;
  SmtpSink sink([&](SinkStage stage, std::string_view) {
    if (stage != SinkStage::auth) return SinkAnswer{};
    return ++signed_in == 1 ? SinkAnswer{.line = "535 5.7.8 Wrong"} : SinkAnswer{};
  });
  SmtpOptions options = options_for(sink);
  options.user = "ann";
  options.password = "secret";
  SmtpSession session(options);
  const SmtpOutcome refused = send(session);
  EXPECT_FALSE(refused.taken);
  EXPECT_EQ(refused.stage, SmtpStage::connecting);
  EXPECT_EQ(refused.answer, "535 5.7.8 Wrong");
  EXPECT_TRUE(send(session).taken);
}

TEST(Mailer, SendsMailsAndSaysWhyNot) {
  SmtpSink sink(testing::answer_by_address);
  const ManualClock clock(*parse_instant("2026-03-01T08:05:09Z"));
  const auto mailer = *smtp_mailer(options_for(sink), clock);
  Mail mail{.to = {"ann@shop.example"}, .subject = "Hello", .text = "Hi", .html = "<p>Hi</p>"};
  EXPECT_TRUE(mailer->send(mail));
  ASSERT_EQ(sink.mails().size(), 1U);
  EXPECT_NE(sink.mails()[0].data.find("Auto-Submitted: auto-generated\r\n"), std::string::npos);
  mail.to = {"nobody@shop.example"};
  const auto sent = mailer->send(mail);
  ASSERT_FALSE(sent);
  EXPECT_EQ(sent.error().code, ErrorCode::io);
  EXPECT_NE(sent.error().message.find("did not take the mail: 550 5.1.1 Nobody of that name; check [smtp]"),
            std::string::npos)
      << sent.error().message;
}

}  // namespace
}  // namespace throng::outbound
