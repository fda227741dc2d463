#include "collect/collector.h"

#include <fmt/core.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "collect/testing.h"
#include "warehouse/schema.h"
#include "warehouse/testing.h"

namespace throng::collect {
namespace {

using ::testing::ElementsAre;
using testing::FragileFiles;
using testing::quiet_options;
using testing::send;
using testing::TemporaryFolder;
using warehouse::TestWarehouse;

constexpr Instant kNow = from_ms(1'790'000'000'000);

// A project in the shared engine, with a collector that can be closed and opened again.
class Shop : public ::testing::Test {
 protected:
  Shop() { open(); }

  void open() {
    auto built = timeline::Timeline::build(TestWarehouse::shared(), {.project = project_, .threads = 1},
                                           [](std::uint64_t, std::uint64_t) {});
    ASSERT_TRUE(built) << describe(built.error());
    timeline_ = std::move(*built);
    auto options = quiet_options(project_, folder_);
    options.files = files_;
    auto opened = Collector::open(options, TestWarehouse::shared(), *timeline_, clock_);
    ASSERT_TRUE(opened) << describe(opened.error());
    collector_ = std::move(*opened);
  }
  void close() {
    collector_.reset();
    timeline_.reset();
  }
  void flush() {
    const auto flushed = collector_->flush();
    ASSERT_TRUE(flushed) << describe(flushed.error());
  }
  Receipt sent(const std::string& messages) {
    auto receipt = send(*collector_, messages);
    EXPECT_TRUE(receipt) << describe(receipt.error());
    return receipt ? *receipt : Receipt{};
  }
  // The rows of a query as text, columns joined by spaces.
  std::vector<std::string> rows(const std::string& columns, const std::string& name, const std::string& rest = "") {
    const std::string sql = fmt::format("SELECT {} FROM {} {}", columns, warehouse::table(project_, name), rest);
    const auto block = warehouse::query_all(TestWarehouse::shared(), sql);
    EXPECT_TRUE(block) << describe(block.error());
    return block && block->rows > 0 ? block->get<std::string>(0) : std::vector<std::string>();
  }
  std::uint64_t count(const std::string& name) { return std::stoull(rows("toString(count())", name).front()); }
  std::uint64_t visible() { return timeline_->snapshot()->events(); }
  std::uint64_t persons() { return timeline_->snapshot()->persons(); }

  TemporaryFolder temporary_;
  std::string project_ = TestWarehouse::fresh_project();
  std::string folder_ = temporary_.path() + "/journal";
  std::shared_ptr<FragileFiles> files_ = std::make_shared<FragileFiles>();
  ManualClock clock_{kNow};
  std::unique_ptr<timeline::Timeline> timeline_;
  std::unique_ptr<Collector> collector_;
};

std::string track(const std::string& user, const std::string& id, const std::string& name = "Viewed") {
  return fmt::format(R"({{"type":"track","userId":"{}","event":"{}","messageId":"{}","properties":{{"price":1.50}}}})",
                     user, name, id);
}

TEST_F(Shop, HoldsTheWarehouseStillWhileCollectingGoesOn) {
  sent(track("ann", "m1"));
  const auto held = collector_->while_still([&]() -> Result<void> {
    EXPECT_EQ(count("events"), 1U) << "what was acknowledged before";
    sent(track("bob", "m2"));  // acknowledged meanwhile
    EXPECT_EQ(count("events"), 1U);
    return fail(ErrorCode::io, "as the work says");
  });
  EXPECT_EQ(held.error().message, "as the work says");
  flush();
  EXPECT_EQ(count("events"), 2U);
}

TEST_F(Shop, KeepsAcceptedEventsInWarehouseAndTimeline) {
  const Receipt receipt = sent(track("ann", "m1") + "," + track("bob", "m2"));
  EXPECT_EQ(receipt.accepted, 2U);
  flush();
  EXPECT_THAT(rows("concat(user_id, ' ', event, ' ', props, ' ', toString(num), ' ', toString(person))", "events",
                   "ORDER BY num"),
              ElementsAre(R"(ann Viewed {"price":1.5} 1 1)", R"(bob Viewed {"price":1.5} 2 2)"));
  EXPECT_THAT(rows("concat(toString(person), ' ', value)", "ids", "ORDER BY person"), ElementsAre("1 ann", "2 bob"));
  EXPECT_EQ(visible(), 2U);
}

TEST_F(Shop, CountsARepeatedMessageOnce) {
  sent(track("ann", "m1"));
  EXPECT_EQ(sent(track("ann", "m1") + "," + track("ann", "m2") + "," + track("ann", "m2")).duplicates, 2U);
  flush();
  close();
  open();
  EXPECT_EQ(sent(track("ann", "m1")).duplicates, 1U) << "after reopening, from the warehouse";
  clock_.advance(days(6));
  EXPECT_EQ(sent(track("ann", "m1")).duplicates, 1U) << "within seven days";
  flush();
  EXPECT_EQ(count("events"), 2U);
}

TEST_F(Shop, JoinsAnAnonymousIdToItsFirstUserOnly) {
  sent(R"({"type":"page","anonymousId":"web1","messageId":"a"})");
  sent(R"({"type":"identify","anonymousId":"web1","userId":"ann","messageId":"b"})");
  sent(R"({"type":"identify","anonymousId":"web1","userId":"bob","messageId":"c"})");
  flush();
  EXPECT_EQ(persons(), 2U);
  const auto anonymous = *collector_->find({model::IdKind::anonymous, "web1"});
  EXPECT_EQ(timeline_->snapshot()->representative(anonymous), *collector_->find({model::IdKind::user, "ann"}));
  EXPECT_EQ(collector_->ids_of(anonymous).size(), 2U);
  EXPECT_EQ(count("links"), 1U);
}

TEST_F(Shop, UndoesALinkAndDoesNotClaimItAgain) {
  const std::string both = R"({"type":"track","event":"A","anonymousId":"web1","userId":"ann","messageId":")";
  sent(R"({"type":"page","anonymousId":"web1","messageId":"a"})");
  sent(both + "b\"}");
  flush();
  EXPECT_EQ(persons(), 1U);
  const auto undone = collector_->undo(1, "by mistake");
  ASSERT_TRUE(undone) << describe(undone.error());
  EXPECT_EQ(persons(), 2U);
  sent(both + "c\"}");
  flush();
  EXPECT_EQ(persons(), 2U);
  EXPECT_FALSE(collector_->undo(1, "again"));
  ASSERT_TRUE(collector_->merge({model::IdKind::anonymous, "web1"}, {model::IdKind::user, "ann"}, "sure"));
  flush();
  EXPECT_EQ(persons(), 1U);
  close();
  open();
  EXPECT_EQ(collector_->links(10, 0).size(), 3U);
  EXPECT_EQ(collector_->ids_of(*collector_->find({model::IdKind::user, "ann"})).size(), 2U);
}

TEST_F(Shop, KeepsBadEventsAsideWithTheReason) {
  const Receipt receipt =
      sent(R"({"type":"track","userId":"ann"},)" + track("bob", "m1") + R"(,{"type":"x","userId":"a"})");
  EXPECT_EQ(receipt.accepted, 1U);
  EXPECT_EQ(receipt.quarantined, 2U);
  flush();
  EXPECT_THAT(rows("concat(reason, ' ', field, ' ', body)", "quarantine", "ORDER BY reason"),
              ElementsAre(R"(missing_name event {"type":"track","userId":"ann"})",
                          R"(unknown_type type {"type":"x","userId":"a"})"));
}

TEST_F(Shop, TakesABatchThatSpansDecades) {
  std::string messages;
  for (int month = 0; month < 240; ++month) {
    messages += fmt::format(R"({}{{"type":"track","event":"Old","userId":"ann","timestamp":"{}-{:02}-15T00:00:00Z"}})",
                            month == 0 ? "" : ",", 1990 + month / 12, month % 12 + 1);
  }
  EXPECT_EQ(sent(messages).accepted, 240U);
  flush();
  EXPECT_EQ(count("events"), 240U);
}

}  // namespace
}  // namespace throng::collect
