#include "engage/mail_reports.h"

#include <gmock/gmock.h>

#include "base/json.h"

namespace throng::engage {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> told(std::string_view body) {
  const auto found = read_mail_reports(body);
  if (!found) return {describe(found.error())};
  std::vector<std::string> out;
  for (const auto& one : found->reports)
    out.push_back(std::string(json::enum_text(one.fate)) + (one.permanent ? " for good " : " ") + one.address + " " +
                  one.message_id + " " + one.detail);
  return out;
}

TEST(MailReports, ReadWhatProvidersSay) {
  const std::string ses =
      R"({"notificationType":"Bounce","bounce":{"bounceType":"Permanent","bouncedRecipients":[{"emailAddress":"ann@x.example",)"
      R"("diagnosticCode":"smtp; 550 no"}]},"mail":{"messageId":"0102","headers":[{"name":"Message-ID","value":"<c1-17@x.example>"}]}})";
  EXPECT_THAT(told(ses), ElementsAre("bounced for good ann@x.example c1-17@x.example smtp; 550 no"));
  EXPECT_THAT(told(R"({"Type":"Notification","Message":)" + json::to_string(ses) + "}"), told(ses)) << "through SNS";
  EXPECT_THAT(
      told(R"({"eventType":"Complaint","complaint":{"complaintFeedbackType":"abuse","complainedRecipients":)"
           R"([{"emailAddress":"ann@x.example"}]},"mail":{"commonHeaders":{"messageId":"<c1-17@x.example>"}}})"),
      ElementsAre("complained ann@x.example c1-17@x.example abuse"));
  EXPECT_THAT(
      told(R"([{"event":"bounce","type":"bounce","email":"ann@x.example","smtp-id":"<c1-17@x.example>","reason":"no"},)"
           R"({"event":"bounce","type":"blocked","email":"bob@x.example"},{"event":"open","email":"c@x.example"},)"
           R"({"event":"spamreport","email":"dan@x.example"},7])"),
      ElementsAre("bounced for good ann@x.example c1-17@x.example no", "bounced bob@x.example  ",
                  "complained dan@x.example  "));
  EXPECT_THAT(
      told(R"({"signature":{},"event-data":{"event":"failed","severity":"permanent","recipient":"ann@x.example",)"
           R"("message":{"headers":{"message-id":"c1-17@x.example"}},"delivery-status":{"message":"no"}}})"),
      ElementsAre("bounced for good ann@x.example c1-17@x.example no"));
  EXPECT_THAT(told(R"({"RecordType":"Bounce","Type":"HardBounce","Email":"ann@x.example","Description":"no"})"),
              ElementsAre("bounced for good ann@x.example  no"));
  EXPECT_THAT(told(R"({"RecordType":"Open","Email":"ann@x.example"})"), IsEmpty());
}

TEST(MailReports, SayWhereToConfirm) {
  const auto found = read_mail_reports(R"({"Type":"SubscriptionConfirmation","SubscribeURL":"https://sns.example/x"})");
  ASSERT_TRUE(found);
  EXPECT_EQ(found->confirm_url, "https://sns.example/x");
  EXPECT_THAT(found->reports, IsEmpty());
}

TEST(MailReports, RefuseWhatTheyDoNotKnow) {
  for (const char* const body : {"", "hello", "{}", R"({"hello":1})", R"({"Type":"Notification","Message":"x"})", "{"})
    EXPECT_FALSE(read_mail_reports(body)) << body;
  for (const char* const body : {"[]", "[1,[]]", R"({"mail":1})", R"({"event-data":[]})", R"({"RecordType":{}})"})
    EXPECT_THAT(told(body), IsEmpty()) << body;
}

TEST(MailReports, KnowTheMailsOfOurs) {
  EXPECT_EQ(named_send("aB3-x-17@shop.example")->campaign, "aB3-x");
  EXPECT_EQ(named_send("aB3-17@shop.example")->send, 17);
  for (const char* const id :
       {"", "-17@x", "aB3@x", "aB3-@x", "aB3-0@x", "preview-0-aBcD1@x", "aB3-17x@x", "aB3-99999999999999999999@x"})
    EXPECT_FALSE(named_send(id)) << id;
}

}  // namespace
}  // namespace throng::engage
