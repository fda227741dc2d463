// Templates that would run for ever or fill the memory end with an error instead.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "liquid/template.h"
#include "liquid/testing.h"

namespace throng::liquid {
namespace {

using ::testing::HasSubstr;

std::string repeated(std::string_view text, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out += text;
  return out;
}

ErrorCode parse_error(const std::string& text) {
  const auto parsed = Template::parse(text);
  return parsed ? ErrorCode::internal : parsed.error().code;
}

ErrorCode render_error(const std::string& text, const std::string& json = "{}", RenderOptions options = {}) {
  const auto parsed = Template::parse(text);
  EXPECT_TRUE(parsed) << parsed.error().message;
  std::string out;
  const auto r = parsed->render(*Value::from_json(json), options, out);
  EXPECT_EQ(out, "");
  return r ? ErrorCode::internal : r.error().code;
}

TEST(LiquidLimits, TemplatesAreBounded) {
  EXPECT_EQ(parse_error(std::string((256u << 10) + 1, 'x')), ErrorCode::too_large);
  EXPECT_TRUE(Template::parse(std::string(256u << 10, 'x')));
}

TEST(LiquidLimits, NestingIsBounded) {
  EXPECT_TRUE(Template::parse(repeated("{% if a %}", 99) + repeated("{% endif %}", 99)));
  EXPECT_EQ(parse_error(repeated("{% if a %}", 100) + repeated("{% endif %}", 100)), ErrorCode::invalid_argument);
  EXPECT_EQ(parse_error(repeated("{% if a %}", 20'000)), ErrorCode::invalid_argument);
  EXPECT_EQ(parse_error("{{ a" + repeated("[a", 50'000)), ErrorCode::invalid_argument);
  EXPECT_EQ(parse_error("{{ " + repeated("(", 50'000)), ErrorCode::invalid_argument);
  EXPECT_EQ(parse_error("{% " + repeated("liquid ", 30'000) + "%}"), ErrorCode::invalid_argument);
}

TEST(LiquidLimits, UnfinishedTagsAreFoundQuickly) {
  EXPECT_EQ(parse_error(repeated("{%", 100'000)), ErrorCode::invalid_argument);
  EXPECT_EQ(parse_error("{% raw %}" + repeated("{% endra", 30'000)), ErrorCode::invalid_argument);
  EXPECT_EQ(parse_error("{% comment %}" + repeated("{% raw %}", 25'000)), ErrorCode::invalid_argument);
}

TEST(LiquidLimits, EndlessLoopsEnd) {
  EXPECT_EQ(render_error("{% for i in (1..1000000000) %}{% endfor %}"), ErrorCode::deadline);
  EXPECT_EQ(render_error("{% for i in (1..9223372036854775807) %}x{% endfor %}"), ErrorCode::deadline);
  EXPECT_EQ(render_error("{% tablerow i in (1..1000000000) %}{% endtablerow %}"),
            ErrorCode::too_large);  // of its cells
  EXPECT_EQ(render_error("{% for i in (1..1000) %}{% for j in (1..1000) %}{% endfor %}{% endfor %}"),
            ErrorCode::deadline);
}

TEST(LiquidLimits, RangesDoNotBecomeHugeLists) {
  for (const char* filter :
       {"join", "reverse", "sort", "sum", "map: 'x'", "uniq", "concat: (1..2)", "where: 'a'", "compact"}) {
    EXPECT_EQ(render_error("{{ (1..1000000000) | " + std::string(filter) + " }}"), ErrorCode::deadline) << filter;
  }
  EXPECT_EQ(render_error("{{ (1..9000000000) | slice: 0, 9000000000 }}"), ErrorCode::too_large);
  EXPECT_EQ(testing::rendered("{{ (1..1000000000) | size }} {{ (1..1000000000) | last }}"), "1000000000 1000000000");
  EXPECT_EQ(testing::rendered("{{ (1..1000000000) }}"), "1..1000000000");
}

TEST(LiquidLimits, OutputIsBounded) {
  const std::string line = "{% for i in (1..50000) %}" + std::string(100, 'x') + "{% endfor %}";
  EXPECT_EQ(render_error(line), ErrorCode::too_large);
  EXPECT_EQ(render_error("{% capture a %}" + line + "{% endcapture %}"), ErrorCode::too_large);
}

TEST(LiquidLimits, DoublingTextEnds) {
  EXPECT_EQ(
      render_error("{% assign a = 'xxxxxxxx' %}{% for i in (1..100) %}{% assign a = a | append: a %}{% endfor %}"),
      ErrorCode::too_large);
  EXPECT_EQ(render_error(
                "{% assign a = 'xxxxxxxx' %}{% for i in (1..100) %}{% assign a = a | replace: 'x', a %}{% endfor %}"),
            ErrorCode::too_large);
  EXPECT_EQ(
      render_error("{% assign a = 'xxxxxxxx' %}{% for i in (1..100) %}{% assign a = a | replace: '', a %}{% endfor %}"),
      ErrorCode::too_large);
}

TEST(LiquidLimits, DoublingListsEnds) {
  EXPECT_EQ(render_error(
                "{% assign a = '1,2' | split: ',' %}{% for i in (1..100) %}{% assign a = a | concat: a %}{% endfor %}"),
            ErrorCode::too_large);
  EXPECT_EQ(render_error("{% assign a = '1,2' | split: ',' %}{% for i in (1..100) %}{% assign a = a | join: a | split: "
                         "'' %}{% endfor %}"),
            ErrorCode::too_large);
}

TEST(LiquidLimits, SlowFiltersCountAsManySteps) {
  const std::string json =
      R"({"a":")" + std::string(400'000, 'a') + R"(","b":")" + std::string(200'000, 'a') + R"(b"})";
  EXPECT_EQ(render_error("{% if a contains b %}{% endif %}", json), ErrorCode::deadline);
  EXPECT_EQ(render_error("{{ a | remove: b }}", json), ErrorCode::deadline);
  EXPECT_EQ(render_error("{% for i in (1..99999) %}{{ a | size }}{% endfor %}", json), ErrorCode::deadline);
}

// A list may hold one long text a hundred thousand times for a few bytes each.
TEST(LiquidLimits, ListsOfLongTextsAreBoundedByTheTexts) {
  const std::string json =
      R"({"a":[")" + std::string(300'000, 'a') + R"("],"b":[")" + std::string(300'000, 'a') + R"("]})";
  const std::string lists =
      "{% assign l = a %}{% assign m = b %}{% for i in (1..12) %}{% assign l = l | concat: l %}{% assign m = m | "
      "concat: m %}{% endfor %}";
  EXPECT_EQ(render_error(lists + "{{ l }}", json), ErrorCode::too_large);
  EXPECT_EQ(render_error(lists + "{{ l | join }}", json), ErrorCode::too_large);
  EXPECT_EQ(render_error(lists + "{{ l | sort }}", json), ErrorCode::deadline);
  EXPECT_EQ(render_error(lists + "{{ l | concat: m | uniq }}", json), ErrorCode::deadline);
  EXPECT_EQ(render_error(lists + "{% if l == m %}{% endif %}", json), ErrorCode::deadline);
  EXPECT_EQ(render_error(lists + "{% for x in l %}{% if x.size == 1 %}{% endif %}{% endfor %}", json),
            ErrorCode::deadline);
}

TEST(LiquidLimits, LookingForOneOfManyNamesCounts) {
  std::string json = "{";
  for (int i = 0; i < 20'000; ++i) json += "\"k" + std::to_string(i) + "\":1,";
  json += "\"last\":{\"a\":1}}";
  EXPECT_EQ(render_error("{% for i in (1..90000) %}{% if last.a == 2 %}{% endif %}{% endfor %}", json),
            ErrorCode::deadline);
}

TEST(LiquidLimits, PartialsThatIncludeThemselvesEnd) {
  const auto parsed = Template::parse("{% include 'self' %}{% include 'self' %}");
  const auto isolated = Template::parse("{% render 'self' %}");
  ASSERT_TRUE(parsed && isolated);
  for (const Template* self : {&*parsed, &*isolated}) {
    RenderOptions options;
    options.partials = [&](std::string_view) { return self; };
    std::string out;
    const auto r = self->render({}, options, out);
    ASSERT_FALSE(r);
    EXPECT_EQ(r.error().code, ErrorCode::too_large);
    EXPECT_THAT(r.error().message, HasSubstr("nested more than 20 deep"));
  }
}

TEST(LiquidLimits, TheDeadlineIsKept) {
  RenderOptions options;
  options.deadline = std::chrono::steady_clock::time_point::min();
  EXPECT_EQ(render_error("{% for i in (1..5000) %}{{ i }}{% endfor %}", "{}", options), ErrorCode::deadline);
}

TEST(LiquidLimits, ArithmeticDoesNotOverflow) {
  EXPECT_EQ(testing::rendered("{{ 9223372036854775807 | plus: 1 }}"), "9.223372036854776e+18");
  EXPECT_EQ(testing::rendered("{{ -9223372036854775807 | minus: 1 | divided_by: -1 }}"), "9.223372036854776e+18");
  EXPECT_EQ(testing::rendered("{{ -9223372036854775807 | minus: 1 | abs }}"), "9.223372036854776e+18");
  EXPECT_EQ(testing::rendered("{{ -9223372036854775807 | minus: 1 | modulo: -1 }}"), "0");
  EXPECT_EQ(testing::rendered("{{ 5 | round: 9223372036854775807 }}"), "5");
}

}  // namespace
}  // namespace throng::liquid
