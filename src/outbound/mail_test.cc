#include "outbound/mail.h"

#include <gtest/gtest.h>

#include "outbound/mailer.h"

namespace throng::outbound {
namespace {

Mail hello() {
  return {.to = {"ann@shop.example", "bob@shop.example"}, .subject = "Hello", .text = "Hi", .html = "<p>Hi</p>"};
}
const Envelope kEnvelope{"throng@shop.example", *parse_instant("2026-03-01T08:05:09Z"), "id1"};

bool has(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

TEST(Mail, IsAMessageOfTwoParts) {
  const std::string message = *message_of(hello(), kEnvelope);
  EXPECT_EQ(
      message,
      "From: throng@shop.example\r\nTo: ann@shop.example,\r\n bob@shop.example\r\nSubject: Hello\r\n"
      "Date: Sun, 01 Mar 2026 08:05:09 +0000\r\nMessage-ID: <id1@shop.example>\r\nMIME-Version: 1.0\r\n"
      "Auto-Submitted: auto-generated\r\nContent-Type: multipart/alternative; boundary=\"=_id1\"\r\n\r\n"
      "--=_id1\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\nSGk=\r\n"
      "--=_id1\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\nPHA+SGk8L3A+\r\n"
      "--=_id1--\r\n");
}

TEST(Mail, KeepsImagesBesideTheHtml) {
  Mail mail = hello();
  mail.html = "<img src=\"cid:c1\">";
  mail.images = {{"c1", "PNG"}};
  const std::string message = *message_of(mail, kEnvelope);
  EXPECT_TRUE(has(message,
                  "--=_id1\r\nContent-Type: multipart/related; boundary=\"=_rid1\"\r\n\r\n--=_rid1\r\n"
                  "Content-Type: text/html; charset=utf-8\r\n"));
  EXPECT_TRUE(has(message,
                  "--=_rid1\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\nContent-ID: <c1>\r\n"
                  "Content-Disposition: inline; filename=\"c1.png\"\r\n\r\nUE5H\r\n--=_rid1--\r\n--=_id1--\r\n"));
  mail.images[0].id = "c1>\r\n";
  EXPECT_EQ(message_of(mail, kEnvelope).error().field, "images");
}

TEST(Mail, WrapsLongBodies) {
  Mail mail = hello();
  mail.text = std::string(100, 'a');  // 136 characters of base64
  const std::string message = *message_of(mail, kEnvelope);
  for (std::size_t at = 0; at < message.size();) {
    const std::size_t end = message.find("\r\n", at);
    EXPECT_LE(end - at, 90U);
    at = end + 2;
  }
}

TEST(Mail, SaysASubjectThatIsNotAsciiInEncodedWords) {
  Mail mail = hello();
  mail.subject = "预警";
  EXPECT_TRUE(has(*message_of(mail, kEnvelope), "Subject: =?UTF-8?B?6aKE6K2m?=\r\n"));
  mail.subject = "";
  for (int i = 0; i < 30; ++i) mail.subject += "看";  // 90 bytes: 42 (14 characters), 42, 6
  const std::string message = *message_of(mail, kEnvelope);
  EXPECT_TRUE(has(message, "?=\r\n =?UTF-8?B?"));
  EXPECT_TRUE(has(message, "55yL55yL?=\r\nDate"));
}

TEST(Mail, IsOnePartWithoutHtml) {
  Mail mail = hello();
  mail.html = "";
  mail.automatic = false;
  const std::string message = *message_of(mail, kEnvelope);
  EXPECT_TRUE(
      message.ends_with("MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: "
                        "base64\r\n\r\nSGk=\r\n"))
      << message;
}

TEST(Mail, NamesItsSender) {
  Mail mail = hello();
  mail.from_name = "Ann \"A\" \\ Shop, Inc.";
  EXPECT_TRUE(message_of(mail, kEnvelope)
                  ->starts_with("From: \"Ann \\\"A\\\" \\\\ Shop, Inc.\" <throng@shop.example>\r\nTo: "));
  mail.from_name = "预警";
  EXPECT_TRUE(message_of(mail, kEnvelope)->starts_with("From: =?UTF-8?B?6aKE6K2m?=\r\n <throng@shop.example>\r\nTo: "));
  mail.from_name = "=?UTF-8?B?6aKE6K2m?=";
  EXPECT_FALSE(has(*message_of(mail, kEnvelope), mail.from_name)) << "what looks like an encoded word stays text";
}

TEST(Mail, CarriesMoreHeaders) {
  Mail mail = hello();
  mail.reply_to = "help@shop.example";
  mail.headers = {{"List-Unsubscribe", "<https://t.example/u/1>"}, {"X-One", "1"}};
  const std::string message = *message_of(mail, kEnvelope);
  EXPECT_TRUE(has(message, "\r\nSubject: Hello\r\nReply-To: help@shop.example\r\nDate: ")) << message;
  EXPECT_TRUE(has(message, "\r\nList-Unsubscribe: <https://t.example/u/1>\r\nX-One: 1\r\nMIME-Version: "));
}

TEST(Mail, RefusesWhatWouldAddHeaders) {
  const auto field_of = [](auto change) {
    Mail mail = hello();
    Envelope envelope = kEnvelope;
    change(mail, envelope);
    const auto message = message_of(mail, envelope);
    EXPECT_FALSE(message.has_value());
    return message ? std::string() : message.error().field;
  };
  EXPECT_EQ(field_of([](Mail& m, Envelope&) { m.subject = "a\r\nBcc: eve@x"; }), "subject");
  EXPECT_EQ(field_of([](Mail& m, Envelope&) { m.subject = ""; }), "subject");
  EXPECT_EQ(field_of([](Mail& m, Envelope&) { m.to = {"ann@x\r\nBcc: eve@x"}; }), "to");
  EXPECT_EQ(field_of([](Mail& m, Envelope&) { m.to = {}; }), "to");
  EXPECT_EQ(field_of([](Mail& m, Envelope&) { m.to.assign(51, "ann@x"); }), "to");
  EXPECT_EQ(field_of([](Mail&, Envelope& e) { e.from = "nobody"; }), "from");
  EXPECT_EQ(field_of([](Mail& m, Envelope&) { m.from_name = "Ann\r\nBcc: eve@x"; }), "from_name");
  EXPECT_EQ(field_of([](Mail& m, Envelope&) { m.from_name = std::string(201, 'a'); }), "from_name");
  EXPECT_EQ(field_of([](Mail& m, Envelope&) { m.reply_to = "a@b\r\nBcc: eve@x"; }), "reply_to");
  for (const std::string id : {"", "a@b", "a\r\nBcc: eve@x", "a b", "a>"})
    EXPECT_EQ(field_of([&](Mail&, Envelope& e) { e.id = id; }), "id") << id;
  EXPECT_EQ(field_of([](Mail&, Envelope& e) { e.id = std::string(61, 'a'); }), "id");
  const std::pair<std::string, std::string> headers[] = {{"X", "a\r\nBcc: eve@x"},
                                                         {"X", "a\nb"},
                                                         {"X", ""},
                                                         {"X", "ä"},
                                                         {"X", std::string(1000, 'a')},
                                                         {"X:Y", "a"},
                                                         {"X\r\nY", "a"},
                                                         {"", "a"},
                                                         {"bcc", "a"},
                                                         {"Content-Type", "text/html"}};
  for (const auto& header : headers)
    EXPECT_EQ(field_of([&](Mail& m, Envelope&) { m.headers = {header}; }), "headers") << header.first;
}

TEST(Mail, KnowsAddresses) {
  for (const char* good : {"a@b", "ann+x@shop.example", "o'hara@shop.example"})
    EXPECT_TRUE(check_address(good)) << good;
  for (const char* bad : {"", "a", "@b", "a@", "a@b@c", "a b@c", "<a@b>", "a@b,c@d", "-x@y", "ä@b", "a@b\n"})
    EXPECT_FALSE(check_address(bad)) << bad;
}

TEST(Mail, EscapesHtml) { EXPECT_EQ(escape_html("<b a='1'>&\""), "&lt;b a=&#39;1&#39;&gt;&amp;&quot;"); }

TEST(Mailer, NamesTheKeyThatIsWrong) {
  const ManualClock clock(kEnvelope.at);
  const auto field_of = [&](SmtpOptions options) {
    const auto mailer = smtp_mailer(std::move(options), clock);
    return mailer ? std::string() : mailer.error().field;
  };
  EXPECT_EQ(field_of({.host = "localhost", .from = "a@b"}), "");
  EXPECT_EQ(field_of({.host = "", .from = "a@b"}), "smtp.host");
  EXPECT_EQ(field_of({.host = "x/../y", .from = "a@b"}), "smtp.host");
  EXPECT_EQ(field_of({.host = "x", .port = 0, .from = "a@b"}), "smtp.port");
  EXPECT_EQ(field_of({.host = "x", .from = "a"}), "smtp.from");
}

}  // namespace
}  // namespace throng::outbound
