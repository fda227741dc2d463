// Random layer schemes of random projects: over the timelines and in SQL everybody lies in the same layer.
#include <cstdlib>
#include <iostream>
#include <random>

#include <gtest/gtest.h>

#include "audience/layers.h"
#include "differential/project.h"

namespace throng::testing {
namespace {

using audience::Assignment;
using audience::LayerKind;
using audience::LayerScheme;

std::string any_property(Dice& dice) { return random_property(dice, false); }

audience::NumberLayers random_number(Dice& dice, const Data& data) {
  using enum analyze::StatisticMeasure;
  const analyze::StatisticMeasure measures[] = {times, sum, max, days_since};
  audience::NumberLayers number;
  number.statistic.match = random_match(dice, data, model::FilterPlace::event, 1);
  number.statistic.within = random_window(dice, data);
  number.statistic.measure = measures[dice.below(4)];
  if (number.statistic.measure == sum || number.statistic.measure == max)
    number.statistic.property = any_property(dice);
  number.layers = {{"high", 10.0, {}}, {"middle", 2.0, {}}, {"low", {}, {}}};
  if (dice.one_in(2)) number.layers = {{"high", {}, 20}, {"middle", {}, 30}, {"low", {}, 50}};
  return number;
}

audience::RfmLayers random_rfm(Dice& dice, const Data& data) {
  audience::RfmLayers rfm;
  rfm.purchase = random_match(dice, data, model::FilterPlace::event, 1);
  rfm.monetary = any_property(dice);
  rfm.within = random_window(dice, data);
  rfm.frequency = dice.one_in(2) ? audience::RfmFrequency::days : audience::RfmFrequency::times;
  if (dice.one_in(3)) rfm.cuts = audience::RfmCuts{{1, 5, 20, 40}, {2, 3, 4, 5}, {1, 10, 20, 50}};
  if (dice.one_in(2)) return rfm;
  rfm.groups = {"a", "b", "c"};
  for (std::size_t i = 0; i < audience::kRfmCells; ++i) rfm.map.push_back(static_cast<std::uint32_t>(dice.below(3)));
  return rfm;
}

LayerScheme random_scheme(Dice& dice, const Data& data) {
  LayerScheme scheme;
  scheme.kind = static_cast<LayerKind>(dice.below(6));
  switch (scheme.kind) {
    case LayerKind::value:
    case LayerKind::activity: scheme.number = random_number(dice, data); break;
    case LayerKind::lifecycle:
      scheme.lifecycle = audience::LifecycleLayers{.activity = random_match(dice, data, model::FilterPlace::where, 1)};
      scheme.lifecycle->at_risk_days = static_cast<std::uint32_t>(dice.between(1, 30));
      scheme.lifecycle->churned_days = scheme.lifecycle->at_risk_days + static_cast<std::uint32_t>(dice.between(1, 30));
      scheme.lifecycle->win_back_days = static_cast<std::uint32_t>(dice.between(1, 20));
      break;
    case LayerKind::rfm: scheme.rfm = random_rfm(dice, data); break;
    case LayerKind::interest:
      scheme.interest = audience::InterestLayers{.match = random_match(dice, data, model::FilterPlace::event, 1),
                                                 .property = any_property(dice),
                                                 .within = random_window(dice, data),
                                                 .top = static_cast<std::uint32_t>(dice.between(1, 5))};
      break;
    case LayerKind::custom:
      for (const char* name : {"first", "second"})
        scheme.rules.push_back({name, random_filter(dice, data, model::FilterPlace::person, 2)});
  }
  const auto checked = check(scheme);
  EXPECT_TRUE(checked) << describe(checked.error()) << json::to_string(scheme);
  return scheme;
}

std::vector<std::string> lines_of(const Assignment& assignment) {
  std::vector<std::string> lines;
  const auto add = [&lines](const std::string& name, const Bitmap& persons) {
    lines.push_back(name + ":");
    persons.each([&](std::uint32_t person) { lines.back() += ' ' + std::to_string(person); });
  };
  for (std::size_t i = 0; i < assignment.values.size(); ++i) add(assignment.values[i], assignment.persons[i]);
  add("with scores", assignment.numbered);
  lines.push_back(json::to_string(assignment.numbers));
  return lines;
}

void is_partition(const Assignment& assignment) {
  std::uint64_t sum = 0;
  for (const Bitmap& layer : assignment.persons) sum += layer.size();
  ASSERT_EQ(sum, assignment.everyone().size());
}

TEST(LayerSchemes, AreTheSamePartitionInMemoryAndInSql) {
  const char* given = std::getenv("THRONG_SEED");
  const std::uint64_t seed = given == nullptr ? std::random_device{}() : std::strtoull(given, nullptr, 10);
  std::cout << "THRONG_SEED=" << seed << std::endl;
  const char* wanted = std::getenv("THRONG_SCHEMES");
  const std::size_t projects = wanted == nullptr ? 6 : std::strtoull(wanted, nullptr, 10) / 20 + 1;
  Dice dice(seed);
  for (std::size_t round = 0; round < projects && !::testing::Test::HasFailure(); ++round) {
    const Project project(dice);
    analyze::Sources sql = project.sources;
    sql.timeline = nullptr;
    for (int i = 0; i < 20 && !::testing::Test::HasFailure(); ++i) {
      const LayerScheme scheme = random_scheme(dice, project.data);
      SCOPED_TRACE(json::to_string(scheme));
      const audience::Plan plan = plan_of(scheme);
      const auto in_memory = audience::carry_out({&plan, 1}, project.sources, project.context);
      const auto in_sql = audience::carry_out({&plan, 1}, sql, project.context);
      ASSERT_TRUE(in_memory && in_memory->front())
          << describe((in_memory ? in_memory->front().error() : in_memory.error()));
      ASSERT_TRUE(in_sql && in_sql->front()) << describe((in_sql ? in_sql->front().error() : in_sql.error()));
      ASSERT_EQ(lines_of(*in_memory->front()), lines_of(*in_sql->front()));
      is_partition(*in_memory->front());
    }
  }
}

}  // namespace
}  // namespace throng::testing
