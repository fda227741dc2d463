#include "collect/export/event_message.h"

#include <gtest/gtest.h>

#include "collect/export/testing.h"
#include "model/event_id.h"

namespace throng::collect {
namespace {

model::Event event(std::string name, std::string props) {
  model::Event e;
  e.id = model::event_id_from("m1");
  e.name = std::move(name);
  e.person = 7;
  e.user_id = "安";
  e.anonymous_id = "d1";
  e.time = from_ms(1'767'225'600'123);
  e.received = from_ms(1'767'225'601'000);
  e.props = std::move(props);
  return e;
}

TEST(EventMessage, IsAMessageOfOurs) {
  EXPECT_EQ(message_of(event("付款", R"({"金额":5})")),
            R"({"type":"track","event":"付款","properties":{"金额":5},"messageId":"throng:)" +
                model::to_text(model::event_id_from("m1")) +
                R"(","userId":"安","anonymousId":"d1","timestamp":"2026-01-01T00:00:00.123Z","context":{},)"
                R"("receivedAt":"2026-01-01T00:00:01.000Z","person":7})");
}

TEST(EventMessage, BecomesTheSameEventAgain) {
  std::vector<model::Event> events = {
      event("Paid", R"({"a.b":[1,2],"🎉":true,"空":""})"),
      event("$pageview", R"({"name":"Home","path":"/own","$page_url":"https://s/a","$page_path":"/a"})"),
      event("$screen", "{}"),
      event("$identify", R"({"plan":"pro","gone":null})"),
      event("$group", R"({"groupId":"g1","groupType":"company","group.plan":"pro","group.a.b":1})"),
      event("$alias", R"({"previousId":"d1"})"),
      event("$profile_set_once", R"({"a":1})"),
      event("$profile_increment", R"({"n":1.5})"),
      event("$profile_append", R"({"l":["a"]})"),
      event("$profile_union", R"({"l":["a"]})"),
      event("$profile_remove", R"({"l":["a"]})"),
      event("$profile_delete", "{}"),
      event("$segment_entered", R"({"segment":"s"})"),
  };
  events[1].page = "/a";
  for (model::Event& e : events) {
    e.session = "s1";
    e.channel = "paid_search";
    e.device = "tablet";
    e.os = "Android";
    e.browser = "Chrome";
    const model::Event again = testing::imported(message_of(e));
    EXPECT_EQ(again.name, e.name);
    EXPECT_EQ(again.props, e.props) << e.name;
    EXPECT_EQ(again.id, e.id) << e.name;
    EXPECT_EQ(again.time, e.time) << e.name;
    EXPECT_EQ(std::tie(again.user_id, again.anonymous_id, again.session, again.channel, again.device, again.os,
                       again.browser, again.page),
              std::tie(e.user_id, e.anonymous_id, e.session, e.channel, e.device, e.os, e.browser, e.page))
        << e.name;
  }
}

}  // namespace
}  // namespace throng::collect
