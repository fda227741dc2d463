#include "base/json.h"

#include <cmath>
#include <cstring>
#include <limits>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace throng::json {
namespace {

enum class Color { red, dark_green };
BOOST_DESCRIBE_ENUM(Color, red, dark_green)

struct Inner {
  std::string name;
  std::optional<std::int64_t> count;
};
BOOST_DESCRIBE_STRUCT(Inner, (), (name, count))

struct Outer : Inner {
  Color color = Color::red;
  std::vector<Inner> items;
  std::map<std::string, double> prices;
  Duration window = days(7);
  Instant at{};
  bool on = false;
};
BOOST_DESCRIBE_STRUCT(Outer, (Inner), (color, items, prices, window, at, on))

struct Picky {
  Inner inner;
  std::string name;
  bool on = true;
  static constexpr std::string_view kRequired[] = {"inner", "name"};
};
BOOST_DESCRIBE_STRUCT(Picky, (), (inner, name, on))
struct Pickier : Picky {};
BOOST_DESCRIBE_STRUCT(Pickier, (Picky), ())

TEST(Json, RequiresWhatTheStructNames) {
  EXPECT_TRUE(read<Picky>(R"({"inner":{},"name":""})"));
  EXPECT_EQ(describe(read<Picky>(R"({"inner":{}})").error()), "name: is required");
  EXPECT_EQ(describe(read<Pickier>(R"({"name":"n"})").error()), "inner: is required");
  EXPECT_EQ(describe(read<std::vector<Picky>>(R"([{"name":"n"}])").error()), "[0].inner: is required");
}

std::string error_of(std::string_view text) {
  const auto result = read<Outer>(text);
  return result ? "no error" : describe(result.error());
}

TEST(Json, ReadsADescribedStructWithItsBaseAndKeepsDefaults) {
  const auto got =
      read<Outer>(R"({"name":"n","count":3,"color":"dark_green","items":[{"name":"a"},{"name":"b","count":null}],)"
                  R"("prices":{"x":1.5},"window":"30m","at":"2026-01-02T03:04:05.678Z"})");
  ASSERT_TRUE(got.has_value()) << describe(got.error());
  EXPECT_EQ(got->name, "n");
  EXPECT_EQ(got->count, 3);
  EXPECT_EQ(got->color, Color::dark_green);
  ASSERT_EQ(got->items.size(), 2u);
  EXPECT_EQ(got->items[1].count, std::nullopt);
  EXPECT_EQ(got->prices.at("x"), 1.5);
  EXPECT_EQ(got->window, minutes(30));
  EXPECT_EQ(format_instant(got->at), "2026-01-02T03:04:05.678Z");
  EXPECT_FALSE(got->on);
}

TEST(Json, NamesThePathOfWhatIsWrong) {
  EXPECT_EQ(error_of(R"({"items":[{"name":"a"},{"name":5}]})"), "items[1].name: expected text, got a number");
  EXPECT_EQ(error_of(R"({"color":"blue"})"), "color: expected one of red, dark_green, got \"blue\"");
  EXPECT_EQ(error_of(R"({"prices":{"x":"1"}})"), "prices.x: expected a number, got text");
  EXPECT_EQ(error_of(R"({"nope":1})"), "nope: unknown field");
  EXPECT_EQ(error_of(R"({"count":1.5})"), "count: expected a whole number, got a number");
  EXPECT_EQ(error_of(R"({"count":18446744073709551615})"), "count: expected a whole number, got a number");
  EXPECT_THAT(error_of(R"({"window":"soon"})"), testing::StartsWith("window: expected a duration"));
  EXPECT_THAT(error_of("[1"), testing::StartsWith("not valid JSON"));
  EXPECT_EQ(error_of("[]"), "expected an object, got a list");
}

TEST(Json, RefusesTextThatIsTooDeep) {
  EXPECT_FALSE(Document::parse(std::string(65, '[') + std::string(65, ']')).has_value());
  EXPECT_TRUE(Document::parse(std::string(60, '[') + std::string(60, ']')).has_value());
}

TEST(Json, LeavesOutAbsentOptionalsAndEscapesText) {
  Outer value;
  value.name = "a\"b\\c\n\x01\xe4\xba\xba";
  value.items = {Inner{"x", 1}};
  EXPECT_EQ(to_string(value), R"({"name":"a\"b\\c\n\u0001)"
                              "\xe4\xba\xba"
                              R"(","color":"red","items":[{"name":"x","count":1}],"prices":{},"window":"1w",)"
                              R"("at":"1970-01-01T00:00:00.000Z","on":false})");
}

TEST(Json, WritesNumbersShortest) {
  EXPECT_EQ(to_string(5.0), "5");
  EXPECT_EQ(to_string(0.1), "0.1");
  EXPECT_EQ(to_string(1e100), "1e+100");
  EXPECT_EQ(to_string(std::numeric_limits<double>::quiet_NaN()), "null");
  EXPECT_EQ(to_string(std::uint64_t{18446744073709551615u}), "18446744073709551615");
}

RC_GTEST_PROP(JsonProperty, TextSurvivesTheRoundTrip, (const std::string& raw)) {
  std::string text;
  for (const char c : raw) text += static_cast<char>(c & 0x7f);  // any ASCII, control characters included
  RC_ASSERT(read<std::string>(to_string(text)).value() == text);
}

RC_GTEST_PROP(JsonProperty, NumbersSurviveTheRoundTrip, (std::int64_t bits)) {
  double value = 0;
  std::memcpy(&value, &bits, sizeof value);
  if (std::isfinite(value)) RC_ASSERT(read<double>(to_string(value)).value() == value);
}

// Between 2^63 and 10^21 the shortest form has no exponent.
TEST(Json, NumbersBeyondAllIntegersSurviveTheRoundTrip) {
  for (const double value : {0x1p63, 0x1p64, -0x1p64, 58420945182939450000.0, -9.9e20, 1e300})
    EXPECT_EQ(read<double>(to_string(value)).value(), value) << to_string(value);
}

TEST(Json, EmbedsRawText) {
  const auto raw = read<Raw>(R"( {"a" : [1, 2]} )");
  ASSERT_TRUE(raw.has_value());
  EXPECT_EQ(to_string(*raw), R"({"a":[1,2]})");
}

}  // namespace
}  // namespace throng::json
