#include "warehouse/internal/native.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "warehouse/internal/engine_error.h"
#include "warehouse/internal/native_type.h"

namespace throng::warehouse::internal {
namespace {

using testing::ElementsAre;
using namespace std::string_literals;

Block sample() {
  Block block;
  block.rows = 2;
  block.columns = {{"u8", std::vector<std::uint8_t>{0, 255}, {}, {}},
                   {"u16", std::vector<std::uint16_t>{1, 65535}, {}, {}},
                   {"u32", std::vector<std::uint32_t>{2, 4294967295U}, {}, {}},
                   {"u64", std::vector<std::uint64_t>{3, ~0ULL}, {}, {}},
                   {"i64", std::vector<std::int64_t>{-1, 4}, {1, 0}, {}},
                   {"f64", std::vector<double>{0.5, -2}, {}, {}},
                   {"text", std::vector<std::string>{"", std::string(300, 'x') + '\0'}, {}, {}},
                   {"list", std::vector<std::string>{"a", "b", "c"}, {}, {0, 3}}};
  return block;
}

std::string encoded(const Block& block) {
  auto bytes = encode_native(block);
  EXPECT_TRUE(bytes.has_value());
  return bytes.value_or("");
}

Result<Block> decoded(std::string_view bytes) { return decode_native(bytes); }

void expect_equal(const Block& a, const Block& b) {
  ASSERT_EQ(a.rows, b.rows);
  ASSERT_EQ(a.columns.size(), b.columns.size());
  for (std::size_t i = 0; i < a.columns.size(); ++i) {
    EXPECT_EQ(a.columns[i].name, b.columns[i].name);
    EXPECT_EQ(a.columns[i].values, b.columns[i].values) << a.columns[i].name;
    EXPECT_EQ(a.columns[i].nulls, b.columns[i].nulls);
    EXPECT_EQ(a.columns[i].offsets, b.columns[i].offsets);
  }
}

TEST(Native, ReadsWhatItWrites) {
  const auto back = decoded(encoded(sample()));
  ASSERT_TRUE(back.has_value()) << describe(back.error());
  expect_equal(*back, sample());
}

TEST(Native, WritesTheBytesThatTheEngineReads) {
  Block block;
  block.rows = 1;
  block.columns = {{"n", std::vector<std::uint16_t>{0x0201}, {}, {}}, {"s", std::vector<std::string>{"hi"}, {}, {}}};
  EXPECT_EQ(encoded(block), "\x02\x01\x01n\x06UInt16\x01\x02\x01s\x06String\x02hi"s);
}

TEST(Native, ReadsBlockAfterBlock) {
  const auto two = encoded(sample()) + encoded(sample());
  std::string_view rest = two;
  ASSERT_TRUE(decode_native(rest).has_value());
  ASSERT_TRUE(decode_native(rest).has_value());
  EXPECT_TRUE(rest.empty());
}

TEST(Native, RefusesEveryTruncation) {
  const auto whole = encoded(sample());
  for (std::size_t size = 0; size < whole.size(); ++size) {
    const auto back = decoded(std::string_view(whole).substr(0, size));
    ASSERT_FALSE(back.has_value()) << size;
    // A type name cut short is as good as an unknown type.
    EXPECT_TRUE(back.error().code == ErrorCode::corrupt || back.error().code == ErrorCode::invalid_argument);
  }
}

TEST(Native, RefusesCountsThatTheBytesCannotHold) {
  const auto huge = "\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01"s;
  EXPECT_FALSE(decoded(huge + "\x01").has_value());
  EXPECT_FALSE(decoded("\x01" + huge + "\x01n\x06UInt64" + "12345678").has_value());
  EXPECT_FALSE(decoded("\x01" + huge + "\x01n\x06String" + "\x01x").has_value());
  EXPECT_FALSE(decoded("\x01\x01" + huge).has_value());
  EXPECT_FALSE(decoded("\x01\x01\x01n\x06String" + huge).has_value());
  EXPECT_FALSE(decoded("\x01\x01\x01n\x0d"s + "Array(UInt64)" + "\xff\xff\xff\xff\xff\xff\xff\xff").has_value());
  EXPECT_FALSE(decoded("\x00\x05"s).has_value());
}

TEST(Native, RefusesListsThatRunBackwards) {
  const auto two =
      "\x01\x02\x01n\x0c"
      "Array(UInt8)"
      "\x02\0\0\0\0\0\0\0"
      "\x01\0\0\0\0\0\0\0"
      "xy"s;
  EXPECT_FALSE(decoded(two).has_value());
}

// What the engine sends for toLowCardinality('x'), twice.
std::string dictionary_of(const std::string& index_form, const std::string& indexes) {
  return "\x01\x02\x01l\x16LowCardinality(String)"s + "\x01\0\0\0\0\0\0\0"s + index_form + "\x02\0\0\0\0\0\0\0"s +
         "\0\x01x"s + "\x02\0\0\0\0\0\0\0"s + indexes;
}
const std::string kOneByteIndexes = "\0\x06\0\0\0\0\0\0"s;

TEST(Native, ReadsDictionaries) {
  const auto back = decoded(dictionary_of(kOneByteIndexes, "\x01\x00"s));
  ASSERT_TRUE(back.has_value()) << describe(back.error());
  EXPECT_THAT(back->get<std::string>(0), ElementsAre("x", ""));
  EXPECT_THAT(decoded(dictionary_of("\x01\x06\0\0\0\0\0\0"s, "\x01\0\0\0"s))->get<std::string>(0),
              ElementsAre("x", ""));
}

TEST(Native, RefusesBrokenDictionaries) {
  EXPECT_FALSE(decoded(dictionary_of(kOneByteIndexes, "\x01\x02"s)).has_value());          // past the keys
  EXPECT_FALSE(decoded(dictionary_of("\x09\x06\0\0\0\0\0\0"s, "\x01\x00"s)).has_value());  // unknown width
  EXPECT_FALSE(decoded(dictionary_of("\0\x07\0\0\0\0\0\0"s, "\x01\x00"s)).has_value());    // shared keys
  EXPECT_FALSE(decoded(dictionary_of(kOneByteIndexes, "\x01"s)).has_value());              // truncated
}

TEST(Native, RefusesToRepeatTextsWithoutEnd) {
  const std::string key(1 << 20, 'k');
  const auto bytes = "\x01\xe8\x07\x01l\x16LowCardinality(String)"s + "\x01\0\0\0\0\0\0\0"s + kOneByteIndexes +
                     "\x01\0\0\0\0\0\0\0"s + "\x80\x80\x40"s + key + "\xe8\x03\0\0\0\0\0\0"s + std::string(1000, '\0');
  const auto back = decoded(bytes);
  ASSERT_FALSE(back.has_value());
  EXPECT_EQ(back.error().code, ErrorCode::too_large);
}

TEST(Native, RefusesBlocksWhoseLengthsDisagree) {
  const auto refused = [](auto change) {
    Block block = sample();
    change(block);
    const auto bytes = encode_native(block);
    return !bytes.has_value() && bytes.error().code == ErrorCode::invalid_argument;
  };
  EXPECT_TRUE(refused([](Block& b) { b.rows = 3; }));
  EXPECT_TRUE(refused([](Block& b) { b.columns[4].nulls.pop_back(); }));
  EXPECT_TRUE(refused([](Block& b) { b.columns[7].offsets = {3, 2}; }));
  EXPECT_TRUE(refused([](Block& b) { b.columns[7].offsets = {0, 4}; }));
  EXPECT_TRUE(refused([](Block& b) { b.columns[7].offsets = {3}; }));
}

RC_GTEST_PROP(NativeProperty, AnyTextSurvives, (const std::vector<std::string>& texts)) {
  Block block;
  block.rows = texts.size();
  block.columns = {{"t", texts, {}, {}}};
  const auto back = decoded(encoded(block));
  RC_ASSERT(back.has_value());
  RC_ASSERT(back->get<std::string>(0) == texts);
}

RC_GTEST_PROP(NativeProperty, AnyBytesAreReadOrRefused, (std::string bytes)) {
  const auto valid = encoded(sample());
  const auto at = *rc::gen::inRange<std::size_t>(0, valid.size());
  (void)decoded(valid.substr(0, at) + bytes + valid.substr(at));
  (void)decoded(bytes);
}

TEST(TypeNames, AreReadAsTrees) {
  const auto type = parse_type("Array(LowCardinality(Nullable(String)))");
  ASSERT_TRUE(type.has_value());
  EXPECT_TRUE(type->array && type->low_cardinality && type->nullable);
  EXPECT_EQ(type->scalar, Scalar::string);
  EXPECT_EQ(parse_type("FixedString(16)")->width, 16U);
  EXPECT_TRUE(parse_type("DateTime64(3, 'Asia/Shanghai')")->date);
}

TEST(TypeNames, ThatValuesCannotHoldAreRefused) {
  for (const auto* name :
       {"", "Tuple(UInt8)", "Array(Array(UInt8))", "Decimal(9, 2)", "Nullable(Nothing)", "UInt128", "UInt8(3)",
        "String)", "FixedString(0)", "FixedString(-1)", "FixedString(99999999)", "FixedString(1x)",
        "Map(String, String)", "AggregateFunction(uniq, UInt8)", "Array(", "Nullable()", "Enum8('a' = 1"}) {
    const auto type = parse_type(name);
    ASSERT_FALSE(type.has_value()) << name;
    EXPECT_EQ(type.error().code, ErrorCode::invalid_argument);
  }
}

TEST(EngineErrors, HaveMeaningsByTheirNumber) {
  const auto code_of = [](const std::string& number) {
    return engine_error("Code: " + number + ". DB::Exception: What. (NAME)").code;
  };
  for (const auto* number : {"62", "47", "60", "36", "43", "53"})
    EXPECT_EQ(code_of(number), ErrorCode::invalid_argument) << number;
  for (const auto* number : {"159", "241", "396", "158"}) EXPECT_EQ(code_of(number), ErrorCode::deadline) << number;
  EXPECT_EQ(code_of("394"), ErrorCode::cancelled);
  EXPECT_EQ(code_of("243"), ErrorCode::io);
  EXPECT_EQ(code_of("40"), ErrorCode::corrupt);
  EXPECT_EQ(code_of("49"), ErrorCode::internal);
  EXPECT_EQ(engine_error("no number at all").code, ErrorCode::internal);
}

TEST(EngineErrors, KeepTheReasonOnly) {
  EXPECT_EQ(engine_error("Code: 62. DB::Exception: Syntax error at x. (SYNTAX_ERROR) (version 26.7 (official build))")
                .message,
            "warehouse: Syntax error at x. (SYNTAX_ERROR)");
}

}  // namespace
}  // namespace throng::warehouse::internal
