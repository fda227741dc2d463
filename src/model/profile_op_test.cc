#include "model/profile_op.h"

#include <gtest/gtest.h>

namespace throng::model {
namespace {

TEST(ProfileOperation, IsNamedByItsEvent) {
  EXPECT_EQ(profile_op("$identify"), ProfileOp::set);
  EXPECT_EQ(profile_op("$profile_union"), ProfileOp::unite);
  EXPECT_EQ(profile_op("$profile_delete"), ProfileOp::clear);
  EXPECT_EQ(profile_op("$pageview"), std::nullopt);
}

TEST(ProfileOperation, SetReplacesAndNullUnsets) {
  EXPECT_EQ(after(ProfileOp::set, "\"free\"", "\"pro\""), "\"pro\"");
  EXPECT_EQ(after(ProfileOp::set, "\"free\"", "null"), "");
}

TEST(ProfileOperation, SetOnceKeepsWhatIsThere) {
  EXPECT_EQ(after(ProfileOp::set_once, "", "1"), "1");
  EXPECT_EQ(after(ProfileOp::set_once, "null", "1"), "1");
  EXPECT_EQ(after(ProfileOp::set_once, "0", "1"), "0");
  EXPECT_EQ(after(ProfileOp::set_once, "", "null"), "");
}

TEST(ProfileOperation, IncrementAddsNumbersOnly) {
  EXPECT_EQ(after(ProfileOp::increment, "", "2"), "2");
  EXPECT_EQ(after(ProfileOp::increment, "2", "0.5"), "2.5");
  EXPECT_EQ(after(ProfileOp::increment, "2.5", "-2.5"), "0");
  EXPECT_EQ(after(ProfileOp::increment, "\"2\"", "1"), "\"2\"");
  EXPECT_EQ(after(ProfileOp::increment, "true", "1"), "true");
  EXPECT_EQ(after(ProfileOp::increment, "2", "\"1\""), "2");
}

TEST(ProfileOperation, ListsGrowAndShrink) {
  EXPECT_EQ(after(ProfileOp::append, "", "\"a\""), R"(["a"])");
  EXPECT_EQ(after(ProfileOp::append, "1", "[1,2]"), "[1,1,2]");
  EXPECT_EQ(after(ProfileOp::unite, R"(["a,b","c"])", R"(["c","d\"]",true])"), R"(["a,b","c","d\"]",true])");
  EXPECT_EQ(after(ProfileOp::remove, "[1,2,1,3]", "1"), "[2,3]");
  EXPECT_EQ(after(ProfileOp::remove, "[1]", "[1]"), "[]");
  EXPECT_EQ(after(ProfileOp::remove, "\"a\"", "\"a\""), "\"a\"");
}

TEST(ProfileOperation, AListThatIsTooLongLosesItsOldest) {
  std::string list;
  for (int i = 0; i < 1002; ++i) list = after(ProfileOp::append, std::move(list), std::to_string(i));
  EXPECT_TRUE(list.starts_with("[2,3,"));
  EXPECT_TRUE(list.ends_with(",1001]"));
}

TEST(ProfileOperation, DeleteLeavesNothing) { EXPECT_EQ(after(ProfileOp::clear, "[1]", ""), ""); }

}  // namespace
}  // namespace throng::model
