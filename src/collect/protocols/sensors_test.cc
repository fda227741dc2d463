#include "collect/protocols/testing.h"

namespace throng::collect {
namespace {

std::string sensors(const std::string& json) {
  return testing::adapted(Protocol::sensors,
                          {.body = "data_list=" + percent_encoded(base64(json)) + "&gzip=0", .query = "project=key"});
}

TEST(Sensors, EventsOfABrowser) {
  EXPECT_EQ(
      sensors(
          R"([{"_track_id":1,"type":"track","event":"$pageview","time":1767225600000,"_flush_time":1767225600500,"distinct_id":"c1","anonymous_id":"c1",)"
          R"("identities":{"$identity_cookie_id":"c1"},"properties":{"$url":"https://s/a","$url_path":"/a","$title":"首页","$referrer":"","$is_first_day":true},"lib":{"$lib":"js"}},)"
          R"({"_track_id":2,"type":"track_signup","event":"$SignUp","time":1767225601000,"distinct_id":"ann","original_id":"c1","login_id":"ann","anonymous_id":"c1","identities":{"$identity_login_id":"ann","$identity_cookie_id":"c1"},"properties":{}},)"
          R"({"_track_id":3,"type":"track","event":"Paid","time":1767225602000,"distinct_id":"ann","login_id":"ann","anonymous_id":"c1","properties":{"amount":5}}])"),
      R"m({"type":"page","anonymousId":"c1","messageId":"sensors:1:1767225600000:c1:track:$pageview","timestamp":1767225600000,"sentAt":1767225600500,"properties":{"$is_first_day":true},"context":{"page":{"url":"https://s/a","path":"/a","title":"首页"},"library":{"name":"js"}}}
)m"
      R"m({"type":"identify","userId":"ann","anonymousId":"c1","messageId":"sensors:2:1767225601000:ann:track_signup:$SignUp","timestamp":1767225601000,"traits":{},"context":{"page":{}}}
)m"
      R"m({"type":"track","userId":"ann","messageId":"sensors:3:1767225602000:ann:track:Paid","timestamp":1767225602000,"event":"Paid","properties":{"amount":5},"context":{"page":{}}}
)m");
}
TEST(Sensors, ProfileOperations) {
  const auto op = [](const std::string& type, const std::string& properties) {
    return sensors(R"({"_track_id":4,"type":")" + type + R"(","time":1767225600000,"distinct_id":"ann","properties":)" +
                   properties + "}");
  };
  EXPECT_EQ(
      op("profile_set", R"({"$is_login_id":true,"等级":"金"})"),
      R"m({"type":"identify","userId":"ann","messageId":"sensors:4:1767225600000:ann:profile_set:","timestamp":1767225600000,"traits":{"等级":"金"}}
)m");
  EXPECT_EQ(
      op("profile_set_once", R"({"$is_login_id":true,"a":1})"),
      R"m({"type":"profile","userId":"ann","messageId":"sensors:4:1767225600000:ann:profile_set_once:","timestamp":1767225600000,"op":"set_once","traits":{"a":1}}
)m");
  EXPECT_EQ(
      op("profile_increment", R"({"$is_login_id":true,"n":1})"),
      R"m({"type":"profile","userId":"ann","messageId":"sensors:4:1767225600000:ann:profile_increment:","timestamp":1767225600000,"op":"increment","traits":{"n":1}}
)m");
  EXPECT_EQ(
      op("profile_append", R"({"$is_login_id":true,"l":["a"]})"),
      R"m({"type":"profile","userId":"ann","messageId":"sensors:4:1767225600000:ann:profile_append:","timestamp":1767225600000,"op":"append","traits":{"l":["a"]}}
)m");
  EXPECT_EQ(
      op("profile_unset", R"({"$is_login_id":true,"a":true})"),
      R"m({"type":"identify","userId":"ann","messageId":"sensors:4:1767225600000:ann:profile_unset:","timestamp":1767225600000,"traits":{"a":null}}
)m");
  EXPECT_EQ(
      op("profile_delete", R"({"$is_login_id":true})"),
      R"m({"type":"profile","userId":"ann","messageId":"sensors:4:1767225600000:ann:profile_delete:","timestamp":1767225600000,"op":"delete"}
)m");
}
TEST(Sensors, BindsAndItems) {
  EXPECT_EQ(
      sensors(
          R"([{"type":"track_id_bind","event":"$BindID","time":1,"distinct_id":"c1","identities":{"$identity_cookie_id":"c1","$identity_mobile":"139"},"properties":{}},)"
          R"({"type":"item_set","item_type":"book","item_id":"b1","time":1,"properties":{"price":5}},{"type":"x"}])"),
      R"m({"type":"identify","userId":"139","anonymousId":"c1","timestamp":1,"traits":{"$identity_mobile":"139"},"context":{"page":{}}}
)m"
      R"m({"type":"group","anonymousId":"$groups","timestamp":1,"groupId":"b1","groupType":"book","traits":{"price":5}}
)m"
      R"m({"type":"x"}
)m");
}
TEST(Sensors, APictureInTheQuery) {
  EXPECT_EQ(testing::adapted(Protocol::sensors,
                             {.query = "project=key&data=" +
                                       percent_encoded(base64(R"({"type":"track","event":"A","distinct_id":"d"})")) +
                                       "&ext=crc%3D1"}),
            R"m({"type":"track","distinctId":"d","event":"A","properties":{},"context":{"page":{}}}
)m");
  EXPECT_EQ(testing::adapted(Protocol::sensors, {.body = "nothing"}, "default"), "\"nothing\"\n");
}

}  // namespace
}  // namespace throng::collect
