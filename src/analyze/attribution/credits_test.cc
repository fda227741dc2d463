#include <algorithm>
#include <numeric>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "analyze/attribution/internal/credits.h"
#include "analyze/attribution/internal/tally.h"

namespace throng::analyze::internal {
namespace {

using ::testing::DoubleNear;
using ::testing::ElementsAre;

std::vector<Touch> path(std::initializer_list<int> channels) {
  std::vector<Touch> out;
  for (const int channel : channels) out.push_back({.channel = static_cast<Channel>(channel)});
  return out;
}
std::vector<double> weights(AttributionModel model, const std::vector<Touch>& touches) {
  std::vector<double> out;
  weigh(model, touches, days(7), out);
  return out;
}
std::vector<std::int64_t> parts(std::int64_t whole, const std::vector<double>& shares) {
  std::vector<std::int64_t> out;
  share_out(whole, shares, out);
  return out;
}

TEST(Credits, WeighTouches) {
  using enum AttributionModel;
  EXPECT_THAT(weights(position, path({1})), ElementsAre(1));
  EXPECT_THAT(weights(position, path({1, 2})), ElementsAre(1, 1));
  EXPECT_THAT(weights(position, path({1, 2, 3})), ElementsAre(2, 1, 2));
  EXPECT_THAT(weights(position, path({1, 2, 3, 1})), ElementsAre(4, 1, 1, 4));
  EXPECT_THAT(weights(shapley, path({2, 1, 2, 3, 3})), ElementsAre(1, 1, 0, 1, 0));
  std::vector<Touch> direct = path({1, 2, 3});
  direct[2].direct = true;
  EXPECT_THAT(weights(last_non_direct, direct), ElementsAre(0, 1, 0));
  direct[0].direct = direct[1].direct = true;
  EXPECT_THAT(weights(last_non_direct, direct), ElementsAre(0, 0, 1));
}

TEST(Credits, DecayByHalves) {
  const double whole = decayed(0, days(7));
  EXPECT_EQ(whole, 1 << 30);
  EXPECT_EQ(decayed(days(7).count(), days(7)), whole / 2);
  EXPECT_EQ(decayed(days(21).count(), days(7)), whole / 8);
  EXPECT_EQ(decayed(days(3650).count(), days(1)), 1);
}

TEST(Credits, PartsAddUpExactly) {
  EXPECT_THAT(parts(1'000'000, {1, 1, 1}), ElementsAre(333333, 333334, 333333));
  EXPECT_THAT(parts(-10, {1, 1, 1}), ElementsAre(-3, -4, -3));
  for (std::int64_t whole = -1000; whole < 1000; whole += 7) {
    const auto shared = parts(whole, {0.0, 3, 1e9, 1, 0, 17});
    EXPECT_EQ(std::accumulate(shared.begin(), shared.end(), std::int64_t{0}), whole);
    const auto all = share_out_all(whole * 1'000'000'000'000'007, std::vector<double>{0.1, 0.2, 0.7 / 3});
    EXPECT_EQ(std::accumulate(all.begin(), all.end(), std::int64_t{0}), whole * 1'000'000'000'000'007);
  }
}

TEST(Credits, RemovalEffects) {
  // start-1-2-3-converted, start-1-lost, start-2-3-lost: effects 1/2, 1 and 1.
  Transitions steps(3);
  steps.add(path({1, 2, 3}), true);
  steps.add(path({1}), false);
  steps.add(path({2, 3}), false);
  EXPECT_THAT(removal_shares(steps),
              ElementsAre(DoubleNear(0.2, 1e-12), DoubleNear(0.4, 1e-12), DoubleNear(0.4, 1e-12)));
  // With a loop: start-1-1-2-converted, start-2-1-lost. From 1: 1/3 to itself, 1/3 to 2, 1/3 lost; from 2: half
  // converts, half goes to 1. P: x1 = x1/3 + x2/3, x2 = 1/2 + x1/2, so x1 = 1/3, x2 = 2/3, P = 1/2. Without 1: P' = 1/2
  // * 1/2; without 2: 0. Effects 1/2 and 1.
  Transitions loop(2);
  loop.add(path({1, 1, 2}), true);
  loop.add(path({2, 1}), false);
  EXPECT_THAT(removal_shares(loop), ElementsAre(DoubleNear(1.0 / 3, 1e-12), DoubleNear(2.0 / 3, 1e-12)));
  EXPECT_THAT(removal_shares(Transitions(2)), ElementsAre(0, 0));
}

// The Shapley value by its definition: the mean over all orders of what a channel adds to those before it.
std::vector<double> shapley_by_orders(const std::vector<std::vector<Touch>>& paths, int channels) {
  const auto worth = [&](std::uint32_t coalition) {
    return std::count_if(paths.begin(), paths.end(), [&](const auto& p) {
      return std::all_of(p.begin(), p.end(), [&](const Touch& t) { return (coalition >> t.channel & 1U) != 0; });
    });
  };
  std::vector<int> order(static_cast<std::size_t>(channels));
  std::iota(order.begin(), order.end(), 1);
  std::vector<double> sums(order.size() + 1);
  double orders = 0;
  do {
    std::uint32_t coalition = 0;
    for (const int channel : order) {
      const auto before = worth(coalition);
      coalition |= std::uint32_t{1} << channel;
      sums[static_cast<std::size_t>(channel)] += static_cast<double>(worth(coalition) - before);
    }
    ++orders;
  } while (std::next_permutation(order.begin(), order.end()));
  for (double& sum : sums) sum /= orders;
  return sums;
}

TEST(Credits, ShapleyIsTheMeanOverAllOrders) {
  const std::vector<std::vector<Touch>> paths = {
      path({1}), path({1, 2, 1}), path({2, 3}), path({3, 2, 1, 3}), path({4, 4, 1}), path({3}), path({3, 4, 2, 1})};
  std::vector<double> credits(5);
  for (const auto& p : paths) {
    const auto w = weights(AttributionModel::shapley, p);
    const double all = std::accumulate(w.begin(), w.end(), 0.0);
    for (std::size_t i = 0; i < p.size(); ++i) credits[p[i].channel] += w[i] / all;
  }
  const std::vector<double> expected = shapley_by_orders(paths, 4);
  for (std::size_t i = 0; i < credits.size(); ++i) EXPECT_NEAR(credits[i], expected[i], 1e-12) << i;
}

class OneDay final : public Costs {
 public:
  Result<std::vector<Cost>> between(const std::string& first, const std::string& last) const override {
    EXPECT_EQ(first, "1970-01-01");
    EXPECT_EQ(last, "1970-01-02");
    return std::vector<Cost>{{first, "$none", 10'000}, {first, "a", 100'000, 7, 70}, {first, "unseen", 50'000, 1, 2}};
  }
};

TEST(Attribution, CostsOfChannelsThatAreNotKeptGoToTheRest) {
  AttributionQuestion question;
  question.models = {AttributionModel::last};
  AttributionCounts counts({"a"}, 1, 1);
  counts.channels[1].acquired = 4;
  counts.credits[0][1] = {2'000'000, 300'000, 2};
  const OneDay costs;
  const Buckets buckets{{from_ms(0), from_ms(1)}, {from_ms(0), from_ms(1)}};
  const AttributionAnswer answer = answer_of(question, counts, buckets, {.costs = &costs}).value();
  ASSERT_EQ(answer.channels.size(), 3U);
  EXPECT_EQ(answer.channels[0].cost, 10.0);
  EXPECT_EQ(answer.channels[0].cac, 2.5);
  EXPECT_EQ(answer.channels[0].credits[0].cpa, 5.0);
  EXPECT_EQ(answer.channels[0].credits[0].roas, 3.0);
  EXPECT_EQ(answer.channels[1].channel, "$other");
  EXPECT_EQ(answer.channels[1].cost, 5.0);
  EXPECT_EQ(answer.channels[1].cac, std::nullopt);
  EXPECT_EQ(answer.channels[2].cost, 1.0);
  EXPECT_EQ(answer.total.cost, 16.0);
  EXPECT_EQ(answer.total.clicks, 8U);
}

}  // namespace
}  // namespace throng::analyze::internal
