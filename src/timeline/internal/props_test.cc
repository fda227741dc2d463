#include "timeline/internal/props.h"

#include <gtest/gtest.h>

namespace throng::timeline {
namespace {

std::string raw(std::string_view props, std::string_view key) {
  return std::string(raw_after(props, key_pattern(key)));
}

TEST(Props, FindsTheRawValueOfAKey) {
  constexpr std::string_view kProps = R"({"a":1,"b":"x,\"a\":2}","c":["]",1,"\\"],"d":null,"e":"\\","f":-1.5e3})";
  EXPECT_EQ(raw(kProps, "a"), "1");
  EXPECT_EQ(raw(kProps, "b"), R"("x,\"a\":2}")");
  EXPECT_EQ(raw(kProps, "c"), R"(["]",1,"\\"])");
  EXPECT_EQ(raw(kProps, "d"), "null");
  EXPECT_EQ(raw(kProps, "e"), R"("\\")");
  EXPECT_EQ(raw(kProps, "f"), "-1.5e3");
  EXPECT_EQ(raw(kProps, "g"), "");
  EXPECT_EQ(raw("{}", "a"), "");
}

TEST(Props, IsNotFooledByTheEndOfAnotherKey) {
  EXPECT_EQ(raw(R"({"a\"b":1,"b":2})", "b"), "2");
  EXPECT_EQ(raw(R"({"a\"b":1,"b":2})", "a\"b"), "1");
  EXPECT_EQ(raw(R"({"a,\"b":1})", "b"), "");
}

}  // namespace
}  // namespace throng::timeline
