#include "api/tracking_plan.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace throng::api {
namespace {

std::vector<CatalogEntry> plan(std::string_view text) {
  const auto read = read_tracking_plan(text);
  EXPECT_TRUE(read) << describe(read.error());
  return read.value_or(std::vector<CatalogEntry>{});
}
std::string wrong_at(std::string_view text) {
  const auto read = read_tracking_plan(text);
  return read ? "reads" : read.error().field;
}

TEST(TrackingPlan, ReadsOurOwnForm) {
  const auto events = plan(
      R"({"rules":{"mismatch":"warn"},"events":[{"name":"Order","owner":"shop","schema":{"required":["price"]}},{"name":"Old","status":"unexpected"},{"name":"Known","status":"none","description":"D"}]})");
  ASSERT_EQ(events.size(), 3U);
  EXPECT_EQ(events[0].status, collect::EventStatus::expected);
  EXPECT_EQ(events[0].schema->text, R"({"required":["price"]})");
  EXPECT_EQ(events[1].status, collect::EventStatus::unexpected);
  EXPECT_EQ(events[2].status, collect::EventStatus::none);
}

TEST(TrackingPlan, ReadsSegmentsForm) {
  const auto events = plan(
      R"({"display_name":"P","rules":{"events":[{"name":"Order","description":"An order","version":1,"rules":{"$schema":"s","type":"object","properties":{"context":{},"properties":{"type":"object","required":["price"]}}}},{"name":"Bare","rules":{"required":["a"]}}]}})");
  ASSERT_EQ(events.size(), 2U);
  EXPECT_EQ(events[0].description, "An order");
  EXPECT_EQ(events[0].schema->text, R"({"type":"object","required":["price"]})");
  EXPECT_EQ(events[1].schema->text, R"({"required":["a"]})");
}

TEST(TrackingPlan, ReadsASchemaWithAPropertyAnEvent) {
  const auto events = plan(R"({"$schema":"s","properties":{"Order":{"description":"D","required":["price"]}}})");
  ASSERT_EQ(events.size(), 1U);
  EXPECT_EQ(events[0].name, "Order");
  EXPECT_EQ(events[0].description, "D");
}

TEST(TrackingPlan, SaysWhatIsWrong) {
  EXPECT_EQ(wrong_at("[]"), "");
  EXPECT_EQ(wrong_at(R"({"events":[{"name":"A"},{"name":"A"}]})"), "events[1].name");
  EXPECT_EQ(wrong_at(R"({"events":[{}]})"), "events[0].name");
  EXPECT_EQ(wrong_at(R"({"events":[{"name":"A","schema":{"properties":{"p":{"type":"text"}}}}]})"),
            "events[0].schema.properties.p.type");
  EXPECT_EQ(wrong_at(R"({"rules":{"events":[{"name":""}]}})"), "rules.events[0].name");
  EXPECT_EQ(wrong_at(R"({"properties":{"A":{"type":"text"}}})"), "properties.A.schema.type");
  EXPECT_EQ(wrong_at(R"({"rules":{"events":5}})"), "rules.events");
}

}  // namespace
}  // namespace throng::api
