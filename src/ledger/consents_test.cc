#include "ledger/consents.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "ledger/both_engines.h"
#include "ledger/campaign_states.h"
#include "ledger/projects.h"
#include "ledger/saved.h"

namespace throng::ledger {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

constexpr Instant kNow = from_ms(1'795'000'000'000);

class ConsentsTest : public BothEngines {
 protected:
  void SetUp() override {
    BothEngines::SetUp();
    if (!db) return;
    model::Project project;
    project.id = project.name = "shop";
    ASSERT_TRUE(add_project(*db, project, kNow).has_value());
  }
};
RUN_ON_BOTH_ENGINES(ConsentsTest);

TEST_P(ConsentsTest, TheLatestDecisionStays) {
  const std::vector<Consent> first = {{7, "email", "news", true, "form", kNow}, {8, "", "", false, "operator", kNow}};
  ASSERT_TRUE(put_consents(*db, "shop", first));
  ASSERT_TRUE(put_consents(*db, "shop", std::vector<Consent>{{7, "email", "news", false, "link", kNow + seconds(1)}}));
  ASSERT_TRUE(put_consents(*db, "shop", std::vector<Consent>{{7, "email", "news", true, "late", kNow - seconds(1)}}));
  const std::vector<model::PersonNumber> both = {7, 8, 9};
  const auto found = list_consents(*db, "shop", both).value();
  ASSERT_THAT(found, SizeIs(2));
  EXPECT_FALSE(found[0].granted);
  EXPECT_EQ(found[0].source, "link");
  EXPECT_EQ(found[1].person, 8U);
  EXPECT_THAT(list_consents(*db, "other", both).value(), IsEmpty());
  EXPECT_EQ(put_consents(*db, "shop", std::vector<Consent>{{.person = 0}}).error().field, "person");
}

TEST_P(ConsentsTest, AddressesAreSuppressedWhateverTheirCase) {
  const std::vector<Suppression> two = {{"email", " Ann@Example.com ", "bounced", "550 it's gone", kNow},
                                        {"email", "bob@example.com", "by hand", "", kNow}};
  EXPECT_EQ(add_suppressions(*db, "shop", two).value(), 2U);
  EXPECT_EQ(add_suppressions(*db, "shop", two).value(), 0U);
  const std::vector<std::string> asked = {"ANN@example.com", "carl@example.com"};
  EXPECT_THAT(suppressed_of(*db, "shop", "email", asked).value(), ElementsAre("ann@example.com"));
  EXPECT_THAT(suppressed_of(*db, "shop", "sms", asked).value(), IsEmpty());
  EXPECT_THAT(list_suppressions(*db, "shop", {.begin = "AN"}).value(), SizeIs(1));
  EXPECT_THAT(list_suppressions(*db, "shop", {}).value(), SizeIs(2));
  ASSERT_TRUE(remove_suppression(*db, "shop", {.channel = "email", .address = "Ann@example.com"}));
  EXPECT_EQ(remove_suppression(*db, "shop", {.channel = "email", .address = "ann@example.com"}).error().code,
            ErrorCode::not_found);
}

TEST_P(ConsentsTest, CampaignsGoFromPhaseToPhase) {
  const auto saved =
      add_saved(*db, {.id = {}, .project = "shop", .kind = SavedKind::campaign, .name = "Sale", .body = "{}"}, kNow);
  EXPECT_EQ(find_campaign_state(*db, saved->id)->phase, CampaignPhase::draft);
  CampaignState state{saved->id, CampaignPhase::active, kNow + hours(1), "ann@example.com", kNow};
  ASSERT_TRUE(change_campaign_state(*db, {CampaignPhase::draft}, state));
  EXPECT_EQ(find_campaign_state(*db, saved->id)->next, kNow + hours(1));
  EXPECT_EQ(change_campaign_state(*db, {CampaignPhase::draft}, state).error().code, ErrorCode::conflict);
  EXPECT_THAT(list_campaign_states(*db, "shop", SavedKind::campaign).value(), SizeIs(1));
  state.campaign = "none";
  EXPECT_EQ(change_campaign_state(*db, {CampaignPhase::draft}, state).error().code, ErrorCode::not_found);
}

}  // namespace
}  // namespace throng::ledger
