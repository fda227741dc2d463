// How fast the timeline runs are on synthetic events: 2 M events, 100,000 persons, 60 days.
#include <benchmark/benchmark.h>

#include <random>

#include "analyze/distribution/run_timeline.h"
#include "analyze/funnel/run_timeline.h"
#include "analyze/interval/run_timeline.h"
#include "analyze/lifecycle/run_timeline.h"
#include "analyze/retention/run_timeline.h"
#include "analyze/segment/run_timeline.h"
#include "analyze/stickiness/run_timeline.h"
#include "analyze/trend/run_timeline.h"

namespace throng::analyze {
namespace {

constexpr std::uint64_t kEvents = 2'000'000;
constexpr model::PersonNumber kPersons = 100'000;
constexpr Instant kStart = from_ms(1'767'571'200'000);

model::Event random_event(std::uint64_t number, std::mt19937_64& random) {
  model::Event event;
  event.number = number;
  event.person = static_cast<model::PersonNumber>(random() % kPersons + 1);
  event.name = "e" + std::to_string(random() % 20);
  event.time = kStart + Duration(static_cast<std::int64_t>(random() % (60ULL * 86'400'000)));
  const std::uint64_t id = random();
  for (std::size_t i = 0; i < 8; ++i) event.id.bytes[i] = static_cast<std::uint8_t>(id >> (8 * i));
  event.props =
      "{\"price\":" + std::to_string(random() % 1000) + ",\"plan\":\"p" + std::to_string(random() % 12) + "\"}";
  return event;
}

// Without a warehouse; folded into base blocks.
timeline::Timeline& events() {
  static const auto filled = [] {
    auto timeline = timeline::Timeline::empty({.fold_after = 0});
    std::mt19937_64 random(7);
    std::vector<model::Event> batch;
    for (std::uint64_t number = 1; number <= kEvents; ++number) batch.push_back(random_event(number, random));
    timeline->append(batch, {});
    timeline->publish();
    return timeline;
  }();
  return *filled;
}

AskContext context() { return {.now = kStart + days(60)}; }

template <class Question>
void ask(benchmark::State& state, const char* text) {
  const Question question = json::read<Question>(text).value();
  timeline::Timeline& timeline = events();
  benchmark::DoNotOptimize(run_timeline(question, timeline, context()));  // loads the columns
  for (auto _ : state) {
    const auto answer = run_timeline(question, timeline, context());
    if (!answer) state.SkipWithError(answer.error().message.c_str());
    benchmark::DoNotOptimize(answer);
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations() * kEvents));
}

#define THRONG_BENCH(name, type, text)                           \
  void name(benchmark::State& state) { ask<type>(state, text); } \
  BENCHMARK(name)->Unit(benchmark::kMillisecond)->UseRealTime()

THRONG_BENCH(TrendDailyPersons, TrendQuestion,
             R"({"series":[{"measure":"persons"}],"range":{"last":60,"unit":"day"}})");
THRONG_BENCH(
    TrendSumByPlan, TrendQuestion,
    R"({"series":[{"match":{"event":"e1"},"measure":"sum","property":"price"}],"breakdowns":[{"property":"event.plan"}],"range":{"last":60,"unit":"day"}})");
THRONG_BENCH(
    TrendMedian, TrendQuestion,
    R"({"series":[{"match":{"event":"e1","where":{"event":"price","op":">","value":500}},"measure":"median","property":"price"}],"range":{"last":60,"unit":"day"}})");
THRONG_BENCH(
    FunnelFourSteps, FunnelQuestion,
    R"({"steps":[{"event":"e1"},{"event":"e2"},{"event":"e3"},{"event":"e4"}],"window":"7d","range":{"last":60,"unit":"day"}})");
THRONG_BENCH(RetentionThirty, RetentionQuestion,
             R"({"start":{},"back":{},"buckets":30,"range":{"last":60,"unit":"day"}})");
THRONG_BENCH(
    RetentionRollingStreaks, RetentionQuestion,
    R"({"start":{},"back":{},"buckets":30,"periods":"rolling","streaks":true,"range":{"last":60,"unit":"day"}})");
THRONG_BENCH(
    RetentionRecurringByPlan, RetentionQuestion,
    R"({"start":{"event":"e1"},"back":{},"buckets":30,"cohort":"recurring","breakdown":"event.plan","range":{"last":60,"unit":"day"}})");
THRONG_BENCH(LifecycleDaily, LifecycleQuestion, R"({"range":{"last":60,"unit":"day"}})");
THRONG_BENCH(StickinessDaily, StickinessQuestion, R"({"range":{"last":60,"unit":"day"}})");
THRONG_BENCH(IntervalDaily, IntervalQuestion,
             R"({"from":{"event":"e1"},"to":{"event":"e2"},"limit":"30d","range":{"last":60,"unit":"day"}})");
THRONG_BENCH(DistributionTimes, DistributionQuestion, R"({"range":{"last":60,"unit":"day"}})");
THRONG_BENCH(DistributionSumByPlan, DistributionQuestion,
             R"({"measure":"sum","property":"price","breakdown":"event.plan","range":{"last":60,"unit":"day"}})");
THRONG_BENCH(SegmentDid, SegmentQuestion,
             R"({"filter":{"did":{"event":"e1","count":{"op":">=","value":2},"within":{"last":30,"unit":"day"}}}})");

// What collect pays for making 1,000 new events visible.
void PublishThousand(benchmark::State& state) {
  auto timeline = timeline::Timeline::empty({.fold_after = 10'000'000});
  std::mt19937_64 random(7);
  std::vector<model::Event> batch;
  std::uint64_t number = 0;
  const auto next = [&](std::uint64_t count) {
    batch.clear();
    for (std::uint64_t i = 0; i < count; ++i) batch.push_back(random_event(++number, random));
    timeline->append(batch, {});
  };
  next(static_cast<std::uint64_t>(state.range(0)));
  timeline->publish();
  for (auto _ : state) {
    state.PauseTiming();
    next(1000);
    state.ResumeTiming();
    timeline->publish();
  }
}
BENCHMARK(PublishThousand)->Arg(10'000)->Arg(500'000)->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace
}  // namespace throng::analyze

BENCHMARK_MAIN();
