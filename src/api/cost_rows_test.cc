#include "api/cost_rows.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace throng::api {
namespace {

using ::testing::ElementsAre;

Result<std::vector<ledger::Cost>> read(std::string_view csv) {
  const auto source = collect::memory_source(csv, 7);
  return read_cost_csv(*source);
}
std::string error_of(std::string_view csv) {
  const auto rows = read(csv);
  return rows ? "" : describe(rows.error());
}

TEST(CostRows, AreReadFromATable) {
  EXPECT_THAT(read("day,channel,cost\n2026-01-05,email,12.34\n2026-01-06,\"paid, search\",0\n").value(),
              ElementsAre(ledger::Cost{"2026-01-05", "email", 123400}, ledger::Cost{"2026-01-06", "paid, search", 0}));
  EXPECT_THAT(read("impressions,cost,channel,day,clicks\r\n900,0.00005,a,2026-01-05,\r\n,1e2,a,2026-01-06,7").value(),
              ElementsAre(ledger::Cost{"2026-01-05", "a", 1, 0, 900}, ledger::Cost{"2026-01-06", "a", 1000000, 7, 0}));
}

TEST(CostRows, NameTheLineAndTheColumnThatIsWrong) {
  EXPECT_THAT(error_of(""), ::testing::StartsWith("line 1: the file is empty"));
  EXPECT_THAT(error_of("day,channel\n"), ::testing::StartsWith("line 1, cost: the column is missing"));
  EXPECT_THAT(error_of("day,channel,cost,money\n"), ::testing::StartsWith("line 1, money: expected the columns"));
  EXPECT_THAT(error_of("day,day,channel,cost\n"), ::testing::StartsWith("line 1, day: the column is there twice"));
  const std::string head = "day,channel,cost,clicks\n2026-01-05,a,1,1\n";
  EXPECT_THAT(error_of(head + "2026-01-05,a,x,1\n"), ::testing::StartsWith("line 3, cost: expected a number"));
  EXPECT_THAT(error_of(head + "2026-01-05,a,-1,1\n"), ::testing::StartsWith("line 3, cost: expected an amount"));
  EXPECT_THAT(error_of(head + "2026-02-30,a,1,1\n"), ::testing::StartsWith("line 3, day: expected a date"));
  EXPECT_THAT(error_of(head + "2026-02-03,,1,1\n"), ::testing::StartsWith("line 3, channel"));
  EXPECT_THAT(error_of(head + "2026-02-03,a,1,1.5\n"), ::testing::StartsWith("line 3, clicks: expected a whole"));
  EXPECT_THAT(error_of(head + "2026-02-03,a,1\n"), ::testing::StartsWith("line 3: expected 4 columns, got 3"));
}

TEST(CostRows, OfJsonNameTheRow) {
  EXPECT_EQ(costs_of({{"2026-01-05", "a", 1}, {"2026-01-05", "b", 2e9}}).error().field, "rows[1].cost");
  const auto costs = costs_of({{"2026-01-05", "a", 0.1234, 3, 4}}).value();
  EXPECT_THAT(costs, ElementsAre(ledger::Cost{"2026-01-05", "a", 1234, 3, 4}));
  EXPECT_EQ(row_of(costs[0]).cost, 0.1234);
}

}  // namespace
}  // namespace throng::api
