#include "liquid/template.h"

#include <map>
#include <thread>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "liquid/testing.h"

namespace throng::liquid {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using testing::rendered;

class Partials {
 public:
  explicit Partials(std::initializer_list<std::pair<const char*, const char*>> given) {
    for (const auto& [name, text] : given) {
      const auto parsed = Template::parse(text);
      EXPECT_TRUE(parsed) << name;
      if (parsed) templates_.emplace(name, *parsed);
    }
  }
  RenderOptions options() const {
    RenderOptions options;
    options.partials = [this](std::string_view name) {
      const auto at = templates_.find(name);
      return at == templates_.end() ? nullptr : &at->second;
    };
    return options;
  }

 private:
  std::map<std::string, Template, std::less<>> templates_;
};

TEST(Template, PrintsWhatThePersonHas) {
  EXPECT_EQ(rendered("Hi {{ person.name | default: 'friend' }}!", R"({"person":{"name":"Ann"}})"), "Hi Ann!");
  EXPECT_EQ(rendered("Hi {{ person.name | default: 'friend' }}!", R"({"person":{}})"), "Hi friend!");
  EXPECT_EQ(rendered("{{ 用户.名字 }}", R"({"用户":{"名字":"小明"}})"), "小明");
}

TEST(Template, WritesAnEmail) {
  const std::string_view text = R"(Hello {{ person.name | default: 'friend' | capitalize }},
{% if order.total > 100 -%}
  a large order
{%- else -%}
  an order
{%- endif %} of {{ order.at | date: '%B %-d, %Y' }}:
{% for item in order.items -%}
  {{ forloop.index }}. {{ item.name }} {{ item.price | times: item.quantity }}{% unless forloop.last %};{% endunless %}
{% endfor -%}
Total {{ order.total }} EUR.)";
  const std::string_view data = R"({"person":{"name":"ann"},"order":{"total":59.97,"at":"2026-11-26T10:00:00Z",
    "items":[{"name":"Tea","price":9.99,"quantity":3},{"name":"Cup","price":30,"quantity":1}]}})";
  EXPECT_EQ(rendered(text, data),
            "Hello Ann,\nan order of November 26, 2026:\n1. Tea 29.97;\n2. Cup 30\nTotal 59.97 EUR.");
}

TEST(Template, PrintsListsRunTogetherAndObjectsAsRubyShowsThem) {
  EXPECT_EQ(rendered("{{ a }}|{{ o }}", R"({"a":[1,[2,null],"x"],"o":{"k":"v","n":[1,null]}})"),
            R"(12x|{"k"=>"v", "n"=>[1, nil]})");
}

TEST(Template, AppendsToWhatIsThere) {
  const auto parsed = Template::parse("b{{ c }}");
  std::string out = "a";
  ASSERT_TRUE(parsed->render(*Value::from_json(R"({"c":"c"})"), {}, out));
  EXPECT_EQ(out, "abc");
}

TEST(Template, LeavesTheOutputAsItWasAfterAnError) {
  const auto parsed = Template::parse("text {{ 1 | divided_by: 0 }}");
  std::string out = "before";
  const auto r = parsed->render({}, {}, out);
  ASSERT_FALSE(r);
  EXPECT_EQ(r.error().code, ErrorCode::invalid_argument);
  EXPECT_EQ(out, "before");
}

TEST(Template, RendersFromManyThreadsAtOnce) {
  const auto parsed = Template::parse("{% for i in (1..50) %}{% cycle 'a', 'b' %}{{ i | times: 2 }}{% endfor %}");
  std::string first;
  ASSERT_TRUE(parsed->render({}, {}, first));
  std::vector<std::string> outs(4);
  std::vector<std::thread> threads;
  for (std::string& out : outs) {
    threads.emplace_back([&] { EXPECT_TRUE(parsed->render({}, {}, out)); });
  }
  for (std::thread& t : threads) t.join();
  for (const std::string& out : outs) EXPECT_EQ(out, first);
}

// Errors name the line and what is wrong.
TEST(Template, SaysWhatIsWrongAndWhere) {
  const std::pair<const char*, const char*> kWrong[] = {
      {"a\n{{ b", "line 2: {{ is not closed"},
      {"a\n\n{% if b", "line 3: {% is not closed"},
      {"{% if a %}", "line 1: {% if %} is not closed; end it with {% endif %}"},
      {"\n{% for a in b %}{% if c %}{% endfor %}", "{% endfor %} closes nothing"},
      {"{% endif %}", "{% endif %} closes nothing"},
      {"{% wobble %}", "there is no tag \"wobble\""},
      {"{{ a | wobble }}", "there is no filter \"wobble\""},
      {"{{ a | append }}", "takes 1 to 1 arguments, not 0"},
      {"{{ a b }}", "cannot read what stands at \"b\""},
      {"{{ 'a }}", "text without a closing quote"},
      {"{{ a[1 }}", "expected ]"},
      {"{{ (1..2 }}", "expected )"},
      {"{% assign a %}", "expected = behind the name"},
      {"{% for a of b %}{% endfor %}", "expected \"in\""},
      {"{% comment %}", "{% comment %} is not closed"},
      {"{% raw %}{{", "{% raw %} is not closed"},
      {"{% case %}{% endcase %}", "expected a variable"},
      {"{% render name %}", "takes the partial's name in quotes"},
      {"{% %}", "must be followed by the name of a tag"},
      {"{% liquid\n  echo 1\n  wobble\n%}", "line 3: there is no tag \"wobble\""},
  };
  for (const auto& [text, message] : kWrong) EXPECT_THAT(rendered(text), HasSubstr(message)) << text;
}

TEST(Template, SaysWhatCannotBeRendered) {
  EXPECT_EQ(rendered("\n{{ 1 | divided_by: 0 }}"), "error: line 2: divided by zero");
  EXPECT_THAT(rendered("{% if a > 1 %}{% endif %}", R"({"a":"2"})"), HasSubstr("cannot compare text with a number"));
  EXPECT_THAT(rendered("{% include 'a' %}"), HasSubstr("there is no partial \"a\""));
  EXPECT_THAT(rendered("{% include a %}"), HasSubstr("the name of a partial must be text"));
}

TEST(Template, SaysInWhichPartialAnErrorIs) {
  const Partials partials{{"broken", "\n{{ 1 | modulo: 0 }}"}};
  EXPECT_EQ(rendered("{% render 'broken' %}", "{}", partials.options()),
            "error: partial \"broken\", line 2: divided by zero");
}

TEST(Template, RenderSeesTheDataButNotTheAssigns) {
  const Partials partials{{"p", "{{ shop }}-{{ mine }}"}};
  const std::string_view text = "{% assign mine = 1 %}{% render 'p' %} {% include 'p' %}";
  EXPECT_EQ(rendered(text, R"({"shop":"S"})", partials.options()), "S- S-1");
}

TEST(Template, IncludeIsNotAllowedWithinRender) {
  const Partials partials{{"outer", "{% include 'inner' %}"}, {"inner", "x"}};
  EXPECT_EQ(rendered("{% include 'outer' %}", "{}", partials.options()), "x");
  EXPECT_THAT(rendered("{% render 'outer' %}", "{}", partials.options()), HasSubstr("use {% render %}"));
}

std::vector<std::string> missing(std::string_view text, std::string_view json) {
  std::vector<std::string> out;
  RenderOptions options;
  options.missing = &out;
  rendered(text, json, options);
  return out;
}

TEST(Template, ReportsMissingVariablesOnceEach) {
  EXPECT_THAT(missing("{{ a.b }}{{ a.b }}{{ c }}{{ d }}{{ e[0].f }}", R"({"a":{},"d":1})"),
              ElementsAre("a.b", "c", "e[0].f"));
  EXPECT_THAT(missing("{% assign x = y %}{% for i in z %}{% endfor %}", "{}"), ElementsAre("y", "z"));
  EXPECT_THAT(missing("{{ 'a' | append: b }}", "{}"), ElementsAre("b"));
}

TEST(Template, DoesNotMissWhatIsNilOrHasADefaultOrIsOnlyAskedFor) {
  EXPECT_THAT(missing("{{ a }}", R"({"a":null})"), ElementsAre());
  EXPECT_THAT(missing("{{ a | upcase | default: 'x' }}", "{}"), ElementsAre());
  EXPECT_THAT(missing("{% if a == 1 %}{% elsif b %}{% endif %}", "{}"), ElementsAre());
}

TEST(Template, NowIsWhatTheCallerSays) {
  RenderOptions options;
  options.now = *parse_instant("2026-11-26T23:30:05.250Z");
  EXPECT_EQ(rendered("{{ 'now' | date: '%Y-%m-%d %H:%M:%S.%L' }}", "{}", options), "2026-11-26 23:30:05.250");
}

TEST(Value, ReadsJson) {
  EXPECT_EQ(rendered("{{ a }} {{ b }} {{ c }}", R"({"a":12345678901,"b":1.5,"c":1e300})"), "12345678901 1.5 1.0e+300");
  EXPECT_EQ(Value::from_json("[1").error().code, ErrorCode::invalid_argument);
  EXPECT_EQ(Value::from_json("[1]", 2).error().code, ErrorCode::too_large);
}

TEST(Value, IsMadeByHand) {
  const Value data(Value::Object{{"list", Value(Value::Array{Value("a"), Value(std::int64_t{2}), Value(true)})}});
  std::string out;
  ASSERT_TRUE(Template::parse("{{ list | join: ',' }}")->render(data, {}, out));
  EXPECT_EQ(out, "a,2,true");
}

}  // namespace
}  // namespace throng::liquid
