#include "board/alert_mail.h"

#include <gtest/gtest.h>

namespace throng::board {
namespace {

bool has(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

TEST(AlertMail, SaysNumbersAsPeopleReadThem) {
  EXPECT_EQ(say_number(1234567.891), "1,234,567.89");
  EXPECT_EQ(say_number(-1000.0), "-1,000");
  EXPECT_EQ(say_number(-100.5), "-100.5");
  EXPECT_EQ(say_number(0.001), "0");
  EXPECT_EQ(say_number(-0.001), "0");
  EXPECT_EQ(say_number(std::nullopt), "–");
}

TEST(AlertMail, SaysBucketsInTheZone) {
  const Calendar shanghai = *Calendar::create("Asia/Shanghai");
  const Instant at = *parse_instant("2026-03-01T06:00:00Z");
  EXPECT_EQ(say_bucket(at, BucketUnit::hour, shanghai), "2026-03-01 14:00");
  EXPECT_EQ(say_bucket(*parse_instant("2026-02-28T16:00:00Z"), BucketUnit::day, shanghai), "2026-03-01");
}

TEST(AlertMail, TellsWhatWasFoundAndEscapesIt) {
  const ledger::Saved saved{.name = "<Orders>\tfell", .description = "ask <ann>"};
  const Alert alert{.rule = AlertRule::change, .bound = 20, .recipients = {"ann@x"}};
  const AlertFinding found{AlertState::firing, *parse_instant("2026-03-01"), 70.0, 100.0, -30.0, ""};
  const outbound::Mail mail = mail_of(saved, alert, found, {.project = "Shop", .public_url = "https://t.example/"});
  EXPECT_EQ(mail.to, alert.recipients);
  EXPECT_EQ(mail.subject, "[Shop] Alert fires: <Orders> fell");
  EXPECT_TRUE(has(mail.text, "Of: 2026-03-01\nValue: 70\nCompared with: 100\nDifference: -30 %\n")) << mail.text;
  EXPECT_TRUE(has(mail.text, "https://t.example/alerts"));
  EXPECT_FALSE(has(mail.html, "<Orders>") || has(mail.html, "<ann>"));
  EXPECT_TRUE(has(mail.html, "ask &lt;ann&gt;"));
  const AlertFinding quiet{.state = AlertState::ok};
  EXPECT_EQ(mail_of({.name = "订单"}, alert, quiet, {.project = "店", .chinese = true}).subject,
            "[店] 预警恢复正常：订单");
}

}  // namespace
}  // namespace throng::board
