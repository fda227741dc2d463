#include "collect/quarantine.h"

#include <fmt/core.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "collect/testing.h"
#include "warehouse/schema.h"
#include "warehouse/testing.h"

namespace throng::collect {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::quiet_options;
using testing::send;
using testing::TemporaryFolder;
using warehouse::TestWarehouse;

constexpr Instant kNow = from_ms(1'790'000'000'000);  // 2026-09-21T14:13:20Z

// A shop that keeps its plan.
class PlannedShop : public ::testing::Test {
 protected:
  PlannedShop() {
    timeline_ = timeline::Timeline::empty();
    auto options = quiet_options(project_, temporary_.path() + "/journal");
    options.plan = [this] { return plan_; };
    auto opened = Collector::open(options, TestWarehouse::shared(), *timeline_, clock_);
    EXPECT_TRUE(opened) << describe(opened.error());
    collector_ = std::move(*opened);
  }

  void follow(const PlanRules& rules, const std::vector<PlannedEvent>& events) { plan_ = Plan::compile(rules, events); }
  Receipt sent(const std::string& messages) { return send(*collector_, messages).value(); }
  std::vector<std::string> rows(const std::string& columns, const std::string& from) {
    const auto block = warehouse::query_all(TestWarehouse::shared(), "SELECT " + columns + " " + from);
    EXPECT_TRUE(block) << describe(block.error());
    return block && block->rows > 0 ? block->get<std::string>(0) : std::vector<std::string>();
  }
  std::vector<std::string> kept_aside(const QuarantineFilter& filter = {}) {
    EXPECT_TRUE(collector_->flush());
    return rows("concat(toString(reason), ' ', field, ' ', message)",
                unsettled(project_, filter) + " ORDER BY at_ms, reason, body");
  }
  std::vector<std::string> events() {
    EXPECT_TRUE(collector_->flush());
    return rows("concat(toString(event), ' ', toString(ts_ms), ' ', props)",
                "FROM " + warehouse::table(project_, "events") + " ORDER BY ts_ms, event_id");
  }
  ReplayReport replayed(const QuarantineFilter& filter) {
    QuarantineFilter until = filter;
    until.before = clock_.now();
    const auto report = replay(*collector_, TestWarehouse::shared(), project_, until, {}, [](auto, auto) {});
    EXPECT_TRUE(report) << describe(report.error());
    return report.value_or(ReplayReport{});
  }

  TemporaryFolder temporary_;
  std::string project_ = TestWarehouse::fresh_project();
  ManualClock clock_{kNow};
  std::shared_ptr<const Plan> plan_;
  std::unique_ptr<timeline::Timeline> timeline_;
  std::unique_ptr<Collector> collector_;
};

std::string order(const std::string& id, const std::string& price, const std::string& more = "") {
  return fmt::format(R"({{"type":"track","userId":"ann","event":"Order","properties":{{"price":{}}}{}{}}})", price,
                     id.empty() ? "" : ",\"messageId\":\"" + id + "\"", more);
}
const std::string kPriced = R"({"required":["price"],"properties":{"price":{"type":"number"}}})";

TEST_F(PlannedShop, WarnsKeepsAsideAndBlocks) {
  follow({PlanAction::warn, PlanAction::take}, {{"Order", EventStatus::expected, kPriced}});
  EXPECT_EQ(sent(order("m1", "\"5\"") + "," + order("m2", "5")).accepted, 2U);
  const auto findings = collector_->take_plan_findings();
  ASSERT_EQ(findings.size(), 1U);
  EXPECT_EQ(findings[0].event + " " + findings[0].problem.field, "Order price");
  EXPECT_EQ(findings[0].times, 1U);

  follow({PlanAction::quarantine, PlanAction::quarantine},
         {{"Order", EventStatus::expected, kPriced}, {"Secret", EventStatus::blocked, ""}});
  const Receipt receipt = sent(order("m3", "\"5\"") + R"(,{"type":"track","userId":"ann","event":"Secret"},)" +
                               R"({"type":"track","userId":"ann","event":"Oder"},{"type":"page","userId":"ann"})");
  EXPECT_EQ(receipt.accepted, 1U);
  EXPECT_EQ(receipt.quarantined, 3U);
  EXPECT_THAT(kept_aside(),
              ElementsAre("blocked_event  this event is blocked", "off_plan price expected a number, got \"5\"",
                          "unplanned_event  this event is not in the plan"));
  EXPECT_THAT(kept_aside({.event = "Secret"}).size(), 1U);
  EXPECT_THAT(collector_->take_plan_findings(), IsEmpty());
}

TEST_F(PlannedShop, ReadsInAgainAsOfWhenTheyCame) {
  follow({PlanAction::quarantine, PlanAction::take}, {{"Order", EventStatus::expected, kPriced}});
  // The client's clock is an hour slow.
  Inbound request{.kind = Inbound::Kind::track, .write_key = "key"};
  request.body =
      R"({"userId":"ann","event":"Order","timestamp":"2026-09-21T13:00:00Z","sentAt":"2026-09-21T13:13:20Z"})";
  EXPECT_EQ(send(*collector_, request).value().quarantined, 1U);
  EXPECT_EQ(sent(order("", "true") + "," + order("", "true") + "," + order("m1", "true") +
                 R"(,{"type":"track","event":"Order","messageId":"m9"})")
                .quarantined,
            4U);

  clock_.advance(days(30));
  follow({}, {});
  const ReplayReport report = replayed({.reason = "off_plan"});
  EXPECT_EQ(report.read, 4U);
  EXPECT_EQ(report.accepted, 4U);
  EXPECT_THAT(events(), ElementsAre("Order 1789999200000 {}", "Order 1790000000000 {\"price\":true}",
                                    "Order 1790000000000 {\"price\":true}", "Order 1790000000000 {\"price\":true}"));
  EXPECT_THAT(kept_aside(), ElementsAre("missing_id userId neither userId nor anonymousId"));
  EXPECT_EQ(replayed({.reason = "off_plan"}).read, 0U);
  // The client sends again what it was told of: it is there.
  EXPECT_EQ(sent(order("m1", "true")).duplicates, 1U);
}

TEST_F(PlannedShop, KeepsAsideOnceMoreWhatIsStillWrong) {
  EXPECT_EQ(sent(R"({"type":"track","userId":"ann","messageId":"m1"})").quarantined, 1U);
  clock_.advance(hours(1));
  const ReplayReport report = replayed({});
  EXPECT_EQ(report.read, 1U);
  EXPECT_EQ(report.quarantined, 1U);
  EXPECT_EQ(rows("toString(source)", unsettled(project_, {})), std::vector<std::string>{"replay"}) << "seen at once";
  EXPECT_THAT(kept_aside(), ElementsAre("missing_name event a track needs the event's name"));
  EXPECT_THAT(kept_aside({.source = "replay"}).size(), 1U);
}

TEST_F(PlannedShop, DismissesWhatNobodyWants) {
  EXPECT_EQ(sent(R"({"type":"track","userId":"ann"},{"type":"x","userId":"ann"})").quarantined, 2U);
  const auto dismissed =
      dismiss(*collector_, TestWarehouse::shared(), project_, {.reason = "unknown_type"}, clock_.now());
  EXPECT_EQ(dismissed.value(), 1U);
  EXPECT_EQ(kept_aside().size(), 1U);
  EXPECT_THAT(events(), IsEmpty());
}

TEST(ReplayedMessage, GivesTimesAndIds) {
  const auto message = [](std::string_view body) { return replayed_message(body, kNow, "replay:1:0"); };
  EXPECT_EQ(message(R"({"event":"A"})"),
            R"({"event":"A","timestamp":"2026-09-21T14:13:20.000Z","messageId":"replay:1:0"})");
  EXPECT_EQ(message(R"({"messageId":"m","originalTimestamp":"2026-01-01"})"),
            R"({"messageId":"m","timestamp":"2026-01-01T00:00:00.000Z"})");
  EXPECT_EQ(message(R"({"messageId":"m","timestamp":"soon"})"), R"({"messageId":"m","timestamp":"soon"})");
  EXPECT_EQ(message("no JSON"), "no JSON");
}

}  // namespace
}  // namespace throng::collect
