#include "ledger/plan_findings.h"

#include <gtest/gtest.h>

#include "ledger/both_engines.h"
#include "ledger/projects.h"

namespace throng::ledger {
namespace {

constexpr Instant kDay = from_ms(1'795'046'400'000);

class PlanFindingsTest : public BothEngines {
 protected:
  std::string all(Instant since) {
    std::string out;
    for (const PlanFindingDay& one : list_plan_findings(*db, "shop", since).value())
      out += one.event + "." + one.field + ":" + std::to_string(one.times) + " " + one.message + "; ";
    return out;
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, PlanFindingsTest, testing::Values(Engine::sqlite, Engine::postgresql),
                         name_of_engine);

PlanFindingDay finding(int day, std::string event, std::string field, std::uint64_t times, std::string message) {
  return {.day = kDay + days(day),
          .event = std::move(event),
          .reason = "off_plan",
          .field = std::move(field),
          .message = std::move(message),
          .times = times,
          .last = kDay + days(day) + hours(1)};
}

TEST_P(PlanFindingsTest, AddUp) {
  ASSERT_TRUE(add_project(*db, {.id = "shop", .name = "Shop"}, kDay));
  const std::vector<PlanFindingDay> first = {finding(0, "Order", "price", 2, "old"),
                                             finding(0, "Order", "id", 4, "id")};
  const std::vector<PlanFindingDay> second = {finding(0, "Order", "price", 3, "new"),
                                              finding(1, "Order", "price", 1, "last")};
  ASSERT_TRUE(add_plan_findings(*db, "shop", first));
  ASSERT_TRUE(add_plan_findings(*db, "shop", second));
  EXPECT_EQ(all(kDay), "Order.price:6 last; Order.id:4 id; ");
  EXPECT_EQ(all(kDay + days(1)), "Order.price:1 last; ");
  EXPECT_EQ(list_plan_findings(*db, "shop", kDay).value()[0].last, kDay + days(1) + hours(1));
  ASSERT_TRUE(prune_plan_findings(*db, kDay + kPlanFindingsAge + Duration(1)));
  EXPECT_EQ(all(from_ms(0)), "Order.price:1 last; ");
}

}  // namespace
}  // namespace throng::ledger
