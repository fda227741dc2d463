#include <gmock/gmock.h>

#include "collect/protocols/testing.h"

namespace throng::collect {
namespace {

using testing::adapted;

TEST(Amplitude, EventsAndIdentify) {
  EXPECT_EQ(
      adapted(
          Protocol::amplitude,
          {.body =
               R"({"api_key":"key","client_upload_time":"2026-01-01T00:00:01Z","events":[)"
               R"({"event_type":"Paid","user_id":"ann","device_id":"d1","time":1767225600000,"insert_id":"i1","session_id":7,"event_properties":{"a":1},"user_properties":{"plan":"pro"},"groups":{"company":"acme"}},)"
               R"({"event_type":"revenue_amount","user_id":"ann","time":1767225600000,"insert_id":"i2","session_id":-1,"event_properties":{"$price":2.5,"$quantity":3,"$productId":"p"}},)"
               R"({"event_type":"$identify","device_id":"d1","insert_id":"i3","user_properties":{"$set":{"a":1},"$setOnce":{"b":2},"$add":{"n":1},"$append":{"l":1},"$preInsert":{"l":2},"$remove":{"l":1},"$unset":{"c":"-"}}},)"
               R"({"event_type":"$identify","user_id":"ann","device_id":"d1","insert_id":"i4"},)"
               R"({"event_type":"$groupidentify","groups":{"company":"acme"},"group_properties":{"$set":{"size":5}},"insert_id":"i5"}]})"}),
      R"m({"type":"track","userId":"ann","anonymousId":"d1","messageId":"amplitude:d1:i1","timestamp":1767225600000,"sentAt":"2026-01-01T00:00:01Z","event":"Paid","properties":{"a":1,"$groups":{"company":"acme"}},"context":{"page":{},"sessionId":"7"}}
)m"
      R"m({"type":"identify","userId":"ann","anonymousId":"d1","messageId":"amplitude:d1:i1/set","timestamp":1767225600000,"sentAt":"2026-01-01T00:00:01Z","traits":{"plan":"pro"}}
)m"
      R"m({"type":"track","userId":"ann","messageId":"amplitude::i2","timestamp":1767225600000,"sentAt":"2026-01-01T00:00:01Z","event":"revenue_amount","properties":{"$price":2.5,"$quantity":3,"$productId":"p","revenue":7.5},"context":{"page":{}}}
)m"
      R"m({"type":"identify","anonymousId":"d1","messageId":"amplitude:d1:i3/$set","traits":{"a":1}}
)m"
      R"m({"type":"profile","anonymousId":"d1","messageId":"amplitude:d1:i3/$setOnce","op":"set_once","traits":{"b":2}}
)m"
      R"m({"type":"profile","anonymousId":"d1","messageId":"amplitude:d1:i3/$add","op":"increment","traits":{"n":1}}
)m"
      R"m({"type":"profile","anonymousId":"d1","messageId":"amplitude:d1:i3/$append","op":"append","traits":{"l":1}}
)m"
      R"m({"type":"profile","anonymousId":"d1","messageId":"amplitude:d1:i3/$preInsert","op":"union","traits":{"l":2}}
)m"
      R"m({"type":"profile","anonymousId":"d1","messageId":"amplitude:d1:i3/$remove","op":"remove","traits":{"l":1}}
)m"
      R"m({"type":"identify","anonymousId":"d1","messageId":"amplitude:d1:i3/$unset","traits":{"c":null}}
)m"
      R"m({"type":"identify","userId":"ann","anonymousId":"d1","messageId":"amplitude:d1:i4"}
)m"
      R"m({"type":"group","anonymousId":"$groups","messageId":"amplitude::i5/company","groupId":"acme","groupType":"company","traits":{"size":5}}
)m");
}
TEST(Amplitude, IdentificationsComeAsFormsOrJson) {
  const std::string ann =
      R"({"user_id":"ann","device_id":"d1","user_properties":{"$set":{"a":1},"$add":{"n":2},"$unset":{"c":"-"}}})";
  const std::string of_ann =
      R"m({"type":"identify","userId":"ann","anonymousId":"d1","traits":{"a":1}}
{"type":"profile","userId":"ann","anonymousId":"d1","op":"increment","traits":{"n":2}}
{"type":"identify","userId":"ann","anonymousId":"d1","traits":{"c":null}}
)m";
  const std::string bob = R"({"user_id":"bob","time":1767225600000,"insert_id":"i","user_properties":{"plan":"pro"}})";
  const std::string of_bob =
      R"m({"type":"identify","userId":"bob","messageId":"amplitude::i","timestamp":1767225600000,"traits":{"plan":"pro"}}
)m";
  const auto sent = [](const std::string& body) {
    return adapted(Protocol::amplitude, {.body = body, .endpoint = "identify"});
  };
  EXPECT_EQ(sent("api_key=key&identification=" + percent_encoded("[" + ann + "," + bob + "]")), of_ann + of_bob);
  EXPECT_EQ(sent("identification=" + percent_encoded(bob) + "&api_key=key"), of_bob);
  EXPECT_EQ(sent(R"({"api_key":"key","identification":[)" + ann + "]}"), of_ann);
  EXPECT_EQ(sent("api_key=key&identification=[1]"), "1\n");
  EXPECT_EQ(sent("api_key=key&identification=[]"), "");
  EXPECT_THAT(sent("api_key=key"), ::testing::HasSubstr("not valid JSON"));
  EXPECT_THAT(sent("api_key=key&identification=[{"), ::testing::HasSubstr("not valid JSON"));
}
TEST(Amplitude, GroupIdentificationsAreOfNobody) {
  const auto sent = [](const std::string& list) {
    return adapted(Protocol::amplitude, {.body = "api_key=key&identification=" + list, .endpoint = "groupidentify"});
  };
  const std::string acme =
      R"m({"type":"group","anonymousId":"$groups","groupId":"acme","groupType":"company","traits":{"size":5}}
)m";
  EXPECT_EQ(sent(R"([{"group_type":"company","group_value":"acme","group_properties":{"size":5}}])"), acme);
  EXPECT_EQ(
      sent(
          R"({"group_type":"company","group_value":"acme","group_properties":{"$set":{"size":5},"$add":{"seats":1}}})"),
      acme);
  EXPECT_EQ(sent(R"([{"group_type":"company","group_value":7,"group_properties":{"$add":{"seats":1}}}])"),
            R"m({"type":"group","anonymousId":"$groups","groupId":"7","groupType":"company","traits":{}}
)m");
  EXPECT_EQ(sent(R"([{"group_value":"acme"},2])"), "{\"group_value\":\"acme\"}\n2\n");
}
TEST(Ga4, EventsAndProperties) {
  EXPECT_EQ(
      adapted(
          Protocol::ga4,
          {.body =
               R"({"client_id":"c.1","user_id":"ann","timestamp_micros":"1767225600000000","user_properties":{"plan":{"value":"pro"}},"events":[)"
               R"({"name":"page_view","params":{"page_location":"https://s/a","page_title":"T","session_id":"9","engagement_time_msec":100}},)"
               R"({"name":"purchase","params":{"value":7.5,"currency":"EUR"}}]})",
           .query = "measurement_id=G-1&api_secret=key"}),
      R"m({"type":"identify","userId":"ann","anonymousId":"c.1","timestamp":1767225600000,"coarseTime":true,"traits":{"plan":"pro"}}
)m"
      R"m({"type":"page","userId":"ann","anonymousId":"c.1","timestamp":1767225600000,"coarseTime":true,"properties":{"$engagement_ms":100},"context":{"page":{"url":"https://s/a","title":"T"},"sessionId":"9"}}
)m"
      R"m({"type":"track","userId":"ann","anonymousId":"c.1","timestamp":1767225600000,"coarseTime":true,"event":"purchase","properties":{"value":7.5,"currency":"EUR","revenue":7.5},"context":{"page":{}}}
)m");
}
TEST(Matomo, Hits) {
  EXPECT_EQ(
      adapted(Protocol::matomo, {.query = "idsite=key&rec=1&url=https%3A%2F%2Fs%2Fa&action_name=T&uid=ann&_id="
                                          "0123456789abcdef&cdt=1767225600&dimension1=x"}),
      R"m({"type":"page","userId":"ann","anonymousId":"0123456789abcdef","timestamp":1767225600,"coarseTime":true,"properties":{"dimension1":"x"},"context":{"page":{"url":"https://s/a","title":"T"}}}
)m");
  EXPECT_EQ(
      adapted(
          Protocol::matomo,
          {.body =
               R"({"requests":["?idsite=1&rec=1&e_c=Video&e_a=Play&e_n=Intro&e_v=3&_id=f","?idsite=1&rec=1&idgoal=0&ec_id=o1&revenue=9.5&ec_items=%5B%5B%22sku%22%2C%22Tea%22%2C%22Food%22%2C4.75%2C2%5D%5D&_id=f&cdt=2026-01-01+00:00:00","?rec=1&idgoal=3&revenue=2&_id=f"],"token_auth":"key"})"}),
      R"m({"type":"track","anonymousId":"f","event":"Play","properties":{"category":"Video","name":"Intro","value":3},"context":{"page":{}}}
)m"
      R"m({"type":"track","anonymousId":"f","timestamp":"2026-01-01T00:00:00Z","coarseTime":true,"event":"Order Completed","properties":{"order_id":"o1","revenue":9.5,"products":[{"sku":"sku","name":"Tea","category":"Food","price":4.75,"quantity":2}]},"context":{"page":{}}}
)m"
      R"m({"type":"track","anonymousId":"f","event":"$goal","properties":{"goal_id":"3","revenue":2},"context":{"page":{}}}
)m");
}
TEST(Snowplow, ListsAndPictures) {
  const std::string ue = base64url(
      R"({"schema":"iglu:com.snowplowanalytics.snowplow/unstruct_event/jsonschema/1-0-0","data":{"schema":"iglu:com.acme/add_to_cart/jsonschema/1-0-0","data":{"sku":"茶","price":2}}})");
  const std::string cx = base64url(
      R"({"schema":"iglu:x/contexts/jsonschema/1-0-0","data":[{"schema":"iglu:com.acme/user/jsonschema/1-0-0","data":{"plan":"pro"}},{"schema":"iglu:com.snowplowanalytics.snowplow/client_session/jsonschema/1-0-2","data":{"sessionId":"s9"}}]})");
  EXPECT_EQ(
      adapted(
          Protocol::snowplow,
          {.body =
               R"({"schema":"iglu:p","data":[{"e":"ue","eid":"e1","uid":"ann","dtm":"1767225600000","stm":"1767225600100","aid":"key","ue_px":")" +
               ue + R"(","cx":")" + cx +
               R"("},{"e":"se","eid":"e2","duid":"d","se_ca":"c","se_ac":"Play","se_va":"1.5","ttm":"1767225600000","aid":"key"},{"e":"tr","eid":"e3","duid":"d","tr_id":"o","tr_tt":"9.5"}]})"}),
      R"m({"type":"track","userId":"ann","messageId":"e1","timestamp":1767225600000,"sentAt":1767225600100,"event":"add_to_cart","properties":{"sku":"茶","price":2,"user":{"plan":"pro"}},"context":{"page":{},"sessionId":"s9"}}
)m"
      R"m({"type":"track","anonymousId":"d","messageId":"e2","timestamp":1767225600000,"event":"Play","properties":{"category":"c","value":1.5},"context":{"page":{}}}
)m"
      R"m({"type":"track","anonymousId":"d","messageId":"e3","event":"Order Completed","properties":{"order_id":"o","revenue":9.5},"context":{"page":{}}}
)m");
  EXPECT_EQ(
      adapted(Protocol::snowplow,
              {.query = "e=pv&url=https%3A%2F%2Fs%2Fa&page=T&refr=https%3A%2F%2Fr%2F&duid=d&aid=key&tv=js-3&eid=e4"}),
      R"m({"type":"page","anonymousId":"d","messageId":"e4","properties":{},"context":{"page":{"url":"https://s/a","title":"T","referrer":"https://r/"}}}
)m");
}
TEST(Countly, QueriesAndBulk) {
  EXPECT_EQ(
      adapted(
          Protocol::countly,
          {.query =
               "app_key=key&device_id=d&timestamp=1767225600000&begin_session=1&metrics=" +
               percent_encoded(R"({"_os":"Linux","_app_version":"1"})") + "&events=" +
               percent_encoded(
                   R"([{"key":"Paid","count":2,"sum":9.5,"segmentation":{"plan":"pro"},"timestamp":1767225600001},{"key":"[CLY]_view","count":1,"segmentation":{"name":"Home"}}])")}),
      R"m({"type":"track","distinctId":"d","timestamp":1767225600000,"event":"$session_start","properties":{"_os":"Linux","_app_version":"1"},"context":{"page":{},"os":{"name":"Linux"}}}
)m"
      R"m({"type":"track","distinctId":"d","timestamp":1767225600001,"event":"Paid","properties":{"plan":"pro","count":2,"sum":9.5},"context":{"page":{}}}
)m"
      R"m({"type":"page","distinctId":"d","timestamp":1767225600000,"name":"Home","properties":{"name":"Home","count":1},"context":{"page":{"path":"Home"}}}
)m");
  EXPECT_EQ(
      adapted(
          Protocol::countly,
          {.body =
               "app_key=key&device_id=ann&old_device_id=d&timestamp=1767225600000&user_details=" +
               percent_encoded(
                   R"({"name":"Ann","custom":{"plan":"pro","n":{"$inc":2},"l":{"$push":"a"},"u":{"$addToSet":"b"},"o":{"$setOnce":1},"r":{"$pull":"x"}}})")}),
      R"m({"type":"alias","userId":"ann","previousId":"d"}
)m"
      R"m({"type":"identify","distinctId":"ann","timestamp":1767225600000,"traits":{"name":"Ann","plan":"pro"}}
)m"
      R"m({"type":"profile","distinctId":"ann","timestamp":1767225600000,"op":"increment","traits":{"n":2}}
)m"
      R"m({"type":"profile","distinctId":"ann","timestamp":1767225600000,"op":"set_once","traits":{"o":1}}
)m"
      R"m({"type":"profile","distinctId":"ann","timestamp":1767225600000,"op":"append","traits":{"l":"a"}}
)m"
      R"m({"type":"profile","distinctId":"ann","timestamp":1767225600000,"op":"union","traits":{"u":"b"}}
)m"
      R"m({"type":"profile","distinctId":"ann","timestamp":1767225600000,"op":"remove","traits":{"r":"x"}}
)m");
  EXPECT_EQ(
      adapted(
          Protocol::countly,
          {.body =
               "requests=" +
               percent_encoded(
                   R"([{"app_key":"key","device_id":"d","timestamp":1,"session_duration":30},{"app_key":"key","device_id":"d","timestamp":2,"end_session":1,"session_duration":5},{"app_key":"key","device_id":"d","timestamp":3,"events":[{"key":"A","count":1}],"user_details":{"custom":{"a":1}}}])"),
           .endpoint = "bulk"}),
      R"m({"type":"track","distinctId":"d","timestamp":2,"event":"$session_end","properties":{"duration":5},"context":{"page":{}}}
)m"
      R"m({"type":"track","distinctId":"d","timestamp":3,"event":"A","properties":{"count":1},"context":{"page":{}}}
)m"
      R"m({"type":"identify","distinctId":"d","timestamp":3,"traits":{"a":1}}
)m");
}

TEST(Countly, EndsOfViewsAndWhatCannotBeUnderstood) {
  const auto event = [](const std::string& json) {
    return adapted(Protocol::countly, {.query = "app_key=key&device_id=d&timestamp=1&events=" + percent_encoded(json)});
  };
  EXPECT_EQ(
      event(R"([{"key":"[CLY]_view","count":1,"dur":7,"segmentation":{"name":"Home"}}])"),
      R"m({"type":"track","distinctId":"d","timestamp":1,"event":"$page_leave","properties":{"name":"Home","count":1,"dur":7,"$duration_ms":7000},"context":{"page":{"path":"Home"}}}
)m");
  EXPECT_EQ(event("notjson"), "\"events=notjson\"\n");
  EXPECT_EQ(adapted(Protocol::countly, {.body = "app_key=key&requests=nothing", .endpoint = "bulk"}), "\"nothing\"\n");
  EXPECT_EQ(adapted(Protocol::countly, {.query = "app_key=key&device_id=d&timestamp=1&user_details=" +
                                                 percent_encoded(R"({"custom":{"n":{"$max":5}}})")}),
            R"m({"type":"profile","distinctId":"d","timestamp":1,"op":"max","traits":{"n":5}}
)m");
}
TEST(Matomo, ASiteStandsForAKeyWhereTheTokenIsUnknown) {
  EXPECT_EQ(adapted(Protocol::matomo, {.query = "idsite=7&token_auth=theirs&rec=1&_id=f"}, "7"),
            adapted(Protocol::matomo, {.query = "idsite=7&token_auth=theirs&rec=1&_id=f"}, "theirs"));
}

}  // namespace
}  // namespace throng::collect
