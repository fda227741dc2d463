// Layer schemes over small timelines.
#include "audience/layers.h"

#include <map>
#include <set>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "audience/internal/layer_plans.h"
#include "timeline/testing.h"

namespace throng::audience {
namespace {

using ::testing::ElementsAre;
using timeline::testing::kOrigin;
using timeline::testing::parse_script;
using timeline::testing::timelines;

LayerScheme scheme(const std::string& text) {
  auto read = json::read<LayerScheme>(text);
  if (!read) ADD_FAILURE() << describe(read.error());
  const auto checked = check(*read);
  if (!checked) ADD_FAILURE() << describe(checked.error());
  return *read;
}

std::string wrong_field(const std::string& text) {
  auto read = json::read<LayerScheme>(text);
  if (!read) return read.error().field;
  const auto checked = check(*read);
  return checked ? "" : checked.error().field;
}

// Who is in which layer at a moment: "high: ann bob".
std::vector<std::string> lines_of(const LayerScheme& wanted, const std::string& people, Instant now,
                                  Assignment* out = nullptr) {
  const auto script = parse_script(people);
  const auto timeline = timelines(script);
  const Plan plan = plan_of(wanted);
  auto done = carry_out({&plan, 1}, {timeline.get(), nullptr, "shop", nullptr}, {.now = now});
  if (!done || !(*done)[0]) {
    ADD_FAILURE() << describe(done ? (*done)[0].error() : done.error());
    return {};
  }
  const Assignment& assignment = *(*done)[0];
  std::vector<std::string> lines;
  for (std::size_t i = 0; i < assignment.values.size(); ++i) {
    std::string line = assignment.values[i] + ":";
    for (const auto& [name, number] : script.people) line += assignment.persons[i].contains(number) ? " " + name : "";
    lines.push_back(std::move(line));
  }
  if (out != nullptr) *out = assignment;
  return lines;
}

TEST(Layers, ByThresholdsOfANumber) {
  const auto wanted = scheme(R"({"kind":"value","rest":"never bought","number":{
      "statistic":{"match":{"event":"buy"},"measure":"sum","property":"price"},
      "layers":[{"name":"high","at_least":100},{"name":"middle","at_least":10},{"name":"low"}]}})");
  EXPECT_THAT(
      lines_of(
          wanted,
          "ann: buy{price=60}@0 buy{price=40}@1h; bob: buy{price=10}@0; cat: buy{price=9}@0; dan: see@0; eve: buy@0",
          kOrigin + days(1)),
      ElementsAre("high: ann", "middle: bob", "low: cat eve", "never bought: dan"));
}

TEST(Layers, ByPercentOfThoseWhoHaveANumber) {
  const auto wanted = scheme(R"({"kind":"activity","number":{"statistic":{"match":{},"measure":"days"},
      "layers":[{"name":"top","percent":25},{"name":"others","percent":75}]}})");
  EXPECT_THAT(lines_of(wanted, "ann: a@0 a@1d a@2d; bob: a@0; cat: a@0 a@1d; dan: a@0; eve: $identify{x=1}@0",
                       kOrigin + days(3)),
              ElementsAre("top: ann", "others: bob cat dan", "none: eve"));
}

// On day 40, counted from 0. Stages by the days given in each name.
TEST(Layers, ByStagesOfTheLifecycle) {
  const auto wanted = scheme(R"({"kind":"lifecycle","rest":"never","lifecycle":{"activity":{"event":"a"},"new_days":7,
      "at_risk_days":7,"churned_days":14,"win_back_days":3}})");
  EXPECT_THAT(lines_of(wanted,
                       "new34: a@34d; act33: a@30d a@33d5h a@36d; risk33: a@33d; risk27: a@1d a@27d; churned26: a@26d;"
                       "back38: a@23d a@38d; back40: a@1d a@40d; act38: a@24d a@38d; new38: a@38d a@40d; no: b@40d",
                       kOrigin + days(40) + hours(12)),
              ElementsAre("new: new34 new38", "active: act33 act38", "win-back: back38 back40",
                          "at risk: risk27 risk33", "churned: churned26", "never: no"));
}

constexpr const char* kShop =
    "ann: buy{price=50}@1d buy{price=30}@2d buy{price=20}@29d; bob: buy{price=20}@29d; cat: buy{price=50}@25d;"
    "dan: buy{price=10}@1d buy{price=40}@20d; eve: buy{price=10}@0; fay: see@0";

TEST(Layers, RfmIsTheOneWorkedOutByHand) {
  Assignment assignment;
  const auto wanted = scheme(R"({"kind":"rfm","rest":"none","rfm":{"purchase":{"event":"buy"},"monetary":"price"}})");
  EXPECT_THAT(lines_of(wanted, kShop, kOrigin + days(30), &assignment),
              ElementsAre("high value: ann", "high value to develop: cat", "high value to keep: dan",
                          "high value to win back:", "general value:", "general to develop: bob",
                          "general to keep:", "general to win back: eve", "none: fay"));
  EXPECT_THAT(assignment.numbers, ElementsAre(455, 412, 313, 243, 111));
  EXPECT_THAT(assignment.numbered.numbers(), ElementsAre(1, 2, 3, 4, 5));
}

TEST(Layers, RfmByAMapOfOnesOwn) {
  LayerScheme wanted = scheme(R"({"kind":"rfm","rfm":{"purchase":{"event":"buy"},"monetary":"price"}})");
  wanted.rfm->groups = {"lost", "there"};
  wanted.rfm->map.assign(kRfmCells, 1);
  for (std::size_t cell = 0; cell < 50; ++cell) wanted.rfm->map[cell] = 0;  // R 1 and 2
  ASSERT_TRUE(check(wanted));
  EXPECT_THAT(lines_of(wanted, kShop, kOrigin + days(30)),
              ElementsAre("lost: dan eve", "there: ann bob cat", "none: fay"));
}

TEST(Layers, ByWhatSomebodyNeedsMost) {
  const auto wanted =
      scheme(R"({"kind":"interest","rest":"none","interest":{"match":{"event":"see"},"property":"c","top":2}})");
  EXPECT_THAT(lines_of(wanted,
                       "ann: see{c=\"tea\"}@0 see{c=\"tea\"}@1h see{c=\"pot\"}@2h; bob: see{c=\"tea\"}@0;"
                       "cat: see{c=\"pot\"}@0; dan: see{c=\"cup\"}@0; eve: see@0; fay: see{c=\"none\"}@0",
                       kOrigin + days(1)),
              ElementsAre("tea: ann bob", "cup: dan", "others: cat fay", "none: eve"))
      << "cup and pot are equally common; a value called like a layer of ours is another one";
}

TEST(Layers, ByTheFirstRuleThatHolds) {
  const auto wanted = scheme(R"({"kind":"custom","rest":"rest","rules":[
      {"name":"pro","filter":{"person":"plan","op":"is","value":"pro"}},{"name":"buyer","filter":{"did":{"event":"buy"}}}]})");
  EXPECT_THAT(lines_of(wanted, "ann: $identify{plan=\"pro\"}@0 buy@1h; bob: buy@0; cat: see@0", kOrigin + days(1)),
              ElementsAre("pro: ann", "buyer: bob", "rest: cat"));
}

TEST(Layers, WhatIsWrongIsNamed) {
  EXPECT_EQ(wrong_field(R"({"kind":"value"})"), "number");
  EXPECT_EQ(wrong_field(R"({"kind":"rfm"})"), "rfm");
  EXPECT_EQ(wrong_field(R"({"kind":"custom"})"), "rules");
  EXPECT_EQ(wrong_field(R"({"kind":"lifecycle","lifecycle":{"churned_days":14}})"), "lifecycle.churned_days");
  EXPECT_EQ(wrong_field(R"({"kind":"lifecycle","lifecycle":{"names":{"active":"new"}}})"), "name");
  const auto number = [](const std::string& layers) {
    return wrong_field(R"({"kind":"value","number":{"statistic":{"match":{}},"layers":)" + layers + "}}");
  };
  EXPECT_EQ(number(R"([])"), "number.layers");
  EXPECT_EQ(number(R"([{"name":"a","percent":50},{"name":"b","percent":40}])"), "number.layers");
  EXPECT_EQ(number(R"([{"name":"a","percent":50},{"name":"b"}])"), "number.layers[0].percent");
  EXPECT_EQ(number(R"([{"name":"a","at_least":1},{"name":"b","at_least":2},{"name":"c"}])"),
            "number.layers[1].at_least");
  EXPECT_EQ(number(R"([{"name":"a","at_least":1},{"name":"b","at_least":0}])"), "number.layers[1].at_least");
  EXPECT_EQ(number(R"([{"name":"none"}])"), "rest");
  EXPECT_EQ(number(R"([{"name":"a"}])"), "");
  EXPECT_EQ(
      wrong_field(
          R"({"kind":"value","number":{"statistic":{"measure":"trait","property":"x"},"layers":[{"name":"a"}]}})"),
      "number.statistic.measure");
  EXPECT_EQ(wrong_field(R"({"kind":"rfm","rfm":{"purchase":{},"monetary":"p","map":[1,2]}})"), "rfm.map");
  EXPECT_EQ(wrong_field(R"({"kind":"rfm","rfm":{"purchase":{},"monetary":"p","groups":["a"]}})"), "rfm.groups");
  EXPECT_EQ(
      wrong_field(
          R"({"kind":"rfm","rfm":{"purchase":{},"monetary":"p","cuts":{"recency":[1,2,3,3],"frequency":[1,2,3,4],"monetary":[1,2,3,4]}}})"),
      "rfm.cuts.recency");
}

TEST(Layers, BuildOnWhatTheirFiltersName) {
  const auto wanted = scheme(R"({"kind":"custom","rules":[{"name":"a","filter":{"in_segment":"s1"}},
      {"name":"b","filter":{"all":[{"has_tag":{"tag":"t1"}},{"in_segment":"s1"}]}}]})");
  const Definition definition = definition_of({.id = "x", .name = "X", .body = json::to_string(wanted)}, wanted);
  EXPECT_THAT(definition.builds_on, ElementsAre(Object{ObjectKind::segment, "s1"}, Object{ObjectKind::tag, "t1"}));
  const auto read = layers_of({.body = json::to_string(wanted)});
  ASSERT_TRUE(read);
  EXPECT_EQ(json::to_string(*read), json::to_string(wanted));
}

// Everybody of `everyone` and nobody else lies in exactly one layer.
void is_partition_of(const Bitmap& everyone, const Assignment& assignment) {
  std::uint64_t sum = 0;
  Bitmap all;
  for (const Bitmap& layer : assignment.persons) {
    sum += layer.size();
    all |= layer;
  }
  RC_ASSERT(all == everyone);
  RC_ASSERT(sum == everyone.size());
  RC_ASSERT(assignment.persons.size() == assignment.values.size());
}

std::vector<LayerScheme> one_of_each() {
  return {
      scheme(
          R"({"kind":"value","number":{"statistic":{"match":{}},"layers":[{"name":"a","at_least":3},{"name":"b","at_least":-1},{"name":"c"}]}})"),
      scheme(
          R"({"kind":"activity","number":{"statistic":{"match":{}},"layers":[{"name":"a","percent":20},{"name":"b","percent":80}]}})"),
      scheme(R"({"kind":"lifecycle","lifecycle":{}})"),
      scheme(R"({"kind":"rfm","rfm":{"purchase":{},"monetary":"p"}})"),
      scheme(R"({"kind":"interest","interest":{"property":"p","top":2}})"),
      scheme(R"({"kind":"custom","rules":[{"name":"a","filter":{"all":[]}},{"name":"b","filter":{"all":[]}}]})"),
  };
}

// Whatever is found of whomever: also of persons who are not there, and of some of those that are.
RC_GTEST_PROP(Layers, ArePartitionsOfEveryoneWhateverIsFound, ()) {
  const auto person = rc::gen::inRange<std::uint32_t>(1, 60);
  const auto persons = [&] {
    const auto some = *rc::gen::container<std::vector<std::uint32_t>>(person);
    return std::set<std::uint32_t>(some.begin(), some.end());
  };
  const auto bitmap = [&] {
    const auto some = persons();
    return Bitmap::of(std::vector<std::uint32_t>(some.begin(), some.end()));
  };
  for (const LayerScheme& wanted : one_of_each()) {
    const Plan plan = plan_of(wanted);
    const Bitmap everyone = bitmap();
    std::vector<Bitmap> filters;
    std::vector<analyze::StatisticValues> statistics;
    while (filters.size() < plan.filters.size()) filters.push_back(bitmap());
    for (const analyze::Statistic& statistic : plan.statistics) {
      analyze::StatisticValues values{.labels = {"x", "y", "z", "none", "others"}};
      for (const std::uint32_t one : persons()) {
        values.persons.push_back(one);
        if (gives_numbers(statistic))
          values.numbers.push_back(*rc::gen::inRange(-5, 5));
        else
          values.codes.push_back(*rc::gen::inRange<std::uint32_t>(0, 5));
      }
      statistics.push_back(std::move(values));
    }
    const auto assignment = plan.finish({filters, statistics, everyone});
    RC_ASSERT(assignment.has_value());
    is_partition_of(everyone, *assignment);
  }
}

}  // namespace
}  // namespace throng::audience
