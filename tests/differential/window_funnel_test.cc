// ClickHouse's own windowFunnel against ours, where they mean the same: plain ordered steps, no two events at one
// instant.
#include <gtest/gtest.h>

#include <fmt/format.h>

#include "analyze/funnel/run_timeline.h"
#include "differential/dice.h"
#include "timeline/timeline.h"
#include "warehouse/schema.h"
#include "warehouse/testing.h"

namespace throng::testing {
namespace {

constexpr std::size_t kNames = 5;

std::vector<model::Event> random_events(Dice& dice) {
  std::vector<model::Event> events;
  std::int64_t ms = 1'767'571'200'000;
  for (std::uint64_t number = 1; number <= 4000; ++number) {
    ms += dice.between(1, 60'000);
    model::Event event;
    event.number = number;
    event.person = static_cast<model::PersonNumber>(dice.between(1, 200));
    event.name = "e" + std::to_string(dice.below(kNames));
    event.time = from_ms(ms);
    for (auto& byte : event.id.bytes) byte = static_cast<std::uint8_t>(dice.bits());
    event.props = "{}";
    events.push_back(event);
  }
  return events;
}

std::vector<std::uint64_t> by_window_funnel(const std::string& project, const analyze::FunnelQuestion& question) {
  std::string conditions;
  std::string counts;
  for (std::size_t step = 0; step < question.steps.size(); ++step) {
    conditions += fmt::format(", event = {}", warehouse::quote(question.steps[step].events[0]));
    counts += fmt::format("{}countIf(l > {})", step == 0 ? "" : ", ", step);
  }
  const auto block = warehouse::query_all(
      warehouse::TestWarehouse::shared(),
      fmt::format("SELECT arrayJoin([{}]) FROM (SELECT windowFunnel({}, 'strict_once')(ts_ms{}) AS l FROM {} GROUP BY "
                  "person) AS levels",
                  counts, question.window.count(), conditions, warehouse::table(project, "events")));
  if (!block) ADD_FAILURE() << describe(block.error());
  return block ? block->get<std::uint64_t>(0) : std::vector<std::uint64_t>();
}

TEST(WindowFunnel, AgreesOnPlainFunnels) {
  Dice dice(20260105);
  const std::vector<model::Event> events = random_events(dice);
  const std::string project = warehouse::TestWarehouse::fresh_project();
  ASSERT_TRUE(warehouse::TestWarehouse::shared().insert(warehouse::table(project, "events"),
                                                        warehouse::events_block(events), "all"));
  const auto timeline = timeline::Timeline::empty();
  timeline->append(events, {});
  timeline->publish();
  for (int asked = 0; asked < 40; ++asked) {
    analyze::FunnelQuestion question;
    question.range = {model::Window::Ever{}};
    question.window = minutes(dice.between(1, 600));
    for (std::size_t step = 2 + dice.below(4); step > 0; --step)
      question.steps.push_back({.events = {"e" + std::to_string(dice.below(kNames))}, .where = nullptr});
    const auto answer = analyze::run_timeline(question, *timeline, {});
    ASSERT_TRUE(answer) << describe(answer.error());
    std::vector<std::uint64_t> ours;
    for (const analyze::FunnelStep& step : answer->all.steps) ours.push_back(step.count);
    EXPECT_EQ(by_window_funnel(project, question), ours) << json::to_string(question);
  }
}

}  // namespace
}  // namespace throng::testing
