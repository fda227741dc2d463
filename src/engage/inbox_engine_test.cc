// In-app messages: handed over into the inbox of the person, whatever numbers the person has.
#include <gmock/gmock.h>

#include "engage/testing.h"
#include "engage/tracking.h"

namespace throng::engage {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class InboxTest : public testing::PostOfficeTest {
 protected:
  InboxTest() { in_app_secret = "0123456789abcdef"; }

  std::string in_app_message() {
    Message one;
    one.channel = ChannelKind::in_app;
    one.contents = {
        {.language = "en", .subject = "Hi {{ person.name }}", .text = "Come back", .url = "https://shop.example/back"}};
    return add(Message::kKind, "in-app", json::to_string(one));
  }
  void send_to_all() {
    Campaign one = campaign(in_app_message());
    one.channel = ChannelKind::in_app;
    start(one);
    work();
  }
  std::vector<ledger::InboxMessage> inbox_of(const collect::PersonId& id) {
    return office->inbox().list(office->inbox().numbers_of(id)).value();
  }
  static collect::PersonId user(const std::string& id) { return {model::IdKind::user, id}; }
  ErrorCode refused(const Inbox::Asker& asker) {
    const auto id = office->inbox().id_of(asker);
    return id ? ErrorCode::internal : id.error().code;
  }
};

TEST_F(InboxTest, HasWhatIsHandedOverOnceEach) {
  three();
  send_to_all();
  const auto got = inbox_of(user("ann"));
  ASSERT_EQ(got.size(), 1U);
  EXPECT_EQ(got[0].title, "Hi ann");
  EXPECT_EQ(got[0].text, "Come back");
  EXPECT_TRUE(got[0].url.starts_with("https://t.example/t/c/")) << got[0].url;
  EXPECT_EQ(inbox_of(user("bob")).size(), 1U);
  EXPECT_THAT(inbox_of(user("nobody")), IsEmpty());
  EXPECT_EQ(states()["ann"], "sent");
  work();
  EXPECT_EQ(inbox_of(user("ann")).size(), 1U);
}

TEST_F(InboxTest, TellsWhoListensAndNobodyElse) {
  three();
  open();
  std::vector<std::string> ann, bob;
  auto anns =
      office->inbox().subscribe(user("ann"), [&](const ledger::InboxMessage& one) { ann.push_back(one.title); });
  {
    const auto gone =
        office->inbox().subscribe(user("bob"), [&](const ledger::InboxMessage& one) { bob.push_back(one.title); });
  }
  send_to_all();
  EXPECT_THAT(ann, ElementsAre("Hi ann"));
  EXPECT_THAT(bob, IsEmpty()) << "he left";
}

// Somebody who signs in finds what came to the browser before, and the other way round.
TEST_F(InboxTest, IsOfThePersonNotOfTheId) {
  const std::string visit = R"({"type":"track","anonymousId":"browser-1","event":"Signed Up","messageId":"v1"})";
  ASSERT_EQ(collect::testing::send(*collector, visit).value().accepted, 1U);
  ASSERT_TRUE(collector->flush());
  send_to_all();
  EXPECT_THAT(inbox_of(user("dan")), IsEmpty());
  const std::string known =
      R"({"type":"identify","anonymousId":"browser-1","userId":"dan","messageId":"v2","traits":{"name":"Dan"}})";
  ASSERT_EQ(collect::testing::send(*collector, known).value().accepted, 1U);
  ASSERT_TRUE(collector->flush());
  EXPECT_EQ(inbox_of(user("dan")).size(), 1U);
  EXPECT_EQ(inbox_of({model::IdKind::anonymous, "browser-1"}).size(), 1U);
}

TEST_F(InboxTest, WantsTheHashOfAUserId) {
  open();
  EXPECT_EQ(refused({.user_id = "ann", .hash = "", .anonymous_id = ""}), ErrorCode::forbidden);
  EXPECT_EQ(refused({.user_id = "ann", .hash = office->inbox().hash_of("bob"), .anonymous_id = "x"}),
            ErrorCode::forbidden);
  EXPECT_EQ(refused({}), ErrorCode::invalid_argument);
  // python3: hmac.new(b"0123456789abcdef", b"ann", "sha256").hexdigest()
  EXPECT_EQ(office->inbox().hash_of("ann"), "fb385915a0623c0be3e7b0a7134dbb620a2771faff45e92eb8647d11aa2947cf");
  const auto ann =
      office->inbox().id_of({.user_id = "ann", .hash = office->inbox().hash_of("ann"), .anonymous_id = ""});
  ASSERT_TRUE(ann);
  EXPECT_EQ(ann->value, "ann");
  in_app_secret.clear();
  office.reset();
  open();
  EXPECT_EQ(refused({.user_id = "", .hash = "", .anonymous_id = "x"}), ErrorCode::conflict);
  EXPECT_EQ(office->check_open(ChannelKind::in_app).error().code, ErrorCode::conflict);
}

// On the screen at once: nobody scans it on the way.
TEST_F(InboxTest, IsOpenedByAHumanHoweverSoon) {
  person("ann");
  send_to_all();
  const auto got = inbox_of(user("ann"));
  Tracking tracking({*db, *collector, project, clock});
  ASSERT_TRUE(tracking.opened(got[0].send, {"Mozilla/5.0"}));
  ASSERT_TRUE(collector->flush());
  const auto block =
      warehouse::query_all(warehouse::TestWarehouse::shared(),
                           fmt::format("SELECT props FROM `{}`.events WHERE event = '$message_opened'", project));
  ASSERT_EQ(block->rows, 1U);
  EXPECT_NE(block->get<std::string>(0)[0].find(R"("machine":false)"), std::string::npos);
}

}  // namespace
}  // namespace throng::engage
