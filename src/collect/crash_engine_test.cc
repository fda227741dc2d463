// Exactly once, whenever the process dies: every write, cut and insert of a small day is tried as the last one.
#include <fmt/core.h>
#include <gtest/gtest.h>

#include "collect/collector.h"
#include "collect/testing.h"
#include "warehouse/schema.h"
#include "warehouse/testing.h"

namespace throng::collect {
namespace {

using testing::Fate;
using testing::MortalFiles;
using testing::MortalWarehouse;
using testing::quiet_options;
using testing::send;
using testing::TemporaryFolder;
using warehouse::TestWarehouse;

constexpr std::array<const char*, 4> kRequests = {
    R"({"type":"track","userId":"ann","event":"A","messageId":"m1"},{"type":"track","userId":"ann"})",
    R"({"type":"identify","anonymousId":"web1","userId":"ann","messageId":"m2"})",
    R"({"type":"track","userId":"bob","event":"B","messageId":"m3"})",
    R"({"type":"alias","previousId":"web2","userId":"bob","messageId":"m4"})"};

struct Process {
  Process(const std::string& project, const std::string& folder, Fate& fate)
      : warehouse(TestWarehouse::shared(), fate), files(std::make_shared<MortalFiles>(fate)) {
    auto built = timeline::Timeline::build(TestWarehouse::shared(), {.project = project, .threads = 1},
                                           [](std::uint64_t, std::uint64_t) {});
    EXPECT_TRUE(built) << describe(built.error());
    line = std::move(*built);
    auto options = quiet_options(project, folder);
    options.files = files;
    auto opened = Collector::open(options, warehouse, *line, clock);
    if (opened) collector = std::move(*opened);
  }

  ManualClock clock{from_ms(1'790'000'000'000)};
  MortalWarehouse warehouse;
  std::shared_ptr<MortalFiles> files;
  std::unique_ptr<timeline::Timeline> line;
  std::unique_ptr<Collector> collector;
};

// Sends everything, bringing it into the warehouse in between. Returns which requests were acknowledged.
std::vector<std::size_t> live(Process& process) {
  std::vector<std::size_t> acknowledged;
  for (std::size_t i = 0; i < kRequests.size() && process.collector; ++i) {
    if (send(*process.collector, kRequests[i])) acknowledged.push_back(i);
    if (i % 2 == 1) static_cast<void>(process.collector->flush());
  }
  return acknowledged;
}

std::uint64_t count(const std::string& project, const std::string& name, const std::string& what = "count()") {
  const std::string sql = fmt::format("SELECT toString({}) FROM {}", what, warehouse::table(project, name));
  const auto block = warehouse::query_all(TestWarehouse::shared(), sql);
  EXPECT_TRUE(block) << describe(block.error());
  return block ? std::stoull(block->get<std::string>(0).front()) : 0;
}

// True when the process lived through the whole scenario.
bool die_and_rise(std::size_t step, Fate::Moment moment) {
  const TemporaryFolder folder;
  const std::string project = TestWarehouse::fresh_project();
  Fate fate(step, moment);
  std::vector<std::size_t> acknowledged;
  {
    Process process(project, folder.path() + "/journal", fate);
    acknowledged = live(process);
  }
  Fate immortal(1'000'000, Fate::Moment::before);
  Process process(project, folder.path() + "/journal", immortal);
  if (!process.collector) {
    ADD_FAILURE() << "does not open again after step " << step;
    return true;
  }
  const std::string when = fmt::format("died at step {}, moment {}", step, static_cast<int>(moment));
  EXPECT_TRUE(process.collector->flush());
  std::size_t promised = 0;
  for (const std::size_t i : acknowledged) promised += i < kRequests.size() ? 1 : 0;
  EXPECT_GE(count(project, "events"), promised) << when;
  EXPECT_EQ(live(process).size(), kRequests.size()) << when;
  EXPECT_TRUE(process.collector->flush());
  EXPECT_EQ(count(project, "events"), 4U) << when;
  EXPECT_EQ(count(project, "events", "uniqExact(event_id)"), 4U) << when;
  EXPECT_EQ(count(project, "events", "uniqExact(num)"), 4U) << when;
  EXPECT_EQ(count(project, "ids"), 4U) << when;
  EXPECT_EQ(count(project, "ids", "uniqExact(person)"), 4U) << when;
  EXPECT_EQ(count(project, "links"), 2U) << when;
  const auto snapshot = process.line->snapshot();
  EXPECT_EQ(snapshot->events(), 4U) << when;
  EXPECT_EQ(snapshot->persons(), 2U) << when;
  return !fate.dead();
}

void die_at_every_step(Fate::Moment moment) {
  std::size_t step = 0;
  while (!die_and_rise(step, moment)) ++step;
  EXPECT_GT(step, 10U) << "the scenario has fewer steps than it should";
}

TEST(Crash, JustBeforeAnyStep) { die_at_every_step(Fate::Moment::before); }
TEST(Crash, HalfwayThroughAnyWrite) { die_at_every_step(Fate::Moment::halfway); }
TEST(Crash, JustAfterAnyStep) { die_at_every_step(Fate::Moment::after); }

}  // namespace
}  // namespace throng::collect
