#include "outbound/mail_report.h"

#include <gmock/gmock.h>

#include "base/json.h"

namespace throng::outbound {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::string crlf(std::string text) {
  std::string out;
  for (const char c : text) {
    if (c == '\n') out += '\r';
    out += c;
  }
  return out;
}

// "bounced for good ann@shop.example c1-17@shop.example 550 5.1.1 Nobody"
std::vector<std::string> told(std::string_view mail) {
  const auto reports = read_report_mail(mail);
  if (!reports) return {describe(reports.error())};
  std::vector<std::string> out;
  for (const MailReport& one : *reports)
    out.push_back(std::string(json::enum_text(one.fate)) + (one.permanent ? " for good " : " ") + one.address + " " +
                  one.message_id + " " + one.detail);
  return out;
}

// Of the shape of RFC 3464's first example, with two recipients.
const std::string kBounce = R"(Date: Thu, 7 Jul 1994 17:16:05 -0400
From: Mail Delivery Subsystem <MAILER-DAEMON@mail.example>
To: <shop@shop.example>
Subject: Returned mail
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status;
      boundary="RAA14128.773615765/mail.example"

--RAA14128.773615765/mail.example

Your message could not be delivered.
Status: 5.0.0
Final-Recipient: rfc822; quoted@in.the.text

--RAA14128.773615765/mail.example
content-type: message/delivery-status

Reporting-MTA: dns; mail.example

Original-Recipient: rfc822;ann@shop.example
Final-Recipient: rfc822;ann@inner.example
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 Nobody
  of that name

Final-Recipient: rfc822;bob@shop.example
Action: failed
Status: 4.4.7

Final-Recipient: rfc822;cleo@shop.example
Action: delayed
Status: 4.4.1

Final-Recipient: rfc822;dan@shop.example
Action: delivered
Status: 2.0.0

--RAA14128.773615765/mail.example
content-type: message/rfc822

From: shop@shop.example
Message-ID: <c1-17@shop.example>
Subject: Hello

Message-ID: <of@the.text>
--RAA14128.773615765/mail.example--
)";

TEST(MailReport, ReadsWhatBecameOfEachRecipient) {
  const auto expected = ElementsAre(
      "bounced for good ann@shop.example c1-17@shop.example 550 5.1.1 Nobody of that name",
      "bounced bob@shop.example c1-17@shop.example 4.4.7", "delivered dan@shop.example c1-17@shop.example 2.0.0");
  EXPECT_THAT(told(kBounce), expected);
  EXPECT_THAT(told(crlf(kBounce)), expected);
}

// Of the shape of RFC 5965's second example.
TEST(MailReport, ReadsComplaints) {
  const std::string mail = R"(From: <abusedesk@mail.example>
MIME-Version: 1.0
Content-Type: multipart/report; boundary=part1_13d; report-type=feedback-report

--part1_13d
Content-Type: text/plain; charset="US-ASCII"

This is an email abuse report.

--part1_13d
Content-Type: message/feedback-report

Feedback-Type: abuse
User-Agent: SomeGenerator/1.0
Version: 1
Original-Mail-From: <shop@shop.example>
Original-Rcpt-To: <ann@shop.example>

--part1_13d
Content-Type: text/rfc822-headers
Content-Transfer-Encoding: quoted-printable

From: shop@shop.example
Message-ID: <c1=2D17@shop.=
example>

--part1_13d--
)";
  EXPECT_THAT(told(mail), ElementsAre("complained ann@shop.example c1-17@shop.example abuse"));
  std::string gone_well = mail;
  gone_well.replace(gone_well.find("Feedback-Type: abuse"), 20, "Feedback-Type: not-spam");
  EXPECT_THAT(told(gone_well), IsEmpty());
}

TEST(MailReport, IsNotFoundInOtherMails) {
  EXPECT_THAT(told("Subject: Out of office\n\nI am away."),
              ElementsAre(::testing::HasSubstr("expected a mail of the type multipart/report")));
  EXPECT_THAT(told(""), ElementsAre(::testing::HasSubstr("multipart/report")));
  EXPECT_THAT(told("Content-Type: multipart/report\n\n"), ElementsAre(::testing::HasSubstr("multipart/report")));
  EXPECT_THAT(told("Content-Type: multipart/report; boundary=x\n\n--x\n--x\n--x--"), IsEmpty());
}

TEST(MailReport, StaysBounded) {
  std::string mail =
      "Content-Type: multipart/report; boundary=x\n\n--x\nContent-Type: message/delivery-status\n\nA: b\n\n";
  for (int i = 0; i < 2'000; ++i) mail += "Final-Recipient: rfc822;a@b.c\nAction: failed\nStatus: 5.0.0\n\n";
  EXPECT_EQ(told(mail).size(), kMaxReports);
  EXPECT_EQ(report_detail(std::string(2'000, 'a')).size(), kMaxReportDetail);
  EXPECT_EQ(report_detail("a\r\nb\xff"), "a  b");
}

}  // namespace
}  // namespace throng::outbound
