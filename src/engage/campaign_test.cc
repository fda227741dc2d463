#include "engage/campaign.h"

#include <gtest/gtest.h>

namespace throng::engage {
namespace {

std::string field(std::string_view change) {
  const std::string text = std::string(R"({"audience":{"all":[]},"variants":[{"name":"A","message":"m"}])") +
                           (change.empty() ? "" : ",") + std::string(change) + "}";
  auto campaign = json::read<Campaign>(text);
  if (!campaign) return "json " + campaign.error().field;
  const auto good = check(*campaign);
  return good ? "" : good.error().field;
}

TEST(Check, NamesWhatIsWrong) {
  EXPECT_EQ(field(""), "");
  EXPECT_EQ(field(R"("holdout_percent":91)"), "holdout_percent");
  EXPECT_EQ(field(R"("timing":{"rhythm":"once"})"), "timing.at");
  EXPECT_EQ(field(R"("timing":{"rhythm":"daily","minute":1440})"), "timing.minute");
  EXPECT_EQ(field(R"("goal":{"event":{"event":"Order"},"window":"91d"})"), "goal.window");
  EXPECT_EQ(field(R"("goal":{"event":{}})"), "goal.event");
  EXPECT_EQ(field(R"("timing":{"rhythm":"event"})"), "trigger");
  EXPECT_EQ(field(R"("trigger":{"event":{"event":"A"}})"), "trigger") << "of another rhythm";
  const std::string by_event = R"("timing":{"rhythm":"event"},"trigger":)";
  EXPECT_EQ(field(by_event + R"({"event":{"event":"A"},"delay":"1h"})"), "");
  EXPECT_EQ(field(by_event + R"({"event":{"event":"A"},"delay":"91d"})"), "trigger.delay");
  EXPECT_EQ(field(by_event + R"({"event":{"event":"A","where":{"person":"plan","op":"is_set"}}})"),
            "trigger.event.where");
  EXPECT_EQ(field(R"("give_up_after":"1s")"), "give_up_after");
  EXPECT_EQ(field(R"("priority":101)"), "priority");
  EXPECT_EQ(field(R"("channel":"sms")"), "") << "any channel will do";
  EXPECT_EQ(field(R"("winner":{})"), "winner") << "of one content";
  auto two = json::read<Campaign>(
      R"({"audience":{"all":[]},"variants":[{"name":"A","message":"m"},{"name":"A","message":"n"}]})");
  EXPECT_EQ(check(*two).error().field, "variants[1].name");
  two->variants[1].name = "B";
  two->winner = Winner{};
  EXPECT_TRUE(check(*two));
  two->winner->test_percent = 0.5;
  EXPECT_EQ(check(*two).error().field, "winner.test_percent");
  two->winner = {.test_percent = 20, .after = minutes(1)};
  EXPECT_EQ(check(*two).error().field, "winner.after");
  two->winner = {.by = WinnerBy::converted};
  EXPECT_EQ(check(*two).error().field, "winner.by") << "without a goal";
  two->variants.clear();
  EXPECT_EQ(check(*two).error().field, "variants");
}

}  // namespace
}  // namespace throng::engage
