// Published files, where they are at hand, against counts taken by other means.
#include "collect/import/import.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include <fmt/core.h>
#include <gtest/gtest.h>

#include "collect/testing.h"
#include "warehouse/schema.h"
#include "warehouse/testing.h"

namespace throng::collect {
namespace {

using testing::quiet_options;
using testing::TemporaryFolder;
using warehouse::TestWarehouse;

// Files of data live outside the project: in $THRONG_TEST_DATA, or shared/data beside it.
std::string data_file(const std::string& name) {
  const char* given = std::getenv("THRONG_TEST_DATA");
  const std::string folder = given != nullptr ? given : "../shared/data";
  const std::string path = folder + "/" + name;
  return std::filesystem::exists(path) ? path : "";
}

Mapping example(const std::string& name) {
  std::ifstream in("docs/examples/" + name);
  std::stringstream text;
  text << in.rdbuf();
  auto mapping = read_mapping(text.str());
  EXPECT_TRUE(mapping) << describe(mapping.error());
  return mapping.value_or(Mapping{});
}

class Import : public ::testing::Test {
 protected:
  Import() {
    auto built = timeline::Timeline::build(TestWarehouse::shared(), {.project = project_, .threads = 1},
                                           [](std::uint64_t, std::uint64_t) {});
    EXPECT_TRUE(built) << describe(built.error());
    timeline_ = std::move(*built);
    auto opened = Collector::open(quiet_options(project_, folder_.path()), TestWarehouse::shared(), *timeline_, clock_);
    EXPECT_TRUE(opened) << describe(opened.error());
    collector_ = std::move(*opened);
  }
  ImportReport import(const std::string& path, const Mapping& mapping) {
    auto report = import_file(path, {&mapping}, to(*collector_, source_name(path)));
    EXPECT_TRUE(report) << describe(report.error());
    EXPECT_TRUE(collector_->flush());
    return report.value_or(ImportReport{});
  }
  double number(const std::string& what, const std::string& where) {
    const std::string sql =
        fmt::format("SELECT toFloat64({}) FROM {} WHERE {}", what, warehouse::table(project_, "events"), where);
    const auto block = warehouse::query_all(TestWarehouse::shared(), sql);
    EXPECT_TRUE(block) << describe(block.error());
    return block ? block->get<double>(0).front() : -1;
  }

  const std::string project_ = TestWarehouse::fresh_project();
  const TemporaryFolder folder_;
  const ManualClock clock_{from_ms(1'790'000'000'000)};
  std::unique_ptr<timeline::Timeline> timeline_;
  std::unique_ptr<Collector> collector_;
};

TEST_F(Import, OnlineRetailAddsUpAndAddsNothingTwice) {
  const std::string path = data_file("online_retail_2010-12.csv");
  if (path.empty()) GTEST_SKIP() << "online_retail_2010-12.csv is not here";
  const Mapping mapping = example("online-retail.mapping.json");
  const ImportReport first = import(path, mapping);
  EXPECT_EQ(first.rows, 42'481U);
  EXPECT_EQ(first.accepted, 26'850U);
  EXPECT_EQ(first.skipped, 15'631U);
  EXPECT_EQ(first.quarantined, 0U);
  EXPECT_EQ(number("count()", "event = 'Cancellation'"), 690);
  EXPECT_EQ(number("uniqExact(user_id)", "1"), 948);
  EXPECT_NEAR(number("sum(JSONExtractFloat(props, 'revenue'))", "1"), 554'604.02, 0.005);
  EXPECT_EQ(number("toUnixTimestamp(min(ts))", "1"), 1'291'191'960);  // 2010-12-01 08:26 in London
  const ImportReport second = import(path, mapping);
  EXPECT_EQ(second.accepted, 0U);
  EXPECT_EQ(second.duplicates, 26'850U);
}

TEST_F(Import, CdnowAddsUp) {
  const std::string path = data_file("cdnow_master.txt");
  if (path.empty()) GTEST_SKIP() << "cdnow_master.txt is not here";
  const ImportReport report = import(path, example("cdnow.mapping.json"));
  EXPECT_EQ(report.accepted, 69'659U);
  EXPECT_EQ(number("uniqExact(person)", "1"), 23'570);
  EXPECT_NEAR(number("sum(JSONExtractFloat(props, 'revenue'))", "1"), 2'500'315.63, 0.005);
  EXPECT_EQ(timeline_->snapshot()->persons(), 23'570U);
}

}  // namespace
}  // namespace throng::collect
