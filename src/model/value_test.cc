#include "model/value.h"

#include <limits>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "base/json.h"

namespace throng::model {
namespace {

using ::testing::ElementsAre;
using ::testing::Optional;

constexpr Instant kNow = from_ms(1'790'000'000'000);

Comparison comparison(std::string_view json) {
  const Filter filter = json::read<Filter>(json).value();
  EXPECT_TRUE(validate(filter, FilterPlace::event)) << json;
  return std::get<EventProperty>(filter.node).comparison;
}

// One comparison against raw values: those listed hold, the others do not.
struct Case {
  const char* filter;
  std::vector<std::string> holds;
  std::vector<std::string> fails;
};

const std::vector<Case> kCases = {
    {R"({"event":"x","op":"is","value":"5"})", {R"("5")", "5"}, {R"("50")", "5.0", R"(["5"])", "", "null"}},
    {R"({"event":"x","op":"is","value":"true"})", {"true", R"("true")"}, {"false", ""}},
    {R"({"event":"x","op":"is","value":""})", {R"("")"}, {"", "null", "0"}},
    {R"({"event":"x","op":"is","value":"null"})", {R"("null")"}, {"", "null"}},
    {R"({"event":"x","op":"is_not","value":"a"})", {R"("b")", "5", "", "null", R"(["a"])"}, {R"("a")"}},
    {R"({"event":"x","op":"is","value":"ÀB","case_insensitive":true})", {R"("àb")", R"("ÀB")"}, {R"("ab")", ""}},
    {R"({"event":"x","op":"is","value":"ß","case_insensitive":true})", {R"("ß")", R"("ẞ")"}, {R"("ss")"}},
    {R"({"event":"x","op":"contains","value":"a\"\\"})", {R"("xa\"\\y")"}, {R"("a")", ""}},
    {R"({"event":"x","op":"contains","value":"2"})", {"12.5", R"("2")"}, {"3", R"(["2"])", ""}},
    {R"({"event":"x","op":"not_contains","value":"b"})", {R"("a")", "", R"(["b"])"}, {R"("abc")"}},
    {R"({"event":"x","op":"starts_with","value":"a\n"})", {R"("a\nb")"}, {R"("ba\n")", ""}},
    {R"({"event":"x","op":"ends_with","value":"é"})", {R"("café")"}, {R"("éc")", ""}},
    {R"({"event":"x","op":"matches","value":"^a.c$"})", {R"("abc")"}, {R"("xabc")", R"("a\nc")", ""}},
    {R"({"event":"x","op":"matches","value":"b"})", {R"("abc")"}, {R"("B")"}},
    {R"({"event":"x","op":"matches","value":"B","case_insensitive":true})", {R"("abc")"}, {R"("c")"}},
    {R"({"event":"x","op":"in","value":["a","7"]})", {R"("a")", "7"}, {R"("b")", ""}},
    {R"({"event":"x","op":"not_in","value":["a","7"]})", {R"("b")", ""}, {R"("a")", "7"}},
    {R"({"event":"x","op":"=","value":5})",
     {"5", R"("5")", R"("5.0")", R"("5e0")", R"("05")"},
     {"5.1", R"(" 5")", R"("+5")", R"("5x")", R"("0x5")", R"("")", "", "true"}},
    {R"({"event":"x","op":"!=","value":5})", {"4", R"("abc")", "", "null"}, {"5", R"("5")"}},
    {R"({"event":"x","op":">","value":5})", {"6", R"("1e9")"}, {"5", R"("abc")", R"("inf")", R"("1e999")", ""}},
    {R"({"event":"x","op":"<","value":5})", {"4.9", "-1", R"("-1e-999")"}, {"5", "", R"("nan")", R"(".5")", R"("5.")"}},
    {R"({"event":"x","op":"between","value":[1,2]})", {"1", "2", R"("1.5")"}, {"0.9", "2.1", ""}},
    {R"({"event":"x","op":"before","value":"2026-03-01"})",
     {R"("2026-02-28")", R"("2026-02-28T23:59:59.999Z")"},
     {R"("2026-03-01")", R"("2026-02-31")", R"("2026-02-28T10:00:00+01:00")", "5", ""}},
    {R"({"event":"x","op":"after","value":"2026-03-01T00:00:00Z"})",
     {R"("2026-03-01T00:00:00.001Z")"},
     {R"("2026-03-01T00:00:00Z")", R"("2026-03-01T00:00:60Z")", ""}},
    {R"({"event":"x","op":"is_true"})", {"true"}, {"false", R"("true")", "1", ""}},
    {R"({"event":"x","op":"is_false"})", {"false"}, {"true", R"("false")", "0", ""}},
    {R"({"event":"x","op":"has","value":"a"})", {R"(["b","a"])"}, {R"("a")", R"(["ab"])", "[]", ""}},
    {R"({"event":"x","op":"has","value":"5"})", {"[5]", R"(["5"])"}, {"[55]", "5"}},
    {R"({"event":"x","op":"has","value":","})", {R"([","])"}, {R"(["a,",",b"])"}},
    {R"({"event":"x","op":"has_any","value":["a","B"],"case_insensitive":true})",
     {R"(["x","b"])"},
     {R"(["x"])", "[]", ""}},
    {R"({"event":"x","op":"has_all","value":["a","b"]})", {R"(["b","c","a"])"}, {R"(["a"])", ""}},
    {R"({"event":"x","op":"is_empty"})", {"[]"}, {R"("")", R"([""])", ""}},
    {R"({"event":"x","op":"is_set"})", {R"("")", "0", "false", "[]"}, {"", "null"}},
    {R"({"event":"x","op":"is_not_set"})", {"", "null"}, {R"("")", "0"}},
};

TEST(Matcher, HoldsForExactlyTheseValues) {
  for (const Case& c : kCases) {
    const Matcher matcher(comparison(c.filter), kNow);
    for (const std::string& raw : c.holds) EXPECT_TRUE(matcher(raw)) << c.filter << " on " << raw;
    for (const std::string& raw : c.fails) EXPECT_FALSE(matcher(raw)) << c.filter << " on " << raw;
  }
}

std::string raw_instant(Instant t) { return '"' + format_instant(t) + '"'; }

TEST(Matcher, TheLastSpanEndsNowAndIncludesBothEnds) {
  const Matcher in(comparison(R"({"event":"x","op":"in_last","value":"7d"})"), kNow);
  const Matcher out(comparison(R"({"event":"x","op":"not_in_last","value":"7d"})"), kNow);
  for (const Duration ago : {Duration(0), days(7)}) {
    EXPECT_TRUE(in(raw_instant(kNow - ago)));
    EXPECT_FALSE(out(raw_instant(kNow - ago)));
  }
  for (const Duration ago : {Duration(-1), days(7) + Duration(1)}) {
    EXPECT_FALSE(in(raw_instant(kNow - ago)));
    EXPECT_TRUE(out(raw_instant(kNow - ago)));
  }
  EXPECT_FALSE(in(""));
  EXPECT_FALSE(out(""));
}

TEST(Matcher, NumbersReadBeforehandGiveTheSameTruth) {
  const std::vector<std::string> raws = {"5", "4", R"("5")", R"("abc")", "", "[5]", "true"};
  for (const char* op : {"=", "!=", "<", "<=", ">", ">="}) {
    const Matcher matcher(comparison(std::string(R"({"event":"x","value":5,"op":")") + op + "\"}"), kNow);
    for (const std::string& raw : raws) {
      const double number = as_number(raw).value_or(std::numeric_limits<double>::quiet_NaN());
      EXPECT_EQ(matcher(raw), matcher.number(number)) << op << ' ' << raw;
    }
  }
}

TEST(Values, ReadAsTheirFamilies) {
  EXPECT_THAT(as_text(R"("a\u0001é\"")"), Optional(std::string("a\x01é\"")));
  EXPECT_THAT(as_text(R"("\ud83d\ude00")"), Optional(std::string("😀")));
  EXPECT_THAT(as_text("12.5"), Optional(std::string("12.5")));
  EXPECT_EQ(as_text("[1]"), std::nullopt);
  EXPECT_EQ(as_text("null"), std::nullopt);
  EXPECT_EQ(as_text(R"("\ud83d")"), std::nullopt);
  EXPECT_THAT(as_list(R"(["a,]\"",1.5,true,null])"), Optional(ElementsAre("a,]\"", "1.5", "true")));
  EXPECT_EQ(as_list(R"(["a")"), std::nullopt);
  EXPECT_THAT(as_instant(R"("2024-02-29")"), Optional(from_ms(1'709'164'800'000)));
  EXPECT_EQ(as_instant(R"("2023-02-29")"), std::nullopt);
  EXPECT_EQ(as_instant(R"("2024-02-29 10:00:00Z")"), std::nullopt);
}

TEST(Labels, AreTheTextAndMissingIsNone) {
  EXPECT_EQ(label_of(R"("a\"b")"), "a\"b");
  EXPECT_EQ(label_of("5"), "5");
  EXPECT_EQ(label_of(R"("5")"), "5");
  EXPECT_EQ(label_of(R"(["a"])"), R"(["a"])");
  EXPECT_EQ(label_of(""), "$none");
  EXPECT_EQ(label_of("null"), "$none");
}

RC_GTEST_PROP(Values, TextSurvivesQuoting, (const std::string& bytes)) {
  std::string raw;
  json::write_string(raw, bytes);
  RC_ASSERT(as_text(raw) == std::optional(bytes));
}

RC_GTEST_PROP(Values, ListsSurviveQuoting, (const std::vector<std::string>& texts)) {
  RC_ASSERT(as_list(json::to_string(texts)) == std::optional(texts));
}

RC_GTEST_PROP(Values, NumbersSurviveWriting, ()) {
  const auto number =
      *rc::gen::map(rc::gen::arbitrary<std::int64_t>(), [](std::int64_t n) { return static_cast<double>(n) / 1024; });
  RC_ASSERT(as_number(json::to_string(number)) == std::optional(number));
}

TEST(FoldCase, IsUnicodeSimpleFolding) {
  EXPECT_EQ(fold_case("ÀÉ İ Straße ΣΑΣ ẞ"), "àé İ straße σασ ß");
  EXPECT_EQ(fold_case("ſ"), "s");
  EXPECT_EQ(fold_case("a\xff"
                      "B"),
            "a\xff"
            "b");
}

}  // namespace
}  // namespace throng::model
