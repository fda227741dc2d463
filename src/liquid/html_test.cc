// In HTML what {{ }} prints is escaped, once.
#include <gtest/gtest.h>

#include "liquid/testing.h"

namespace throng::liquid {
namespace {

using testing::rendered;
using testing::rendered_html;

constexpr std::string_view kData = R"({"x":"<b>\"A\" & 'B'</b>","list":["<",">"],"o":{"k":"<"},"n":5})";
constexpr std::string_view kEscaped = "&lt;b&gt;&quot;A&quot; &amp; &#39;B&#39;&lt;/b&gt;";
constexpr std::string_view kRaw = "<b>\"A\" & 'B'</b>";

TEST(LiquidHtml, EscapesOutputButNotTheTemplate) {
  EXPECT_EQ(rendered_html("<p>{{ x }}</p>", kData), "<p>" + std::string(kEscaped) + "</p>");
  EXPECT_EQ(rendered_html("{% echo x %}", kData), kEscaped);
  EXPECT_EQ(rendered_html("{% cycle x %}", kData), kEscaped);
  EXPECT_EQ(rendered_html("{{ list }}{{ o }}{{ n }}", kData), "&lt;&gt;{&quot;k&quot;=&gt;&quot;&lt;&quot;}5");
}

TEST(LiquidHtml, DoesNotEscapeText) {
  EXPECT_EQ(rendered("<p>{{ x }}</p>", kData), "<p>" + std::string(kRaw) + "</p>");
}

TEST(LiquidHtml, RawPassesAsItIs) {
  EXPECT_EQ(rendered_html("{{ x | raw }}", kData), kRaw);
  EXPECT_EQ(rendered_html("{% assign y = x | raw %}{{ y }}", kData), kRaw);
}

TEST(LiquidHtml, WhatIsEscapedIsNotEscapedAgain) {
  EXPECT_EQ(rendered_html("{{ x | escape }}", kData), kEscaped);
  EXPECT_EQ(rendered_html("{{ x | escape | escape }}", kData), kEscaped);
  EXPECT_EQ(rendered_html("{{ '&lt;<' | escape_once }}", kData), "&lt;&lt;");
  EXPECT_EQ(rendered_html("{% capture y %}<i>{{ x }}</i>{% endcapture %}{{ y }}", kData),
            "<i>" + std::string(kEscaped) + "</i>");
}

TEST(LiquidHtml, FiltersThatChangeTextMakeItUnsafeAgain) {
  EXPECT_EQ(rendered_html("{{ '<' | raw | upcase }}"), "&lt;");
  EXPECT_EQ(rendered_html("{{ '<' | raw | replace: 'a', 'b' }}"), "&lt;");
  EXPECT_EQ(rendered_html("{{ '<a' | raw | slice: 0, 1 }}"), "&lt;");
}

TEST(LiquidHtml, WhatIsPutBesideSafeTextIsEscaped) {
  EXPECT_EQ(rendered_html("{{ '<br>' | raw | append: x }}", kData), "<br>" + std::string(kEscaped));
  EXPECT_EQ(rendered_html("{{ '<br>' | raw | prepend: '<' }}", kData), "&lt;<br>");
  EXPECT_EQ(rendered_html("{{ '<' | append: '>' }}", kData), "&lt;&gt;");
}

TEST(LiquidHtml, LineBreaksAreTagsInEscapedText) {
  EXPECT_EQ(rendered_html("{{ a | newline_to_br }}", R"({"a":"<\n>"})"), "&lt;<br />\n&gt;");
}

}  // namespace
}  // namespace throng::liquid
