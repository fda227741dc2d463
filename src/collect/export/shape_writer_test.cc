#include "collect/export/shape_writer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "collect/export/testing.h"
#include "collect/import/shape.h"
#include "model/event_id.h"

namespace throng::collect {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

model::Event event(std::string name, std::string props, std::string user = "安", std::string device = "") {
  static int number = 0;
  model::Event e;
  e.id = model::event_id_from("m" + std::to_string(++number));
  e.name = std::move(name);
  e.user_id = std::move(user);
  e.anonymous_id = std::move(device);
  e.time = from_ms(1'767'225'600'123 + number);
  e.props = std::move(props);
  return e;
}

std::vector<std::string> lines_of(ExportShape shape, const std::vector<model::Event>& events) {
  ShapeWriter writer(shape);
  std::string text;
  for (const model::Event& e : events) writer.append(text, e);
  std::vector<std::string> lines;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = text.find('\n', at);
    lines.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return lines;
}

// The events that an import of what was written makes.
std::vector<model::Event> there_and_back(ExportShape shape, const std::vector<model::Event>& events) {
  ShapeReader reader = std::move(*ShapeReader::create({shape, "UTC"}, "file"));
  std::vector<model::Event> out;
  std::uint64_t number = 0;
  for (const std::string& line : lines_of(shape, events)) {
    const auto messages = reader.read(line, ++number);
    EXPECT_TRUE(messages) << line << describe(messages.error());
    if (!messages) continue;
    for (const std::string& message : *messages) out.push_back(testing::imported(message));
  }
  return out;
}

std::string shown(const model::Event& e) { return e.name + " " + e.props + " " + e.user_id + "/" + e.anonymous_id; }

std::vector<std::string> shown(const std::vector<model::Event>& events) {
  std::vector<std::string> out;
  for (const model::Event& e : events) out.push_back(shown(e));
  return out;
}

std::string uuid(const model::Event& e) { return model::to_text(e.id); }

constexpr ExportShape kProducts[] = {ExportShape::posthog, ExportShape::mixpanel, ExportShape::amplitude,
                                     ExportShape::sensors};

TEST(ShapeWriter, WhatSomebodyDidIsTheSameAgainWhereverItWent) {
  const std::vector<model::Event> events = {
      event("付款", R"({"金额":5,"a.b":[1,2],"🎉":true,"n":-1.5})"),
      event("Viewed", R"({"text":"a \"quote\"\n"})"),
      event("$click", R"({"$selector":"#a"})"),
  };
  for (const ExportShape shape : kProducts) {
    const auto again = there_and_back(shape, events);
    ASSERT_EQ(again.size(), events.size());
    for (std::size_t i = 0; i < events.size(); ++i) {
      EXPECT_EQ(shown(again[i]), shown(events[i]));
      EXPECT_EQ(again[i].time, events[i].time);
    }
  }
}

TEST(ShapeWriter, EveryOperationOnTraitsComesBack) {
  const std::vector<model::Event> events = {
      event("$identify", R"({"gone":null,"plan":"pro"})"),
      event("$profile_set_once", R"({"a":1})"),
      event("$profile_increment", R"({"n":1.5})"),
      event("$profile_append", R"({"l":["a"]})"),
      event("$profile_union", R"({"l":["a","b"]})"),
      event("$profile_remove", R"({"l":["a"]})"),
      event("$profile_delete", "{}"),
  };
  for (const ExportShape shape : kProducts) {
    std::vector<std::string> again = shown(there_and_back(shape, events));
    for (std::string& one : again) {
      // One element at a time is the same as a list of one.
      if (const auto at = one.find(R"("l":"a")"); at != std::string::npos) one.replace(at, 7, R"("l":["a"])");
    }
    EXPECT_THAT(again,
                ElementsAre(R"($identify {"plan":"pro"} 安/)", R"($identify {"gone":null} 安/)", shown(events[1]),
                            shown(events[2]), shown(events[3]), shown(events[4]), shown(events[5]), shown(events[6])));
  }
}

TEST(ShapeWriter, PagesKeepWhatIsKnownOfThem) {
  model::Event view = event(
      "$pageview",
      R"({"$page_url":"https://s/a?utm_source=x","$page_path":"/a","$page_title":"首页","$page_referrer":"https://r/"})");
  view.page = "/a";
  view.os = "Windows";
  view.browser = "Chrome";
  view.session = "7";
  for (const ExportShape shape : kProducts) {
    const auto again = there_and_back(shape, {view});
    ASSERT_EQ(again.size(), 1U);
    for (const char* told :
         {R"("$page_url":"https://s/a?utm_source=x")", R"("$page_title":"首页")", R"("$page_referrer":"https://r/")"})
      EXPECT_THAT(again[0].props, HasSubstr(told));
    EXPECT_EQ(again[0].name, "$pageview");
    EXPECT_EQ(again[0].page, "/a");
    if (shape != ExportShape::mixpanel) EXPECT_EQ(again[0].session, "7");
    if (shape != ExportShape::amplitude) EXPECT_EQ(again[0].os, "Windows");
  }
}

TEST(ShapeWriter, ADeviceAndItsUserAreJoinedOnce) {
  const std::vector<model::Event> events = {event("A", "{}", "", "d1"), event("B", "{}", "ann", "d1"),
                                            event("C", "{}", "ann", "d1")};
  EXPECT_THAT(shown(there_and_back(ExportShape::posthog, events)),
              ElementsAre("A {} /d1", "$identify {} ann/d1", "B {} ann/", "C {} ann/"));
  EXPECT_THAT(shown(there_and_back(ExportShape::mixpanel, events)),
              ElementsAre("A {} /$device:d1", "$identify {} ann/$device:d1", "B {} ann/", "C {} ann/"));
  EXPECT_THAT(shown(there_and_back(ExportShape::amplitude, events)),
              ElementsAre("A {} /d1", "B {} ann/d1", "C {} ann/d1"))
      << "every event of its names both";
  EXPECT_THAT(shown(there_and_back(ExportShape::sensors, events)),
              ElementsAre("A {} /d1", "$identify {} ann/d1", "B {} ann/", "C {} ann/"));
}

TEST(ShapeWriter, GroupsAndAliases) {
  const std::vector<model::Event> events = {
      event("$group", R"({"groupId":"g1","groupType":"company","group.plan":"pro"})", "", "$groups"),
      event("$alias", R"({"previousId":"d1"})"),
  };
  const std::string group = shown(events[0]);
  EXPECT_THAT(shown(there_and_back(ExportShape::posthog, events)),
              ElementsAre(group, R"($alias {"previousId":"d1"} 安/)"));
  EXPECT_THAT(shown(there_and_back(ExportShape::mixpanel, events)),
              ElementsAre(group, R"($alias {"previousId":"d1"} 安/)"));
  EXPECT_THAT(shown(there_and_back(ExportShape::amplitude, events)),
              ElementsAre(group, R"($alias {"previousId":"d1"} 安/)"));
  EXPECT_THAT(shown(there_and_back(ExportShape::sensors, events)), ElementsAre(group, "$identify {} 安/d1"));
}

TEST(ShapeWriter, NoNameIsWrittenTwice) {
  const model::Event e = event(
      "A",
      R"({"$os":"HarmonyOS","$page_title":"Tea","$utm_source":"x","time":"noon","title":"Dune","utm_source":"x"})");
  const auto mixpanel = lines_of(ExportShape::mixpanel, {e});
  EXPECT_THAT(
      mixpanel,
      ElementsAre(HasSubstr(
          R"(,"$os":"HarmonyOS","current_page_title":"Tea","utm_source":"x","throng_time":"noon","title":"Dune"}})")));
  const auto posthog = lines_of(ExportShape::posthog, {e});
  EXPECT_THAT(posthog,
              ElementsAre(HasSubstr(
                  R"("$os":"HarmonyOS","$page_title":"Tea","utm_source":"x","time":"noon","title":"Dune"}})")));
  const auto again = there_and_back(ExportShape::posthog, {e});
  ASSERT_EQ(again.size(), 1U);
  EXPECT_THAT(again[0].props, HasSubstr(R"("$page_title":"Tea")")) << again[0].props;
  EXPECT_THAT(again[0].props, HasSubstr(R"("title":"Dune")")) << "a title of its own is not the page's";
}

TEST(ShapeWriter, Posthog) {
  const model::Event paid = event("Paid", R"({"金额":5})", "ann", "d1");
  EXPECT_THAT(lines_of(ExportShape::posthog, {paid, event("$page_leave", "{}", "ann")}),
              ElementsAre(HasSubstr(R"("event":"$identify")"),
                          R"({"event":"Paid","uuid":")" + uuid(paid) + R"(","distinct_id":"ann","timestamp":")" +
                              format_instant(paid.time) + R"(","properties":{"$is_identified":true,"金额":5}})",
                          HasSubstr(R"("event":"$pageleave")")));
}

TEST(ShapeWriter, Mixpanel) {
  const model::Event view = event("$pageview", "{}", "", "d1"), list = event("$profile_append", R"({"l":["a","b"]})");
  const std::string ms = std::to_string(to_ms(view.time)), at = std::to_string(to_ms(list.time));
  EXPECT_THAT(lines_of(ExportShape::mixpanel, {view, list}),
              ElementsAre(R"({"event":"$mp_web_page_view","properties":{"time":)" + ms +
                              R"(,"distinct_id":"$device:d1","$insert_id":")" + uuid(view) + R"(","$device_id":"d1"}})",
                          R"({"$distinct_id":"安","$time":)" + at + R"(,"$append":{"l":"a"}})",
                          R"({"$distinct_id":"安","$time":)" + at + R"(,"$append":{"l":"b"}})"));
}

TEST(ShapeWriter, Amplitude) {
  const model::Event plan = event("$identify", R"({"plan":"pro"})", "ann", "d1");
  EXPECT_THAT(lines_of(ExportShape::amplitude, {plan}),
              ElementsAre(R"({"event_type":"$identify","user_id":"ann","device_id":"d1","time":)" +
                          std::to_string(to_ms(plan.time)) + R"(,"insert_id":")" + uuid(plan) +
                          R"(","user_properties":{"$set":{"plan":"pro"}}})"));
}

TEST(ShapeWriter, SensorsSignsUpAndCountsSeconds) {
  const model::Event leave = event("$page_leave", R"({"$duration_ms":1500})", "ann", "d1");
  const auto lines = lines_of(ExportShape::sensors, {leave});
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_THAT(lines[0], HasSubstr(R"("type":"track_signup")"));
  EXPECT_THAT(lines[0], HasSubstr(R"("original_id":"d1")"));
  EXPECT_THAT(lines[1], HasSubstr(R"("event":"$WebPageLeave")"));
  EXPECT_THAT(lines[1], HasSubstr(R"("$is_login_id":true,"$duration_ms":1500,"event_duration":1.5)"));
}

}  // namespace
}  // namespace throng::collect
