#include "audience/tag.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "audience/put_in.h"
#include "audience/users.h"
#include "audience/values.h"
#include "base/json.h"

namespace throng::audience {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::string field_of(std::string_view text) {
  auto tag = json::read<Tag>(text);
  EXPECT_TRUE(tag) << describe(tag.error());
  const auto ok = check(*tag);
  return ok ? "" : ok.error().field;
}

TEST(Tags, SayWhatIsWrong) {
  EXPECT_EQ(field_of(R"({"kind":"rule","rules":[{"value":"new","filter":{"did":{"event":"Viewed"}}}]})"), "");
  EXPECT_EQ(field_of(R"({"kind":"rule"})"), "rules");
  EXPECT_EQ(field_of(R"({"kind":"rule","rules":[{"value":""}]})"), "rules[0].value");
  EXPECT_EQ(field_of(R"({"kind":"rule","rules":[{"value":"a"},{"value":"a"}]})"), "rules[1].value");
  EXPECT_THAT(field_of(R"({"kind":"rule","rules":[{"value":"a","filter":{"event":"by","op":"is","value":"x"}}]})"),
              HasSubstr("rules[0].filter"));
  EXPECT_EQ(field_of(R"({"kind":"statistic"})"), "statistic");
  EXPECT_EQ(field_of(R"({"kind":"statistic","statistic":{"measure":"sum"}})"), "statistic.property");
  EXPECT_EQ(field_of(R"({"kind":"statistic","statistic":{"measure":"last","property":"page"},
                         "split":{"cuts":[1],"names":["a","b"]}})"),
            "split");
  EXPECT_EQ(field_of(R"({"kind":"statistic","statistic":{"measure":"times"},"split":{"cuts":[1],"names":["a"]}})"),
            "split.names");
  EXPECT_EQ(field_of(R"({"kind":"sql","sql":" "})"), "sql");
  EXPECT_EQ(field_of(R"({"kind":"predicted"})"), "kind");
  EXPECT_EQ(field_of(R"({"kind":"manual","schedule":{"hour":24}})"), "schedule.hour");
  EXPECT_EQ(field_of(R"({"kind":"manual","category":")" + std::string(101, 'x') + "\"}"), "category");
}

TEST(Tags, DropWhatAnotherKindWouldUse) {
  auto tag = json::read<Tag>(R"({"kind":"manual","sql":"SELECT 1","rules":[{"value":"a"}],"count_none":true,
                                 "schedule":{"refresh":"hourly"}})");
  ASSERT_TRUE(check(*tag));
  EXPECT_EQ(tag->sql, "");
  EXPECT_TRUE(tag->rules.empty());
  EXPECT_FALSE(tag->count_none);
  EXPECT_EQ(tag->schedule.refresh, Refresh::manual);
}

TEST(Tags, NameWhatTheyBuildOn) {
  const auto tag = json::read<Tag>(R"({"kind":"rule","rules":[
    {"value":"a","filter":{"all":[{"in_segment":"s1"},{"has_tag":{"tag":"t1"}}]}},
    {"value":"b","filter":{"did":{"event":"x","where":{"has_tag":{"tag":"t1","value":"v"}}}}}]})");
  EXPECT_THAT(named_in(*tag), ElementsAre(Object{ObjectKind::segment, "s1"}, Object{ObjectKind::tag, "t1"}));
  const auto statistic =
      json::read<Tag>(R"({"kind":"statistic","statistic":{"match":{"event":"x","where":{"in_segment":"s2"}}}})");
  EXPECT_THAT(named_in(*statistic), ElementsAre(Object{ObjectKind::segment, "s2"}));
}

TEST(Tags, TheFirstRuleThatHoldsWins) {
  const std::vector<Bitmap> holds = {Bitmap::of(std::vector<std::uint32_t>{1, 2}),
                                     Bitmap::of(std::vector<std::uint32_t>{2, 3}),
                                     Bitmap::of(std::vector<std::uint32_t>{1, 2, 3})};
  const Assignment given = first_of({"a", "b", "c"}, holds);
  EXPECT_THAT(given.values, ElementsAre("a", "b", "c"));
  EXPECT_THAT(given.persons[0].numbers(), ElementsAre(1, 2));
  EXPECT_THAT(given.persons[1].numbers(), ElementsAre(3));
  EXPECT_TRUE(given.persons[2].empty());
}

TEST(Tags, LabelsComeBySizeThenName) {
  const Assignment given =
      assignment_of(
          PersonsByValue{{"b", {1}}, {"a", {2}}, {"most", {3, 4}}, {"", {5}}, {std::string(199, 'x') + "é", {6}}})
          .value();
  EXPECT_THAT(given.values, ElementsAre("most", "a", "b", std::string(199, 'x')));
  PersonsByValue many;
  for (std::uint32_t i = 0; i <= kMaxTagValues; ++i) many[std::to_string(i)] = {i};
  EXPECT_EQ(assignment_of(many).error().code, ErrorCode::too_large);
}

std::vector<std::string> lines_of(const Assignment& assignment) {
  std::vector<std::string> lines;
  for (std::size_t i = 0; i < assignment.values.size(); ++i) {
    std::string line = assignment.values[i] + ":";
    for (const auto person : assignment.persons[i].numbers()) line += " " + std::to_string(person);
    lines.push_back(std::move(line));
  }
  return lines;
}

TEST(Tags, ValuesThatPeoplePutInReplaceAndClear) {
  const Assignment before = with_values({}, {.values = {{1, "gold"}, {2, "gold"}, {3, "tin"}}}).value();
  EXPECT_THAT(lines_of(before), ElementsAre("gold: 1 2", "tin: 3"));
  EXPECT_THAT(lines_of(with_values(before, {.values = {{2, "tin"}, {1, ""}, {9, ""}}}).value()),
              ElementsAre("tin: 2 3"));
  EXPECT_THAT(lines_of(with_values(before, {.values = {{4, "tin"}, {4, "wood"}}, .replace = true}).value()),
              ElementsAre("wood: 4"))
      << "the last one of a person counts";
  EXPECT_EQ(with_values(before, {.values = {{1, std::string(201, 'x')}}}).error().field, "value");
}

TEST(Tags, AreFoundInTheQuestionsOfOthers) {
  EXPECT_THAT(
      named_in_json(R"({"question":{"series":[{"match":{"where":{"any":[{"has_tag":{"tag":"t1","value":"x"}},
                {"in_segment":"s1"}]}}}],"text":"has_tag"},"filter":{"in_layer":{"scheme":"l1","layer":"top"}}})"),
      ElementsAre(Object{ObjectKind::tag, "t1"}, Object{ObjectKind::segment, "s1"}, Object{ObjectKind::layers, "l1"}));
  EXPECT_TRUE(named_in_json("not json").empty());
}

Definition definition(std::string id, std::vector<std::string> on) {
  Definition out{
      .object = {ObjectKind::tag, id}, .name = "The " + id, .schedule = {}, .updated = {}, .builds_on = {}, .plan = {}};
  for (std::string& other : on) out.builds_on.push_back({ObjectKind::tag, std::move(other)});
  return out;
}

TEST(Tags, MayNotBeBuiltOnThemselves) {
  const std::vector<Definition> all = {definition("a", {"b"}), definition("b", {"c"}), definition("c", {}),
                                       definition("d", {"a"})};
  const auto problem = [&](const std::string& self, const std::string& on) {
    const std::vector<Object> builds_on = {{ObjectKind::tag, on}};
    const auto ok = check_builds_on(all, {ObjectKind::tag, self}, "The " + self, builds_on);
    return ok ? "" : ok.error().message;
  };
  EXPECT_EQ(problem("c", "d"), "it would be built on itself: The c > The d > The a > The b > The c");
  EXPECT_EQ(problem("c", "c"), "it would be built on itself: The c > The c");
  EXPECT_EQ(problem("a", "c"), "");
  EXPECT_EQ(problem("a", "x"), "there is no tag \"x\"");
}

}  // namespace
}  // namespace throng::audience
