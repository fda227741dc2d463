// The ready boards of the simulated shop: roles are guessed, every question is answered, and the figures hold together.
#include <gtest/gtest.h>

#include "analyze/funnel/spec.h"
#include "analyze/ltv/spec.h"
#include "analyze/retention/spec.h"
#include "analyze/trend/spec.h"
#include "board/operating.h"
#include "cli/simulate/into_warehouse.h"
#include "warehouse/testing.h"

namespace throng::cli {
namespace {

using board::OperatingModel;
using warehouse::TestWarehouse;

class ShopBoards : public ::testing::Test {
 protected:
  void SetUp() override {
    SimulatorOptions options;
    options.persons = 1500;
    options.until = now;
    const auto shop = ShopSimulator::create(options).value();
    ASSERT_TRUE(fill_warehouse(shop, TestWarehouse::shared(), project));
    timeline = timeline::Timeline::build(TestWarehouse::shared(), {.project = project, .threads = 1},
                                         [](std::uint64_t, std::uint64_t) {})
                   .value();
  }

  // Event names, most frequent first.
  std::vector<std::string> names() {
    const auto block = warehouse::query_all(
        TestWarehouse::shared(), "SELECT toString(event) AS name, count() AS n FROM " +
                                     warehouse::table(project, "events") + " GROUP BY name ORDER BY n DESC, name");
    return block->get<std::string>(0);
  }

  std::map<std::string, std::string> answers_of(OperatingModel model, bool before = false) {
    const auto roles = board::guess_roles(names(), [](std::string_view event) -> board::SeenProperties {
      return event == "Order Completed" ? board::SeenProperties{{"items", "revenue"}, {}} : board::SeenProperties{};
    });
    const auto asked = board::operating_questions(model, roles, {model::Window::Last{30, BucketUnit::day}},
                                                  Calendar::utc(), now - Duration(1));
    EXPECT_TRUE(asked);
    std::vector<analyze::AskRequest> requests;
    for (const auto& one : asked->questions) requests.push_back(before ? *one.before : one.now);
    analyze::AskContext context;
    context.now = now - Duration(1);
    const auto answers = analyze::ask_many(requests, {timeline.get(), &TestWarehouse::shared(), project}, context);
    std::map<std::string, std::string> by_key;
    for (std::size_t i = 0; i < answers.size(); ++i) {
      EXPECT_TRUE(answers[i]) << asked->questions[i].key << ": " << describe(answers[i].error());
      if (answers[i]) by_key[asked->questions[i].key] = answers[i]->json;
    }
    return by_key;
  }
  static analyze::FunnelAnswer funnel(const std::string& text) { return *json::read<analyze::FunnelAnswer>(text); }
  static std::map<std::string, double> totals(const std::string& text) {
    std::map<std::string, double> out;
    const auto answer = *json::read<analyze::TrendAnswer>(text);
    for (const auto& series : answer.series) out[series.name] = series.total.value_or(-1);
    return out;
  }

  const Instant now = parse_instant("2026-11-22").value();
  const std::string project = TestWarehouse::fresh_project();
  std::unique_ptr<timeline::Timeline> timeline;
};

TEST_F(ShopBoards, AarrrHoldsTogether) {
  for (const bool before : {false, true}) {
    auto answers = answers_of(OperatingModel::aarrr, before);
    ASSERT_EQ(answers.size(), 10U);
    const auto fresh = funnel(answers["acquisition"]);
    const auto activated = funnel(answers["activation"]);
    EXPECT_GT(fresh.all.steps[0].count, 100U);
    EXPECT_EQ(fresh.all.steps[0].count, activated.all.steps[0].count);
    EXPECT_GT(activated.all.steps[1].count, 0U);
    EXPECT_LE(activated.all.steps[1].count, fresh.all.steps[1].count) << "whoever is activated did something more";
    std::uint64_t by_channel = 0;
    std::uint64_t by_day = 0;
    for (const auto& group : fresh.groups) by_channel += group.steps[0].count;
    for (const auto& point : fresh.all.points) by_day += point.entered;
    EXPECT_EQ(by_channel, fresh.all.steps[0].count) << "everybody came by one channel";
    EXPECT_EQ(by_day, fresh.all.steps[0].count) << "and on one day";
    for (const std::size_t n : {1, 7, 30}) {
      const auto kept = *json::read<analyze::RetentionAnswer>(answers["retention_" + std::to_string(n)]);
      ASSERT_TRUE(kept.mean[n]) << n;
      EXPECT_GT(*kept.mean[n], 0) << n;
      EXPECT_LT(*kept.mean[n], 0.5) << n;
    }
    const auto worth = *json::read<analyze::LtvAnswer>(answers["ltv"]);
    ASSERT_TRUE(worth.series.at(0).ltv[30]);
    EXPECT_GT(*worth.series[0].ltv[30], *worth.series[0].ltv[0]);
    const auto costs = *json::read<analyze::LtvAnswer>(answers["cac"]);
    EXPECT_EQ(costs.series.at(0).persons, fresh.all.steps[0].count) << "the same new persons";
    const auto by_channel_costs = *json::read<analyze::LtvAnswer>(answers["cac_channel"]);
    for (const auto& series : by_channel_costs.series)
      for (const auto& group : fresh.groups)
        if (group.label == series.label) EXPECT_EQ(series.persons, group.steps[0].count) << series.label;
    auto revenue = totals(answers["revenue"]);
    auto referral = totals(answers["referral"]);
    EXPECT_GT(revenue["payers"], 0);
    EXPECT_LT(revenue["payers"], revenue["active"]);
    EXPECT_EQ(revenue["active"], referral["active"]);
    EXPECT_NEAR(revenue["arpu"] * revenue["active"], revenue["arppu"] * revenue["payers"], 1e-6 * revenue["revenue"]);
    EXPECT_LE(referral["inviters"], referral["invites"]);
    EXPECT_NEAR(referral["k"], referral["accepted"] / referral["active"], 1e-12);
  }
}

TEST_F(ShopBoards, CspddHoldsTogether) {
  auto answers = answers_of(OperatingModel::cspdd);
  const auto channel = funnel(answers["channel"]);
  const auto scene = funnel(answers["scene"]);
  ASSERT_EQ(channel.all.steps.size(), 5U);
  EXPECT_GT(channel.groups.size(), 4U);
  EXPECT_GT(channel.all.steps[4].count, 0U);
  for (std::size_t step = 0; step < 5; ++step) {
    EXPECT_EQ(channel.all.steps[step].count, scene.all.steps[step].count);
    std::uint64_t sum = 0;
    for (const auto& group : channel.groups) sum += group.steps[step].count;
    EXPECT_EQ(sum, channel.all.steps[step].count) << step;
    if (step > 0) {
      EXPECT_LE(channel.all.steps[step].count, channel.all.steps[step - 1].count);
    }
  }
}

}  // namespace
}  // namespace throng::cli
