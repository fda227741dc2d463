#include "ledger/source_hours.h"

#include <gtest/gtest.h>

#include "ledger/both_engines.h"
#include "ledger/projects.h"

namespace throng::ledger {
namespace {

constexpr Instant kHour = from_ms(1'795'003'200'000);

class SourceHoursTest : public BothEngines {
 protected:
  std::string all(Instant since) {
    std::string out;
    for (const SourceHour& one : list_source_hours(*db, "shop", since).value()) {
      out += one.source + "@" + std::to_string((one.hour - kHour) / hours(1)) + ":" + std::to_string(one.accepted) +
             "/" + std::to_string(one.refused) + " ";
    }
    return out;
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, SourceHoursTest, testing::Values(Engine::sqlite, Engine::postgresql), name_of_engine);

TEST_P(SourceHoursTest, AddUp) {
  ASSERT_TRUE(add_project(*db, {.id = "shop", .name = "Shop"}, kHour));
  const std::vector<SourceHour> first = {{.hour = kHour, .source = "posthog", .accepted = 2, .refused = 1},
                                         {.hour = kHour + hours(1), .source = "import", .accepted = 5}};
  const std::vector<SourceHour> second = {{.hour = kHour, .source = "posthog", .accepted = 3}};
  ASSERT_TRUE(add_source_hours(*db, "shop", first));
  ASSERT_TRUE(add_source_hours(*db, "shop", second));
  EXPECT_EQ(all(kHour), "posthog@0:5/1 import@1:5/0 ");
  EXPECT_EQ(all(kHour + hours(1)), "import@1:5/0 ");
  ASSERT_TRUE(prune_source_hours(*db, kHour + kSourceHoursAge + Duration(1)));
  EXPECT_EQ(all(from_ms(0)), "import@1:5/0 ");
}

}  // namespace
}  // namespace throng::ledger
