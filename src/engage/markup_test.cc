#include "engage/markup.h"

#include <gtest/gtest.h>

namespace throng::engage {
namespace {

std::string wrapped(std::string_view html) {
  return with_links(html, [](std::string_view url) { return "T(" + std::string(url) + ")"; });
}

TEST(Markup, LinksToTheWebAreReplacedAndNothingElse) {
  EXPECT_EQ(wrapped("<a href=\"https://a.example/?x=1&amp;y=2\">go</a>"),
            "<a href=\"T(https://a.example/?x=1&amp;y=2)\">go</a>");
  EXPECT_EQ(wrapped("<A class=x HREF='HTTP://a.example'>go</A>"), "<A class=x HREF='T(HTTP://a.example)'>go</A>");
  EXPECT_EQ(wrapped("<a\n href = http://a.example >"), "<a\n href = T(http://a.example) >");
  for (const std::string_view same :
       {"<a href=\"mailto:a@b.example\">", "<a href=\"#top\">", "<a name=x>", "<img src=\"https://a.example\">",
        "<abbr href=\"https://a.example\">", "<!-- <a href=\"https://a.example\"> -->", "a < b and b > c",
        "<a data-href=\"https://a.example\">", "<a href", "<a href=\"", "<", "<a", "<a href=>"})
    EXPECT_EQ(wrapped(same), same);
}

TEST(Markup, QuotesMayHoldABracket) {
  EXPECT_EQ(wrapped("<a title=\"a > b\" href=\"https://x.example\">"),
            "<a title=\"a > b\" href=\"T(https://x.example)\">");
}

TEST(Markup, WhatALinkSaysIsEncoded) {
  EXPECT_EQ(with_links("<a href='https://x.example'>", [](std::string_view) { return std::string("a'b&c"); }),
            "<a href='a&#39;b&amp;c'>");
}

TEST(Markup, ThePixelStandsAtTheEndOfTheBody) {
  const std::string inside = with_pixel("<html><BODY>hi</BODY></html>", "https://x.example/o?a&b");
  EXPECT_EQ(inside.find("<img src=\"https://x.example/o?a&amp;b\""), std::string("<html><BODY>hi").size());
  EXPECT_TRUE(with_pixel("hi", "u").starts_with("hi<img"));
}

TEST(Markup, ThePreheaderComesFirstAndIsNoMarkup) {
  const std::string html = with_preheader("<body class=\"x\">hi", "1 < 2");
  EXPECT_TRUE(html.starts_with("<body class=\"x\"><div"));
  EXPECT_NE(html.find("1 &lt; 2</div>hi"), std::string::npos);
}

TEST(Markup, TextIsWhatTheHtmlSays) {
  EXPECT_EQ(text_of("<html><head><title>T</title><style>p{}</style></head><body><h1>Hi  Ann</h1><p>Buy\n<b>now</b> "
                    "&amp; save</p><ul><li>one</li><li>two</li></ul><a href=\"https://x.example\">Shop</a></body>"),
            "Hi Ann\n\nBuy now & save\n\n- one\n\n- two\n\nShop (https://x.example)\n");
  EXPECT_EQ(text_of("<a href=\"mailto:x\">mail</a>"), "mail\n");
  EXPECT_EQ(text_of(""), "");
  EXPECT_EQ(text_of("<p>你好，<br>世界</p>"), "你好，\n世界\n");
}

}  // namespace
}  // namespace throng::engage
