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
      "");
}
TEST(Mixpanel, AServersAliasIsTheOtherWayRound) {
  EXPECT_EQ(
      mixpanel("track", R"({"event":"$create_alias","properties":{"distinct_id":"old","alias":"new","token":"key"}})"),
      "");
  EXPECT_EQ(mixpanel("track", R"({"event":"$merge","properties":{"$distinct_ids":["a","b"],"token":"key"}})"), "");
  EXPECT_EQ(mixpanel("track", R"({"event":"A","properties":{"distinct_id":"d","time":1767225600,"token":"key"}})"), "");
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
      "");
  EXPECT_EQ(mixpanel("groups", R"({"$token":"key","$group_key":"company","$group_id":"acme","$set":{"size":5}})"), "");
}
TEST(Mixpanel, ImportsLinesOfJson) {
  EXPECT_EQ(testing::adapted(Protocol::mixpanel, {.body = "{\"event\":\"A\",\"properties\":{\"distinct_id\":\"a\"}}\n{"
                                                          "\"event\":\"B\",\"properties\":{\"distinct_id\":\"b\"}}\n",
                                                  .endpoint = "import",
                                                  .key = "key"}),
            "");
}
TEST(Mixpanel, MendsItsOwnEncodingOfEmoji) {
  EXPECT_EQ(
      mixpanel("track",
               "{\"event\":\"\xED\xA0\xBC\xED\xBD\xB5\",\"properties\":{\"token\":\"key\",\"distinct_id\":\"d\"}}"),
      "");
}

}  // namespace
}  // namespace throng::collect
