#include "audience/playbook.h"

#include <set>

#include <gmock/gmock.h>

#include "timeline/testing.h"

namespace throng::audience {
namespace {

using ::testing::ElementsAre;
using ::testing::Optional;
using timeline::testing::kOrigin;
using timeline::testing::parse_script;

PlayRoles all_roles() {
  const auto event = [](const char* name) { return model::EventMatch{{name}, nullptr}; };
  return {.purchase = event("buy"),
          .view = event("see"),
          .order = event("order"),
          .invite = event("invite"),
          .revenue = "price",
          .coupon = "coupon",
          .category = "kind"};
}

const Play& play(std::string_view key) { return *std::ranges::find(plays(), key, &Play::key); }

// Who fits a play on day 100 of the script, by name.
class Playbook : public ::testing::Test {
 protected:
  std::vector<std::string> who(std::string_view key, std::string_view text) {
    const auto script = parse_script(text);
    const auto timeline = timeline::testing::timelines(script);
    const analyze::Sources sources{timeline.get(), nullptr, "", nullptr};
    const analyze::AskContext context{.now = kOrigin + days(100) + hours(1)};
    const PlayRoles roles = all_roles();
    const Plan plan = facts_plan(roles, facts);
    EXPECT_TRUE(carry_out({&plan, 1}, sources, context));
    const auto filter = play(key).filter(roles, facts);
    if (!filter) return {"a fact is missing"};
    EXPECT_TRUE(model::validate(*filter, model::FilterPlace::person)) << key;
    const Plan members = plan_of(*filter);
    const auto done = carry_out({&members, 1}, sources, context).value();
    std::vector<std::string> names;
    for (const auto& [name, number] : script.people) {
      if (done[0].value().persons[0].contains(number)) names.push_back(name);
    }
    return names;
  }
  PlayFacts facts;
};

// Spending of 90 days, each: 10, 20, 30, 76, 100.
constexpr std::string_view kBuyers =
    "a: buy{price=10}@20d; b: buy{price=20}@99d; c: buy{price=30}@99d; d: buy{price=76}@99d; "
    "e: buy{price=60}@20d buy{price=40}@30d; ";

TEST_F(Playbook, ItsPlaysAreDistinctAndThereAreEnough) {
  std::set<std::string_view> keys;
  for (const Play& one : plays()) keys.insert(one.key);
  EXPECT_EQ(keys.size(), plays().size());
  EXPECT_GE(keys.size(), 8U);
}

TEST_F(Playbook, SaysWhichRoleIsMissing) {
  PlayRoles roles = all_roles();
  for (const PlayRole role : {PlayRole::purchase, PlayRole::revenue, PlayRole::view, PlayRole::order, PlayRole::invite,
                              PlayRole::coupon, PlayRole::category})
    EXPECT_TRUE(is_mapped(role, roles));
  roles.purchase.reset();
  EXPECT_FALSE(is_mapped(PlayRole::revenue, roles)) << "a property of nothing";
  roles.category = "";
  EXPECT_FALSE(is_mapped(PlayRole::category, roles));
  EXPECT_TRUE(is_mapped(PlayRole::view, roles));
}

TEST_F(Playbook, ItsConstantsComeFromWhatPeopleSpend) {
  EXPECT_THAT(who("valuable_and_sliding", std::string(kBuyers) + "f: buy{price=129}@20d"), ElementsAre("e", "f"));
  EXPECT_THAT(facts.high_value, Optional(100.0)) << "of six the fifth: 100";
  EXPECT_THAT(facts.typical_order, Optional(30.0)) << "of 10 20 30 50 76 129 the third";
  EXPECT_THAT(who("near_the_next_tier", std::string(kBuyers) + "f: buy{price=129}@20d"), ElementsAre("d"));
  EXPECT_THAT(who("valuable_and_sliding", "a: see@99d"), ElementsAre("a fact is missing"));
}

TEST_F(Playbook, BuyersByWhenAndHowOften) {
  constexpr std::string_view kTimes =
      "old: buy{price=1}@10d; once: buy{price=1}@60d; twice: buy{price=1}@20d buy{price=1}@60d; "
      "now: buy{price=1}@99d; often: buy{price=1}@80d buy{price=1}@90d buy{price=1}@99d; dear: buy{price=90}@98d "
      "buy{price=90}@98d buy{price=90}@98d";
  EXPECT_THAT(who("lapsed_buyers", kTimes), ElementsAre("old"));
  EXPECT_THAT(who("bought_once_a_month_ago", kTimes), ElementsAre("once"));
  EXPECT_THAT(who("often_but_little", "x: buy{price=2}@99d; y: buy{price=3}@99d; " + std::string(kTimes)),
              ElementsAre())
      << "the typical order is 1, and nobody's is less";
  EXPECT_THAT(who("often_but_little",
                  "x: buy{price=50}@99d; y: buy{price=50}@99d; z: buy{price=50}@99d; "
                  "w: buy{price=50}@99d; v: buy{price=50}@99d; " +
                      std::string(kTimes)),
              ElementsAre("often"));
}

TEST_F(Playbook, LookersAndThoseWhoLeave) {
  EXPECT_THAT(who("looked_often_never_bought",
                  "a: see@98d see@98d see@99d; b: see@1d see@98d see@99d; c: buy@1d see@98d see@98d see@99d"),
              ElementsAre("a"));
  EXPECT_THAT(who("left_the_checkout", "a: order@99d; b: order@99d buy@99d; c: order@20d"), ElementsAre("a"));
  EXPECT_THAT(who("new_without_second_visit", "a: see@88d; b: see@88d see@98d; c: see@1d; d: see@99d"),
              ElementsAre("a"));
  EXPECT_THAT(who("inviters", "a: invite@50d; b: invite@1d; c: see@1d"), ElementsAre("a"));
}

TEST_F(Playbook, CouponsCategoriesAndReach) {
  EXPECT_THAT(who("only_with_coupons",
                  "code: buy{coupon=\"C\"}@90d; both: buy{coupon=\"C\"}@90d buy@91d; none: buy@90d; "
                  "amount: buy{coupon=5}@90d; zero: buy{coupon=0}@90d; empty: buy{coupon=\"\"}@90d"),
              ElementsAre("amount", "code"));
  EXPECT_THAT(
      who("browsers_of_a_category",
          "a: see{kind=\"shoes\"}@90d see{kind=\"shoes\"}@91d see{kind=\"shoes\"}@92d; "
          "b: see{kind=\"shoes\"}@90d; c: see{kind=\"hats\"}@90d see{kind=\"hats\"}@91d see{kind=\"hats\"}@92d"),
      ElementsAre("a"));
  EXPECT_THAT(facts.top_category, Optional(std::string("shoes")));
  EXPECT_THAT(who("valuable_and_out_of_reach", "a: buy{price=5}@90d; b: buy{price=5}@90d $identify{email=\"x\"}@91d"),
              ElementsAre("a"));
}

}  // namespace
}  // namespace throng::audience
