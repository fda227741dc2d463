#include "collect/protocols/testing.h"

namespace throng::collect {
namespace {

std::string posthog(const std::string& events) {
  return testing::adapted(Protocol::posthog,
                          {.body = R"({"api_key":"key","sent_at":"2026-01-01T00:00:01Z","batch":[)" + events + "]}"});
}

TEST(Posthog, APageViewOfABrowser) {
  EXPECT_EQ(
      posthog(
          R"({"event":"$pageview","uuid":"u1","timestamp":"2026-01-01T00:00:00Z","properties":{"distinct_id":"d1",)"
          R"("$is_identified":false,"$device_id":"d1","$current_url":"https://s/a","$pathname":"/a","$referrer":"$direct",)"
          R"("$session_id":"s1","$os":"Linux","plan":"pro","$screen_width":1200,"$sdk_debug_x":1,"token":"key"}})"),
      "");
}
TEST(Posthog, Identify) {
  EXPECT_EQ(
      posthog(
          R"({"event":"$identify","uuid":"u2","timestamp":"2026-01-01T00:00:00Z","$set":{"plan":"pro"},)"
          R"("$set_once":{"first":1},"properties":{"distinct_id":"ann","$anon_distinct_id":"d1","$is_identified":true}})"),
      "");
}
TEST(Posthog, ServerEventsAndTraits) {
  EXPECT_EQ(
      posthog(
          R"({"event":"Paid","distinct_id":"ann","uuid":"u3","timestamp":"2026-01-01T00:00:00Z","properties":{"amount":5,)"
          R"("$lib":"posthog-node","$groups":{"company":"acme"},"$set":{"vip":true},"$unset":["old"]}})"),
      "");
}
TEST(Posthog, AliasAndGroup) {
  EXPECT_EQ(
      posthog(
          R"({"event":"$create_alias","distinct_id":"ann","uuid":"u4","properties":{"distinct_id":"ann","alias":"d9"}},)"
          R"({"event":"$groupidentify","distinct_id":"$company_acme","uuid":"u5","properties":{"$group_type":"company",)"
          R"("$group_key":"acme","$group_set":{"size":5}}})"),
      "");
}
TEST(Posthog, OldFormsOfABody) {
  const std::string one = R"({"event":"A","offset":1000,"properties":{"token":"key","distinct_id":"d"}})";
  EXPECT_EQ(testing::adapted(Protocol::posthog, {.body = "[" + one + "]"}), "");
  EXPECT_EQ(testing::adapted(Protocol::posthog, {.body = "data=" + percent_encoded(base64(one))}), "");
  EXPECT_EQ(testing::adapted(Protocol::posthog, {.query = "data=" + percent_encoded(base64(one))}), "");
  EXPECT_EQ(testing::adapted(Protocol::posthog, {.body = R"({"created_at":"x","batch":[7]})", .key = "key"}), "7\n");
  EXPECT_EQ(testing::adapted(Protocol::posthog, {.body = "?"}), "");
}

}  // namespace
}  // namespace throng::collect
