#include "base/log.h"

#include <vector>

#include <gtest/gtest.h>

#include "base/json.h"

namespace throng {
namespace {

struct Captured {
  std::vector<std::string> lines;
  ManualClock clock{from_ms(1'000)};
  Log at(LogLevel least) {
    return Log(least, clock, [this](std::string_view line) { lines.emplace_back(line); });
  }
};

TEST(Log, WritesOneJsonObjectPerLine) {
  Captured captured;
  captured.at(LogLevel::info)
      .info("request", {{"path", "/a\"b\n"}, {"status", std::int64_t{200}}, {"ms", 1.5}, {"tls", false}});
  ASSERT_EQ(captured.lines.size(), 1u);
  EXPECT_EQ(
      captured.lines[0],
      R"({"time":"1970-01-01T00:00:01.000Z","level":"info","message":"request","path":"/a\"b\n","status":200,"ms":1.5,"tls":false})");
  EXPECT_TRUE(json::Document::parse(captured.lines[0]).has_value());
}

TEST(Log, KeepsQuietBelowItsLevel) {
  Captured captured;
  const Log log = captured.at(LogLevel::warn);
  log.info("no");
  log.warn("yes");
  log.error("yes too");
  EXPECT_EQ(captured.lines.size(), 2u);
}

}  // namespace
}  // namespace throng
