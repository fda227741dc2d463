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
          R"("identities":{"$identity_cookie_id":"c1"},"properties":{"$url":"https://s/a","$url_path":"/a","$title":"首页","$referrer":"","$lib":"js","$is_first_day":true}},)"
          R"({"_track_id":2,"type":"track_signup","event":"$SignUp","time":1767225601000,"distinct_id":"ann","original_id":"c1","login_id":"ann","anonymous_id":"c1","identities":{"$identity_login_id":"ann","$identity_cookie_id":"c1"},"properties":{}},)"
          R"({"_track_id":3,"type":"track","event":"Paid","time":1767225602000,"distinct_id":"ann","login_id":"ann","anonymous_id":"c1","properties":{"amount":5}}])"),
      "");
}
TEST(Sensors, ProfileOperations) {
  const auto op = [](const std::string& type, const std::string& properties) {
    return sensors(R"({"_track_id":4,"type":")" + type + R"(","time":1767225600000,"distinct_id":"ann","properties":)" +
                   properties + "}");
  };
  EXPECT_EQ(op("profile_set", R"({"$is_login_id":true,"等级":"金"})"), "");
  EXPECT_EQ(op("profile_set_once", R"({"$is_login_id":true,"a":1})"), "");
  EXPECT_EQ(op("profile_increment", R"({"$is_login_id":true,"n":1})"), "");
  EXPECT_EQ(op("profile_append", R"({"$is_login_id":true,"l":["a"]})"), "");
  EXPECT_EQ(op("profile_unset", R"({"$is_login_id":true,"a":true})"), "");
  EXPECT_EQ(op("profile_delete", R"({"$is_login_id":true})"), "");
}
TEST(Sensors, BindsAndItems) {
  EXPECT_EQ(
      sensors(
          R"([{"type":"track_id_bind","event":"$BindID","time":1,"distinct_id":"c1","identities":{"$identity_cookie_id":"c1","$identity_mobile":"139"},"properties":{}},)"
          R"({"type":"item_set","item_type":"book","item_id":"b1","time":1,"properties":{"price":5}},{"type":"x"}])"),
      "");
}
TEST(Sensors, APictureInTheQuery) {
  EXPECT_EQ(testing::adapted(Protocol::sensors,
                             {.query = "project=key&data=" +
                                       percent_encoded(base64(R"({"type":"track","event":"A","distinct_id":"d"})")) +
                                       "&ext=crc%3D1"}),
            "");
  EXPECT_EQ(testing::adapted(Protocol::sensors, {.body = "nothing"}), "");
}

}  // namespace
}  // namespace throng::collect
