// The short way into the warehouse and the collector's own must give the same rows.
#include "cli/simulate/into_warehouse.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "collect/testing.h"
#include "warehouse/testing.h"

namespace throng::cli {
namespace {

using collect::testing::TemporaryFolder;
using warehouse::TestWarehouse;

ShopSimulator shop_of(std::uint32_t persons) {
  SimulatorOptions options;
  options.persons = persons;
  options.seed = 3;
  options.until = parse_instant("2026-11-22").value();
  options.calendar = Calendar::create("Asia/Shanghai").value();
  return ShopSimulator::create(options).value();
}

std::vector<std::string> rows(const std::string& project, const std::string& name, const std::string& columns) {
  const std::string sql = fmt::format("SELECT concat_ws(' | ', {}) AS line FROM {} ORDER BY line", columns,
                                      warehouse::table(project, name));
  const auto block = warehouse::query_all(TestWarehouse::shared(), sql);
  EXPECT_TRUE(block) << describe(block.error());
  return block && block->rows > 0 ? block->get<std::string>(0) : std::vector<std::string>();
}

void collect_messages(const ShopSimulator& shop, const std::string& project, const std::string& folder) {
  const ManualClock clock(parse_instant("2026-11-23").value());
  auto timeline = timeline::Timeline::build(TestWarehouse::shared(), {.project = project, .threads = 1},
                                            [](std::uint64_t, std::uint64_t) {});
  ASSERT_TRUE(timeline) << describe(timeline.error());
  auto collector = collect::Collector::open(collect::testing::quiet_options(project, folder), TestWarehouse::shared(),
                                            **timeline, clock);
  ASSERT_TRUE(collector) << describe(collector.error());
  for (std::uint32_t n = 0; n < shop.neighbourhoods(); ++n) {
    std::vector<collect::Collector::ImportRow> messages;
    for (const SimPerson& person : shop.persons_of(n))
      for (const SimEvent& event : person.events) append_message(messages.emplace_back().message, person, event);
    const auto receipt = (*collector)->import("simulated", messages);
    ASSERT_TRUE(receipt) << describe(receipt.error());
    ASSERT_EQ(receipt->accepted, messages.size()) << testing::PrintToString(receipt->problems);
  }
  ASSERT_TRUE((*collector)->flush());
}

// Everything but when it was received, which here is another time.
TEST(IntoWarehouse, GivesTheRowsThatTheCollectorMakesOfTheSameMessages) {
  const ShopSimulator shop = shop_of(300);
  const std::string collected = TestWarehouse::fresh_project();
  const std::string filled = TestWarehouse::fresh_project();
  const TemporaryFolder folder;
  ASSERT_NO_FATAL_FAILURE(collect_messages(shop, collected, folder.path() + "/journal"));
  const auto counts = fill_warehouse(shop, TestWarehouse::shared(), filled);
  ASSERT_TRUE(counts) << describe(counts.error());
  EXPECT_EQ(counts->persons, 300U);

  const std::string events =
      "toString(person), toString(ts_ms), toString(tie), toString(event_id), toString(num), toString(ts), event, "
      "anonymous_id, user_id, session, channel, device, os, browser, page, props";
  const auto expected = rows(collected, "events", events);
  const auto got = rows(filled, "events", events);
  ASSERT_EQ(got.size(), counts->events);
  ASSERT_EQ(got.size(), expected.size());
  for (std::size_t i = 0; i < got.size(); ++i) ASSERT_EQ(got[i], expected[i]) << "row " << i;
  EXPECT_EQ(rows(filled, "ids", "toString(person), toString(kind), value"),
            rows(collected, "ids", "toString(person), toString(kind), value"));
  const std::string links = "toString(id), toString(kind), toString(src), toString(dst), toString(target), why";
  EXPECT_EQ(rows(filled, "links", links), rows(collected, "links", links));
}

TEST(IntoWarehouse, TheCollectorGoesOnAfterIt) {
  const ShopSimulator shop = shop_of(50);
  const std::string project = TestWarehouse::fresh_project();
  ASSERT_TRUE(fill_warehouse(shop, TestWarehouse::shared(), project));
  const auto before = rows(project, "events", "toString(num)").size();
  const ManualClock clock(parse_instant("2026-11-23").value());
  const TemporaryFolder folder;
  auto timeline = timeline::Timeline::build(TestWarehouse::shared(), {.project = project, .threads = 1},
                                            [](std::uint64_t, std::uint64_t) {});
  ASSERT_TRUE(timeline) << describe(timeline.error());
  const auto persons = (*timeline)->snapshot()->persons();
  EXPECT_GE(persons, 50U);  // more: nobody can tell whose a device is before its owner signs in on it
  EXPECT_LE(persons, 75U);
  auto collector = collect::Collector::open(collect::testing::quiet_options(project, folder.path()),
                                            TestWarehouse::shared(), **timeline, clock);
  ASSERT_TRUE(collector) << describe(collector.error());
  const auto known = (*collector)->find({model::IdKind::user, "u100001"});
  const auto receipt = collect::testing::send(
      **collector,
      R"({"type":"track","event":"Later","userId":"u100001","messageId":"x"},{"type":"track","event":"Later","userId":"new","messageId":"y"})");
  ASSERT_TRUE(receipt);
  EXPECT_EQ(receipt->accepted, 2U);
  ASSERT_TRUE((*collector)->flush());
  EXPECT_EQ(rows(project, "events", "toString(num)").size(), before + 2);
  EXPECT_EQ((*timeline)->snapshot()->persons(), persons + (known ? 1 : 2));
}

TEST(IntoWarehouse, FillsOnlyAnEmptyProject) {
  const std::string project = TestWarehouse::fresh_project();
  ASSERT_TRUE(fill_warehouse(shop_of(20), TestWarehouse::shared(), project));
  const auto again = fill_warehouse(shop_of(20), TestWarehouse::shared(), project);
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().code, ErrorCode::conflict);
}

}  // namespace
}  // namespace throng::cli
