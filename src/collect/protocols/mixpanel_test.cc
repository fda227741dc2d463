#include "collect/protocols/testing.h"

namespace throng::collect {
namespace {

std::string mixpanel(const std::string& endpoint, const std::string& json) {
  return testing::adapted(Protocol::mixpanel, {.body = "data=" + base64(json), .endpoint = endpoint});
}

TEST(Mixpanel, EventsOfABrowser) {
  EXPECT_EQ(
      mixpanel(
          "track",
          R"([{"event":"$mp_web_page_view","properties":{"token":"key","distinct_id":"$device:x","$device_id":"x","time":1767225600.123,)"
          R"("$insert_id":"i1","$current_url":"https://s/p","current_url_path":"/p","current_page_title":"T","$referrer":"","plan":"pro"}},)"
          R"({"event":"Paid","properties":{"token":"key","distinct_id":"ann","$user_id":"ann","amount":5,"time":1767225600000,"$insert_id":"i2"}},)"
          R"({"event":"$identify","properties":{"token":"key","distinct_id":"ann","$user_id":"ann","$anon_distinct_id":"$device:x"}}])"),
      R"m({"type":"page","anonymousId":"$device:x","messageId":"mixpanel:$mp_web_page_view:$device:x:i1","timestamp":1767225600.123,"properties":{"plan":"pro"},"context":{"page":{"url":"https://s/p","path":"/p","title":"T"}}}
)m"
      R"m({"type":"track","userId":"ann","messageId":"mixpanel:Paid:ann:i2","timestamp":1767225600000,"event":"Paid","properties":{"amount":5},"context":{"page":{}}}
)m"
      R"m({"type":"identify","userId":"ann","anonymousId":"$device:x","context":{"page":{}}}
)m");
}
TEST(Mixpanel, AServersAliasIsTheOtherWayRound) {
  EXPECT_EQ(
      mixpanel("track", R"({"event":"$create_alias","properties":{"distinct_id":"old","alias":"new","token":"key"}})"),
      R"m({"type":"alias","userId":"new","previousId":"old"}
)m");
  EXPECT_EQ(mixpanel("track", R"({"event":"$merge","properties":{"$distinct_ids":["a","b"],"token":"key"}})"),
            R"m({"type":"alias","userId":"a","previousId":"b","merge":true}
)m");
  EXPECT_EQ(
      mixpanel("track", R"({"event":"A","properties":{"distinct_id":"d","time":1767225600,"token":"key"}})"),
      R"m({"type":"track","distinctId":"d","timestamp":1767225600,"coarseTime":true,"event":"A","properties":{},"context":{"page":{}}}
)m");
}
TEST(Mixpanel, ProfileOperations) {
  EXPECT_EQ(
      mixpanel(
          "engage",
          R"([{"$token":"key","$distinct_id":"ann","$set":{"plan":"pro"}},{"$token":"key","$distinct_id":"ann","$set_once":{"a":1}},)"
          R"({"$token":"key","$distinct_id":"ann","$add":{"n":2}},{"$token":"key","$distinct_id":"ann","$append":{"l":1}},)"
          R"({"$token":"key","$distinct_id":"ann","$union":{"l":[1,2]}},{"$token":"key","$distinct_id":"ann","$remove":{"l":1}},)"
          R"({"$token":"key","$distinct_id":"ann","$unset":["a"]},{"$token":"key","$distinct_id":"$device:x","$delete":""},)"
          R"({"$token":"key","$distinct_id":"ann","$what":1}])"),
      R"m({"type":"identify","userId":"ann","traits":{"plan":"pro"}}
)m"
      R"m({"type":"profile","userId":"ann","op":"set_once","traits":{"a":1}}
)m"
      R"m({"type":"profile","userId":"ann","op":"increment","traits":{"n":2}}
)m"
      R"m({"type":"profile","userId":"ann","op":"append","traits":{"l":1}}
)m"
      R"m({"type":"profile","userId":"ann","op":"union","traits":{"l":[1,2]}}
)m"
      R"m({"type":"profile","userId":"ann","op":"remove","traits":{"l":1}}
)m"
      R"m({"type":"identify","userId":"ann","traits":{"a":null}}
)m"
      R"m({"type":"profile","anonymousId":"$device:x","op":"delete"}
)m"
      R"m({"$token":"key","$distinct_id":"ann","$what":1}
)m");
  EXPECT_EQ(mixpanel("groups", R"({"$token":"key","$group_key":"company","$group_id":"acme","$set":{"size":5}})"),
            R"m({"type":"group","anonymousId":"$groups","groupId":"acme","groupType":"company","traits":{"size":5}}
)m");
}
TEST(Mixpanel, ImportsLinesOfJson) {
  EXPECT_EQ(testing::adapted(Protocol::mixpanel, {.body = "{\"event\":\"A\",\"properties\":{\"distinct_id\":\"a\"}}\n{"
                                                          "\"event\":\"B\",\"properties\":{\"distinct_id\":\"b\"}}\n",
                                                  .endpoint = "import",
                                                  .key = "key"}),
            R"m({"type":"track","distinctId":"a","event":"A","properties":{},"context":{"page":{}}}
)m"
            R"m({"type":"track","distinctId":"b","event":"B","properties":{},"context":{"page":{}}}
)m");
}
TEST(Mixpanel, MendsItsOwnEncodingOfEmoji) {
  EXPECT_EQ(
      mixpanel("track",
               "{\"event\":\"\xED\xA0\xBC\xED\xBD\xB5\",\"properties\":{\"token\":\"key\",\"distinct_id\":\"d\"}}"),
      R"m({"type":"track","distinctId":"d","event":"🍵","properties":{},"context":{"page":{}}}
)m");
}

}  // namespace
}  // namespace throng::collect
