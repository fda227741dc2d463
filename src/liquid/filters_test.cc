// Filters beyond what the golden vectors ask.
#include <gtest/gtest.h>

#include "liquid/testing.h"

namespace throng::liquid {
namespace {

using testing::rendered;

std::string filtered(const std::string& expression, std::string_view json = "{}") {
  return rendered("{{ " + expression + " }}", json);
}
std::string dated(const std::string& text, const std::string& format) {
  return filtered("'" + text + "' | date: '" + format + "'");
}

TEST(LiquidNumbers, AreDecimal) {
  EXPECT_EQ(filtered("0.1 | plus: 0.2"), "0.3");
  EXPECT_EQ(filtered("19.99 | times: 3"), "59.97");
  EXPECT_EQ(filtered("1.005 | round: 2"), "1.01");
  EXPECT_EQ(filtered("-2.5 | round"), "-3");
  EXPECT_EQ(filtered("1234 | round: -2"), "1200");
  EXPECT_EQ(filtered("0.07 | times: 100"), "7.0");
  EXPECT_EQ(filtered("-7 | divided_by: 2"), "-4");
  EXPECT_EQ(filtered("-7 | modulo: 3"), "2");
  EXPECT_EQ(filtered("'12 pieces' | plus: 1"), "13");
}

TEST(LiquidNumbers, PrintAsInRuby) {
  EXPECT_EQ(filtered("100000000000000000.0"), "1.0e+17");
  EXPECT_EQ(filtered("1000000000000000.0"), "1000000000000000.0");
  EXPECT_EQ(filtered("0.0001"), "0.0001");
  EXPECT_EQ(filtered("0.00001"), "1.0e-05");
  EXPECT_EQ(filtered("-0.5"), "-0.5");
}

TEST(LiquidDates, AreReadAsPeopleWriteThem) {
  for (const char* text :
       {"2016-03-14", "2016/03/14", "March 14, 2016", "14 March 2016", "Mar 14 2016", "Mon, 14 Mar 2016", "14/03/2016",
        "14.3.2016", "20160314", "14th of March 2016", "2016-03-14T00:00:00Z", "2016-03-14 00:00"}) {
    EXPECT_EQ(dated(text, "%F"), "2016-03-14") << text;
  }
  EXPECT_EQ(dated("2016-03-14T10:20:30.456+08:00", "%FT%T.%L %z %s"), "2016-03-14T10:20:30.456 +0800 1457922030");
  EXPECT_EQ(dated("Mar 14 2016 5 pm", "%H:%M"), "17:00");
  EXPECT_EQ(dated("Mar 14 2016 12:30 AM", "%H:%M"), "00:30");
}

TEST(LiquidDates, WhatIsNoDateStays) {
  for (const char* text :
       {"hello", "2016-13-01", "2016-02-30", "10:00", "99999999999999999999", "March", "2016-03-14 25:00", ""}) {
    EXPECT_EQ(dated(text, "%F"), text) << text;
  }
}

TEST(LiquidDates, AreWrittenByStrftime) {
  const std::string text = "2021-01-03T04:05:06Z";  // a Sunday, in the last ISO week of 2020
  EXPECT_EQ(dated(text, "%a %A %b %B %d %-d %e %j"), "Sun Sunday Jan January 03 3  3 003");
  EXPECT_EQ(dated(text, "%H %I %l %-I %M %S %p %P %k"), "04 04  4 4 05 06 AM am  4");
  EXPECT_EQ(dated(text, "%G-W%V-%u %U %W %w %y %C"), "2020-W53-7 01 00 0 21 20");
  EXPECT_EQ(dated(text, "%^a %^B %_m %05d %3N %z %:z %Z"), "SUN JANUARY  1 00003 000 +0000 +00:00 UTC");
  EXPECT_EQ(dated(text, "%D %R %r %c"), "01/03/21 04:05 04:05:06 AM Sun Jan  3 04:05:06 2021");
  EXPECT_EQ(dated(text, "%Q %"), "%Q %");
}

TEST(LiquidText, CountsCharacters) {
  EXPECT_EQ(filtered("'测试文字' | size"), "4");
  EXPECT_EQ(filtered("'测试文字' | slice: 1, 2"), "试文");
  EXPECT_EQ(filtered("'测试文字' | truncate: 3, '…'"), "测试…");
  EXPECT_EQ(filtered("'测试' | split: '' | join: '-'"), "测-试");
}

TEST(LiquidText, ChangesCaseBeyondAscii) {
  EXPECT_EQ(filtered("'émile zola' | capitalize"), "Émile zola");
  EXPECT_EQ(filtered("'größe привет ŁÓDŹ' | upcase"), "GRÖßE ПРИВЕТ ŁÓDŹ");
  EXPECT_EQ(filtered("'ŁÓDŹ ПРИВЕТ ΑΒΓ ÷×' | downcase"), "łódź привет αβγ ÷×");
}

TEST(LiquidText, BytesThatAreNotUtf8Pass) {
  const auto parsed = Template::parse("{{ '\xff\xe6' | upcase }}{{ '\xff\xe6' | size }}");
  ASSERT_TRUE(parsed);
  std::string out;
  ASSERT_TRUE(parsed->render({}, {}, out));
  EXPECT_EQ(out,
            "\xff\xe6"
            "2");
}

TEST(LiquidLists, SortKeepsTheOrderOfEquals) {
  const std::string_view json = R"({"a":[{"k":2,"n":"b"},{"k":1,"n":"c"},{"k":2,"n":"a"},{"n":"z"}]})";
  EXPECT_EQ(filtered("a | sort: 'k' | map: 'n' | join: ''", json), "cbaz");
  EXPECT_EQ(filtered("a | where: 'k', 2 | map: 'n' | join: ''", json), "ba");
}

TEST(LiquidCode, RefusesWhatIsNotBase64) {
  EXPECT_EQ(filtered("'YQ' | base64_url_safe_decode"), "a");
  EXPECT_EQ(filtered("'YQ' | base64_decode").substr(0, 6), "error:");
  EXPECT_EQ(filtered("'Y*==' | base64_decode").substr(0, 6), "error:");
  EXPECT_EQ(filtered("'a%2' | url_decode"), "a%2");
}

}  // namespace
}  // namespace throng::liquid
