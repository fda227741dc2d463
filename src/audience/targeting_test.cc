#include "audience/targeting.h"

#include <random>
#include <set>

#include <gmock/gmock.h>

#include "timeline/testing.h"

namespace throng::audience {
namespace {

using ::testing::ElementsAre;
using ::testing::Optional;
using timeline::testing::kOrigin;

constexpr std::size_t at(TargetingMeasure measure) { return static_cast<std::size_t>(measure); }
Measures only(TargetingMeasure measure, std::optional<double> value) {
  Measures out;
  out[at(measure)] = value;
  return out;
}

TEST(Targeting, AStandingIsTheShareOfTheOthersWithLessAndHalfOfThoseWithAsMuch) {
  const std::vector<std::optional<double>> values = {5, std::nullopt, 1, 5, 9};
  EXPECT_THAT(standings_of(values),
              ElementsAre(Optional(0.5), std::nullopt, Optional(0.0), Optional(0.5), Optional(1.0)));
  EXPECT_THAT(standings_of(std::vector<std::optional<double>>{7}), ElementsAre(Optional(0.5)));
  EXPECT_THAT(standings_of(std::vector<std::optional<double>>{3, 3, 3}),
              ElementsAre(Optional(0.5), Optional(0.5), Optional(0.5)));
}

TEST(Targeting, TheScoreIsTheWeightedMeanOfWhatIsKnownAndItsPartsSumToIt) {
  Measures large = only(TargetingMeasure::size, 100);
  Measures small = only(TargetingMeasure::size, 10);
  large[at(TargetingMeasure::value)] = 1;
  small[at(TargetingMeasure::value)] = 9;
  const Measures unknown = only(TargetingMeasure::size, 50);
  const std::vector<Measures> all = {large, small, unknown};
  const auto scores = scores_of(all, {3, 0, 1, 0, 0});
  EXPECT_THAT(scores[0].score, Optional(0.75)) << "first of the one, last of the other";
  EXPECT_THAT(scores[1].score, Optional(0.25));
  EXPECT_THAT(scores[2].score, Optional(0.5)) << "an unknown value neither helps nor harms";
  EXPECT_THAT(scores[0].parts[at(TargetingMeasure::size)], Optional(0.75));
  EXPECT_THAT(scores[0].parts[at(TargetingMeasure::value)], Optional(0.0));
  EXPECT_FALSE(scores_of(all, {0, 1, 0, 0, 0})[0].score) << "nothing is known of what has a weight";
  EXPECT_FALSE(scores_of(all, {})[0].score);
}

TEST(Targeting, MeasuresOfNobodyOrWithoutRolesAreUnknown) {
  const Measures nobody = measures_of({.persons = 0, .buyers = 0, .revenue = 0}, 4);
  EXPECT_THAT(nobody, ElementsAre(Optional(0.0), Optional(-1.0), std::nullopt, std::nullopt, std::nullopt));
  const Measures unmapped = measures_of({.persons = 4, .reachable = 1}, std::nullopt);
  EXPECT_THAT(unmapped, ElementsAre(Optional(4.0), std::nullopt, std::nullopt, std::nullopt, Optional(0.25)));
  EXPECT_FALSE(measures_of({.persons = 4}, 0)[at(TargetingMeasure::growth)]) << "nothing grows from nobody";
}

TEST(Targeting, EveryTraitOfAChannelReaches) {
  std::set<std::string> traits;
  for (const ChannelTraits& one : kChannelTraits) {
    const auto filter = reached_by(one.channel);
    EXPECT_TRUE(model::validate(filter, model::FilterPlace::person));
    const auto& any = std::get<model::Any>(filter.node).of;
    ASSERT_FALSE(any.empty());
    for (const auto& leaf : any) traits.insert(std::get<model::PersonTrait>(leaf.node).comparison.property);
  }
  EXPECT_EQ(std::get<model::Any>(reached_by_any().node).of.size(), traits.size()) << "no trait of two channels";
}

// ---- against counting by hand ---------------------------------------------------------------------------------

struct Shopper {
  bool email = false, phone = false, is_member = false;
  std::vector<std::pair<int, int>> purchases;  // days ago, price
};

std::string script_of(const std::vector<Shopper>& shoppers, int today) {
  std::string text;
  for (std::size_t i = 0; i < shoppers.size(); ++i) {
    const Shopper& one = shoppers[i];
    text += "p" + std::to_string(i + 1) + ": see@0";
    if (one.email) text += " $identify{email=\"a@b\"}@1m";
    if (one.phone) text += " $identify{phone=\"1\"}@2m";
    if (one.is_member) text += " join@3m";
    auto purchases = one.purchases;
    std::ranges::sort(purchases, std::greater());
    for (const auto& [ago, price] : purchases)
      text += " buy{price=" + std::to_string(price) + "}@" + std::to_string(today - ago) + "d";
    text += "; ";
  }
  return text;
}

TEST(Targeting, CountsWhatCountingByHandCounts) {
  constexpr int kToday = 60;
  std::mt19937 random(20260301);
  const auto chance = [&](int percent) { return static_cast<int>(random() % 100) < percent; };
  for (int round = 0; round < 20; ++round) {
    std::vector<Shopper> shoppers(60);
    for (Shopper& one : shoppers) {
      one = {chance(50), chance(20), chance(40), {}};
      // 29 days ago is the first of 30 days, today included; 30 days ago is not.
      while (chance(50)) one.purchases.emplace_back(static_cast<int>(random() % 59), static_cast<int>(random() % 90));
      if (chance(10)) one.purchases.emplace_back(chance(50) ? 29 : 30, 7);
    }
    const auto timeline = timeline::testing::timelines(script_of(shoppers, kToday));
    const Purchases purchases{model::EventMatch{{"buy"}, nullptr}, "price"};
    Plan members;
    members.filters = {{model::Did{.match = {{"join"}, nullptr}}}};
    members.finish = [](const Findings& found) -> Result<Assignment> {
      return Assignment{.values = {""}, .persons = {found.filters[0]}, .numbered = {}, .numbers = {}};
    };
    const std::vector<Plan> plans = {members, people_plan(purchases)};
    const analyze::AskContext context{.now = kOrigin + days(kToday) + hours(1)};
    const analyze::Sources sources{timeline.get(), nullptr, "", nullptr};
    auto done = carry_out(plans, sources, context).value();
    const Figures figures = figures_of(done[0].value().everyone(), people_of(done[1].value(), purchases));

    Figures expected{.buyers = 0, .revenue = 0};
    for (const Shopper& one : shoppers) {
      if (!one.is_member) continue;
      ++expected.persons;
      expected.reachable += one.email || one.phone ? 1 : 0;
      expected.by_channel[0] += one.email ? 1 : 0;
      expected.by_channel[1] += one.phone ? 1 : 0;
      bool has_bought = false;
      for (const auto& [ago, price] : one.purchases) {
        if (ago >= static_cast<int>(kTargetingDays)) continue;
        has_bought = true;
        *expected.revenue += price;
      }
      *expected.buyers += has_bought ? 1 : 0;
    }
    EXPECT_EQ(figures.persons, expected.persons);
    EXPECT_EQ(figures.buyers, expected.buyers);
    EXPECT_EQ(figures.revenue, expected.revenue);
    EXPECT_EQ(figures.reachable, expected.reachable);
    EXPECT_EQ(figures.by_channel, expected.by_channel);
  }
}

TEST(Targeting, WithoutRolesOnlyChannelsAreLookedAt) {
  const Plan plan = people_plan({});
  EXPECT_EQ(plan.filters.size(), kChannels);
  EXPECT_TRUE(plan.statistics.empty());
  const Plan no_revenue = people_plan({model::EventMatch{{"buy"}, nullptr}, ""});
  EXPECT_EQ(no_revenue.filters.size(), kChannels + 1);
  EXPECT_TRUE(no_revenue.statistics.empty());
}

}  // namespace
}  // namespace throng::audience
