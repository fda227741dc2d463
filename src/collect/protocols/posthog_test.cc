#include <gmock/gmock.h>

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
      R"m({"type":"page","anonymousId":"d1","messageId":"u1","timestamp":"2026-01-01T00:00:00Z","sentAt":"2026-01-01T00:00:01Z","properties":{"$os":"Linux","plan":"pro","$screen_width":1200},"context":{"page":{"url":"https://s/a","path":"/a"},"sessionId":"s1","os":{"name":"Linux"}}}
)m");
}
TEST(Posthog, TheTitleOfAPageViewIsThePages) {
  const auto titled = [](const std::string& name) {
    return posthog(R"({"event":")" + name + R"(","uuid":"u1","properties":{"distinct_id":"d1","title":"Dune"}})");
  };
  EXPECT_THAT(titled("$pageview"), ::testing::HasSubstr(R"("properties":{},"context":{"page":{"title":"Dune"}})"));
  EXPECT_THAT(titled("Book Opened"), ::testing::HasSubstr(R"("properties":{"title":"Dune"},"context":{"page":{}})"));
}
TEST(Posthog, Identify) {
  EXPECT_EQ(
      posthog(
          R"({"event":"$identify","uuid":"u2","timestamp":"2026-01-01T00:00:00Z","$set":{"plan":"pro"},)"
          R"("$set_once":{"first":1},"properties":{"distinct_id":"ann","$anon_distinct_id":"d1","$is_identified":true}})"),
      R"m({"type":"identify","userId":"ann","anonymousId":"d1","messageId":"u2","timestamp":"2026-01-01T00:00:00Z","sentAt":"2026-01-01T00:00:01Z","traits":{"plan":"pro"},"context":{"page":{}}}
)m"
      R"m({"type":"profile","userId":"ann","anonymousId":"d1","messageId":"u2/set_once","timestamp":"2026-01-01T00:00:00Z","sentAt":"2026-01-01T00:00:01Z","op":"set_once","traits":{"first":1}}
)m");
}
TEST(Posthog, ServerEventsAndTraits) {
  EXPECT_EQ(
      posthog(
          R"({"event":"Paid","distinct_id":"ann","uuid":"u3","timestamp":"2026-01-01T00:00:00Z","properties":{"amount":5,)"
          R"("$lib":"posthog-node","$groups":{"company":"acme"},"$set":{"vip":true},"$unset":["old"]}})"),
      R"m({"type":"track","distinctId":"ann","messageId":"u3","timestamp":"2026-01-01T00:00:00Z","sentAt":"2026-01-01T00:00:01Z","event":"Paid","properties":{"amount":5,"$groups":{"company":"acme"}},"context":{"page":{},"library":{"name":"posthog-node"}}}
)m"
      R"m({"type":"identify","distinctId":"ann","messageId":"u3/set","timestamp":"2026-01-01T00:00:00Z","sentAt":"2026-01-01T00:00:01Z","traits":{"vip":true}}
)m"
      R"m({"type":"identify","distinctId":"ann","messageId":"u3/unset","timestamp":"2026-01-01T00:00:00Z","sentAt":"2026-01-01T00:00:01Z","traits":{"old":null}}
)m");
}
TEST(Posthog, AliasAndGroup) {
  EXPECT_EQ(
      posthog(
          R"({"event":"$create_alias","distinct_id":"ann","uuid":"u4","properties":{"distinct_id":"ann","alias":"d9"}},)"
          R"({"event":"$groupidentify","distinct_id":"$company_acme","uuid":"u5","properties":{"$group_type":"company",)"
          R"("$group_key":"acme","$group_set":{"size":5}}})"),
      R"m({"type":"alias","userId":"ann","messageId":"u4","previousId":"d9"}
)m"
      R"m({"type":"group","anonymousId":"$groups","messageId":"u5","groupId":"acme","groupType":"company","traits":{"size":5}}
)m");
}
TEST(Posthog, OldFormsOfABody) {
  const std::string one = R"({"event":"A","offset":1000,"properties":{"token":"key","distinct_id":"d"}})";
  EXPECT_EQ(
      testing::adapted(Protocol::posthog, {.body = "[" + one + "]"}),
      R"m({"type":"track","distinctId":"d","timestamp":1767225599000,"event":"A","properties":{},"context":{"page":{}}}
)m");
  EXPECT_EQ(
      testing::adapted(Protocol::posthog, {.body = "data=" + percent_encoded(base64(one))}),
      R"m({"type":"track","distinctId":"d","timestamp":1767225599000,"event":"A","properties":{},"context":{"page":{}}}
)m");
  EXPECT_EQ(
      testing::adapted(Protocol::posthog, {.query = "data=" + percent_encoded(base64(one))}),
      R"m({"type":"track","distinctId":"d","timestamp":1767225599000,"event":"A","properties":{},"context":{"page":{}}}
)m");
  EXPECT_EQ(testing::adapted(Protocol::posthog, {.body = R"({"created_at":"x","batch":[7]})", .key = "key"}), "7\n");
  EXPECT_EQ(testing::adapted(Protocol::posthog, {.body = "?"}), R"m(not valid JSON: Empty: no JSON found)m");
}

}  // namespace
}  // namespace throng::collect
