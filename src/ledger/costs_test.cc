#include "ledger/costs.h"

#include <gmock/gmock.h>

#include "ledger/both_engines.h"
#include "ledger/projects.h"

namespace throng::ledger {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

class CostsTest : public BothEngines {
 protected:
  void SetUp() override {
    BothEngines::SetUp();
    if (!db) return;
    for (const char* id : {"shop", "blog"}) {
      model::Project project;
      project.id = id;
      project.name = id;
      ASSERT_TRUE(add_project(*db, project, from_ms(0)).has_value());
    }
  }
  std::vector<Cost> list(const CostDays& days = {}) const { return list_costs(*db, "shop", days).value(); }
  std::uint64_t version() const { return costs_version(*db, "shop").value(); }
};
RUN_ON_BOTH_ENGINES(CostsTest);

const Cost kEmail{"2026-01-05", "email", 12'3400, 3, 400};
const Cost kSearch{"2026-01-05", "paid 搜索 :x'\"", 5'0000, 0, 0};
const Cost kLater{"2026-01-06", "email", 1, 0, 0};

TEST_P(CostsTest, ReplaceWhatWasSaidOfTheDayAndChannel) {
  const std::vector<Cost> rows = {kLater, kSearch, kEmail};
  ASSERT_TRUE(put_costs(*db, "shop", rows));
  EXPECT_THAT(list(), ElementsAre(kEmail, kSearch, kLater));
  ASSERT_TRUE(put_costs(*db, "shop", rows));
  EXPECT_THAT(list(), SizeIs(3));
  Cost again = kEmail;
  again.units = 7;
  ASSERT_TRUE(put_costs(*db, "shop", {&again, 1}));
  EXPECT_THAT(list(), ElementsAre(again, kSearch, kLater));
  EXPECT_THAT(list_costs(*db, "blog", {}).value(), IsEmpty());
}

TEST_P(CostsTest, AreFoundAndRemovedByDayAndChannel) {
  const std::vector<Cost> rows = {kLater, kSearch, kEmail};
  ASSERT_TRUE(put_costs(*db, "shop", rows));
  EXPECT_THAT(list({.first = "2026-01-06"}), ElementsAre(kLater));
  EXPECT_THAT(list({.last = "2026-01-06"}), ElementsAre(kEmail, kSearch));
  EXPECT_THAT(list({.channel = "email"}), ElementsAre(kEmail, kLater));
  EXPECT_EQ(remove_costs(*db, "shop", {.last = "2026-01-06", .channel = "email"}).value(), 1U);
  EXPECT_THAT(list(), ElementsAre(kSearch, kLater));
  EXPECT_EQ(remove_costs(*db, "shop", {.channel = "none"}).value(), 0U);
  EXPECT_EQ(remove_costs(*db, "shop", {}).value(), 2U);
  EXPECT_THAT(list(), IsEmpty());
}

TEST_P(CostsTest, HaveAVersionThatGrowsWithEveryChange) {
  const std::uint64_t before = version();
  ASSERT_TRUE(put_costs(*db, "shop", {&kEmail, 1}));
  const std::uint64_t added = version();
  EXPECT_GT(added, before);
  EXPECT_EQ(remove_costs(*db, "shop", {.channel = "none"}).value(), 0U);
  EXPECT_EQ(version(), added);
  EXPECT_EQ(remove_costs(*db, "shop", {}).value(), 1U);
  EXPECT_GT(version(), added);
}

TEST_P(CostsTest, AreTakenWhollyOrNotAtAll) {
  const auto field = [&](Cost wrong) {
    const std::vector<Cost> rows = {kEmail, std::move(wrong)};
    const auto put = put_costs(*db, "shop", rows);
    EXPECT_FALSE(put.has_value());
    return put ? "" : put.error().field;
  };
  EXPECT_EQ(field({"2026-02-29", "email", 1}), "rows[1].day");
  EXPECT_EQ(field({"2026-2-1", "email", 1}), "rows[1].day");
  EXPECT_EQ(field({"2026-02-01", "", 1}), "rows[1].channel");
  EXPECT_EQ(field({"2026-02-01", "a", -1}), "rows[1].cost");
  EXPECT_EQ(field({"2026-02-01", "a", 1, kMaxCostCount + 1}), "rows[1].clicks");
  EXPECT_THAT(list(), IsEmpty());
  EXPECT_EQ(put_costs(*db, "nothing", {&kEmail, 1}).error().code, ErrorCode::not_found);
}

}  // namespace
}  // namespace throng::ledger
