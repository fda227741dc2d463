#include "collect/plan/plan.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace throng::collect {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// "field: message" of everything that does not fit.
std::vector<std::string> problems(std::string_view schema, std::string_view value) {
  const auto compiled = JsonSchema::compile(schema);
  EXPECT_TRUE(compiled) << describe(compiled.error());
  simdjson::dom::parser parser;
  const simdjson::padded_string text(value);
  std::vector<std::string> out;
  for (const SchemaProblem& one : compiled->check(parser.parse(text).value_unsafe()))
    out.push_back(one.field + ": " + one.message);
  return out;
}

std::string wrong_at(std::string_view schema) {
  const auto compiled = JsonSchema::compile(schema);
  return compiled ? "compiles" : compiled.error().field;
}

TEST(JsonSchema, ChecksTypes) {
  constexpr std::string_view kPrice = R"({"properties":{"price":{"type":"number"}}})";
  EXPECT_THAT(problems(kPrice, R"({"price":1.5})"), IsEmpty());
  EXPECT_THAT(problems(kPrice, R"({"price":1})"), IsEmpty());
  EXPECT_THAT(problems(kPrice, R"({})"), IsEmpty());
  EXPECT_THAT(problems(kPrice, R"({"price":null})"), IsEmpty());
  EXPECT_THAT(problems(kPrice, R"({"price":"1.5"})"), ElementsAre("price: expected a number, got \"1.5\""));
  EXPECT_THAT(problems(R"({"type":"integer"})", "2.0"), IsEmpty());
  EXPECT_THAT(problems(R"({"type":"integer"})", "2.5"), ElementsAre(": expected a whole number, got 2.5"));
  EXPECT_THAT(problems(R"({"type":["string","null"]})", "null"), IsEmpty());
  EXPECT_THAT(problems(R"({"type":["string","boolean"]})", "[1]"),
              ElementsAre(": expected text or true or false, got [1]"));
}

TEST(JsonSchema, ChecksNumbersAndTexts) {
  EXPECT_THAT(problems(R"({"minimum":1,"maximum":3})", "1"), IsEmpty());
  EXPECT_THAT(problems(R"({"minimum":1})", "0.5"), ElementsAre(": 0.5 is below 1"));
  EXPECT_THAT(problems(R"({"exclusiveMaximum":3})", "3"), ElementsAre(": 3 is not below 3"));
  EXPECT_THAT(problems(R"({"multipleOf":0.1})", "0.3"), IsEmpty());
  EXPECT_THAT(problems(R"({"multipleOf":2})", "3"), ElementsAre(": 3 is no multiple of 2"));
  EXPECT_THAT(problems(R"({"maxLength":2})", R"("漢字")"), IsEmpty());
  EXPECT_THAT(problems(R"({"maxLength":1})", R"("漢字")"), ElementsAre(": longer than 1 characters"));
  EXPECT_THAT(problems(R"({"pattern":"^[a-z]+$"})", R"("Abc")"),
              ElementsAre(": does not fit the pattern ^[a-z]+$: \"Abc\""));
  EXPECT_THAT(problems(R"({"format":"date-time"})", R"("2026-01-31T08:00:00Z")"), IsEmpty());
  EXPECT_THAT(problems(R"({"format":"email"})", R"("ann")"), ElementsAre(": expected an e-mail address, got \"ann\""));
  EXPECT_THAT(problems(R"({"minimum":5,"maxLength":1})", "true"), IsEmpty());
}

TEST(JsonSchema, ChecksValues) {
  EXPECT_THAT(problems(R"({"enum":["a",1,true,null]})", "1.0"), IsEmpty());
  EXPECT_THAT(problems(R"({"enum":["a",1]})", R"("1")"),
              ElementsAre(": is none of the values that are expected: \"1\""));
  EXPECT_THAT(problems(R"({"const":"CNY"})", R"("CNY")"), IsEmpty());
}

TEST(JsonSchema, ChecksMembersAndLists) {
  constexpr std::string_view kOrder = R"({"type":"object","required":["items","id"],"additionalProperties":false,
    "properties":{"id":{"type":"string"},"items":{"type":"array","minItems":1,"items":{"$ref":"#/$defs/item"}}},
    "$defs":{"item":{"type":"object","required":["sku"],"properties":{"sku":{"type":"string"}}}}})";
  EXPECT_THAT(problems(kOrder, R"({"id":"1","items":[{"sku":"x"}]})"), IsEmpty());
  EXPECT_THAT(problems(kOrder, R"({"id":null,"items":[{"sku":"x"},{"sku":5},{}],"price":1})"),
              ElementsAre("id: is missing", "items[1].sku: expected text, got 5", "items[2].sku: is missing",
                          "price: is not expected"));
  EXPECT_THAT(problems(kOrder, R"({"id":"1","items":[]})"), ElementsAre("items: fewer than 1"));
  EXPECT_THAT(problems(R"({"additionalProperties":{"type":"number"}})", R"({"a":1,"b":"x"})"),
              ElementsAre("b: expected a number, got \"x\""));
}

TEST(JsonSchema, ChecksForms) {
  constexpr std::string_view kEither = R"({"anyOf":[{"required":["email"]},{"required":["phone"]}]})";
  EXPECT_THAT(problems(kEither, R"({"phone":"1"})"), IsEmpty());
  EXPECT_THAT(problems(kEither, "{}"), ElementsAre(": fits none of the forms it may have"));
  EXPECT_THAT(problems(R"({"oneOf":[{"minimum":1},{"minimum":2}]})", "3"),
              ElementsAre(": does not fit exactly one of the forms it may have"));
  EXPECT_THAT(problems(R"({"not":{"type":"string"}})", R"("x")"), ElementsAre(": has a form that is not expected"));
  EXPECT_THAT(problems(R"({"allOf":[{"minimum":1},{"maximum":2}]})", "3"), ElementsAre(": 3 is above 2"));
}

TEST(JsonSchema, EndsWhateverItIsGiven) {
  constexpr std::string_view kSelf =
      R"({"allOf":[{"$ref":"#/$defs/a"}],"$defs":{"a":{"allOf":[{"$ref":"#/$defs/a"}]}}})";
  EXPECT_FALSE(problems(kSelf, "1").empty());
  constexpr std::string_view kTwice =
      R"({"anyOf":[{"$ref":"#/$defs/a"}],"$defs":{"a":{"anyOf":[{"$ref":"#/$defs/a"},{"$ref":"#/$defs/a"},false]}}})";
  EXPECT_FALSE(problems(kTwice, "1").empty());
  std::string many = "[";
  for (int i = 0; i < 50; ++i) many += i == 0 ? "true" : ",true";
  EXPECT_EQ(problems(R"({"items":{"type":"string"}})", many + "]").size(), kMaxSchemaProblems);
}

TEST(JsonSchema, SaysWhatIsWrongWithASchema) {
  EXPECT_EQ(wrong_at(R"({"type":"text"})"), "type");
  EXPECT_EQ(wrong_at(R"({"properties":{"a":{"minimum":"1"}}})"), "properties.a.minimum");
  EXPECT_EQ(wrong_at(R"({"properties":{"a":{"patternProperties":{}}}})"), "properties.a.patternProperties");
  EXPECT_EQ(wrong_at(R"({"anyOf":[true,{"pattern":"("}]})"), "anyOf[1].pattern");
  EXPECT_EQ(wrong_at(R"({"$ref":"https://elsewhere"})"), "$ref");
  EXPECT_EQ(wrong_at(R"({"$ref":"#/$defs/none"})"), "$ref");
  EXPECT_EQ(wrong_at(R"({"enum":[[1]]})"), "enum");
  EXPECT_EQ(wrong_at(R"({"format":"hostname"})"), "format");
  EXPECT_EQ(wrong_at("{"), "");
  EXPECT_EQ(wrong_at(R"({"title":"T","description":"D","$schema":"x","default":1})"), "compiles");
}

PlanVerdict look(const PlanRules& rules, const std::vector<PlannedEvent>& events, std::string_view event,
                 std::string_view properties = "{}") {
  simdjson::dom::parser parser;
  const simdjson::padded_string text(properties);
  return Plan::compile(rules, events)->look(event, parser.parse(text).value_unsafe());
}

TEST(Plan, SaysWhatBecomesOfAnEvent) {
  const std::vector<PlannedEvent> events = {{"Order", EventStatus::expected, R"({"required":["price"]})"},
                                            {"order", EventStatus::unexpected, ""},
                                            {"Secret", EventStatus::blocked, ""},
                                            {"Seen", EventStatus::none, ""}};
  const PlanRules strict{PlanAction::quarantine, PlanAction::warn};
  EXPECT_EQ(look(strict, events, "Order", R"({"price":1})").action, PlanAction::take);
  const PlanVerdict off = look(strict, events, "Order");
  EXPECT_EQ(off.action, PlanAction::quarantine);
  EXPECT_EQ(off.problems[0].reason, Reason::off_plan);
  EXPECT_EQ(off.problems[0].field, "price");
  for (const char* name : {"order", "Seen", "Never"}) {
    const PlanVerdict verdict = look(strict, events, name);
    EXPECT_EQ(verdict.action, PlanAction::warn) << name;
    EXPECT_EQ(verdict.problems[0].reason, Reason::unplanned_event) << name;
  }
  EXPECT_EQ(look(strict, events, "$pageview").action, PlanAction::take);
  EXPECT_EQ(look({PlanAction::take, PlanAction::take}, events, "Order").action, PlanAction::take);
  const PlanVerdict blocked = look({PlanAction::take, PlanAction::take}, events, "Secret");
  EXPECT_EQ(blocked.action, PlanAction::quarantine);
  EXPECT_EQ(blocked.problems[0].reason, Reason::blocked_event);
}

TEST(Plan, TakesTheStricterOfTwoRules) {
  const std::vector<PlannedEvent> events = {{"order", EventStatus::unexpected, R"({"required":["price"]})"}};
  EXPECT_EQ(look({PlanAction::quarantine, PlanAction::warn}, events, "order").action, PlanAction::quarantine);
  EXPECT_EQ(look({PlanAction::warn, PlanAction::quarantine}, events, "order").action, PlanAction::quarantine);
  EXPECT_EQ(look({PlanAction::warn, PlanAction::quarantine}, events, "order").problems.size(), 2U);
}

TEST(Plan, CountsWhatItOnlyWarnsOf) {
  PlanFindings findings;
  const std::vector<PlanProblem> first = {{Reason::off_plan, "items[0].sku", "a"}, {Reason::off_plan, "price", "b"}};
  const std::vector<PlanProblem> second = {{Reason::off_plan, "items[7].sku", "c"}};
  findings.add("Order", first, from_ms(1));
  findings.add("Order", second, from_ms(2));
  const auto taken = findings.take();
  ASSERT_EQ(taken.size(), 2U);
  EXPECT_EQ(taken[0].problem.field, "items[].sku");
  EXPECT_EQ(taken[0].times, 2U);
  EXPECT_EQ(taken[0].problem.message, "c");
  EXPECT_EQ(taken[0].last, from_ms(2));
  EXPECT_EQ(taken[1].times, 1U);
  EXPECT_THAT(findings.take(), IsEmpty());
}

}  // namespace
}  // namespace throng::collect
