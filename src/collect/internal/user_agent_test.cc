#include "collect/internal/user_agent.h"

#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>

#include "collect/testing.h"

namespace throng::collect {
namespace {

constexpr const char* kMac =
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 "
    "Safari/537.36";
constexpr const char* kPhone =
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 "
    "Mobile/15E148 Safari/604.1";
constexpr const char* kAndroid =
    "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Mobile "
    "Safari/537.36";
constexpr const char* kTablet =
    "Mozilla/5.0 (Linux; Android 14; SM-X710) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36";
constexpr const char* kWindows = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:127.0) Gecko/20100101 Firefox/127.0";
constexpr const char* kBot = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)";

std::string words(const AgentReader& reader, const std::string& text) {
  const auto agent = reader.read(text);
  return agent->device + "|" + agent->os + "|" + agent->browser;
}

void expect_the_common_ones(const AgentReader& reader) {
  EXPECT_EQ(words(reader, kMac), "desktop|Mac OS X|Chrome");
  EXPECT_EQ(words(reader, kPhone), "mobile|iOS|Mobile Safari");
  EXPECT_EQ(words(reader, kAndroid), "mobile|Android|Chrome Mobile");
  EXPECT_EQ(words(reader, kTablet), "tablet|Android|Chrome");
  EXPECT_EQ(words(reader, kWindows), "desktop|Windows|Firefox");
  EXPECT_EQ(reader.read(kBot)->device, "bot");
  EXPECT_EQ(words(reader, "analytics-node/2.1.0"), "server||");
  EXPECT_EQ(words(reader, "python-requests/2.31"), "server||");
  EXPECT_EQ(words(reader, ""), "||");
}

TEST(UserAgent, KnowsTheCommonOnesByItself) {
  const auto reader = AgentReader::open("");
  ASSERT_TRUE(reader);
  expect_the_common_ones(**reader);
}

TEST(UserAgent, ReadsTheRulesOfUapCore) {
  const std::string file = "node_modules/uap-core/regexes.yaml";
  if (!std::filesystem::exists(file)) GTEST_SKIP() << "uap-core is not installed";
  const auto reader = AgentReader::open(file);
  ASSERT_TRUE(reader) << describe(reader.error());
  expect_the_common_ones(**reader);
  EXPECT_EQ(words(**reader,
                  "Mozilla/5.0 (Linux; Android 13; V2183A) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 "
                  "Chrome/116.0.0.0 Mobile Safari/537.36 MicroMessenger/8.0.47"),
            "mobile|Android|WeChat");
  EXPECT_EQ(words(**reader,
                  "Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 "
                  "Safari/537.36 Edg/126.0"),
            "desktop|Chrome OS|Edge");
}

TEST(UserAgent, SaysWhatIsWrongWithARulesFile) {
  EXPECT_EQ(AgentReader::open("/nowhere/regexes.yaml").error().code, ErrorCode::io);
  const testing::TemporaryFolder folder;
  std::ofstream(folder.path() + "/rules.yaml")
      << "user_agent_parsers:\n  - regex: 'a(b)'\n    family_replacement: 'It''s $1'\n"
         "os_parsers:\n  - regex: '((('\n  - regex: \"X\"\n    os_replacement: 'Y'\n";
  const auto reader = AgentReader::open(folder.path() + "/rules.yaml");
  ASSERT_TRUE(reader) << describe(reader.error());
  EXPECT_EQ(words(**reader, "zab X"), "|Y|It's b");
  std::ofstream(folder.path() + "/other.yaml") << "a: b\n";
  EXPECT_EQ(AgentReader::open(folder.path() + "/other.yaml").error().code, ErrorCode::invalid_argument);
}

}  // namespace
}  // namespace throng::collect
