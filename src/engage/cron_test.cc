#include "engage/cron.h"

#include <gtest/gtest.h>

namespace throng::engage {
namespace {

std::string refused(std::string_view text) {
  const auto cron = parse_cron(text);
  return cron ? "" : cron.error().message;
}

// The next times, by a clock of Shanghai.
std::string next(std::string_view text, std::string_view now) {
  const auto found =
      next_of(parse_cron(text).value(), Calendar::create("Asia/Shanghai").value(), parse_instant(now).value());
  return found ? format_instant(*found + hours(8)).substr(0, 16) : "never";
}

TEST(Cron, ReadsNumbersRangesListsStepsAndNames) {
  EXPECT_EQ(next("30 8 * * *", "2026-06-10T00:29:00Z"), "2026-06-10T08:30");
  EXPECT_EQ(next("*/20 9-10 * * *", "2026-06-10T01:20:00Z"), "2026-06-10T09:40");
  EXPECT_EQ(next("0 8,12,20 * * *", "2026-06-10T01:00:00Z"), "2026-06-10T12:00");
  EXPECT_EQ(next("5/25 * * * *", "2026-06-10T01:05:00Z"), "2026-06-10T09:30") << "from the fifth minute on";
  EXPECT_EQ(next("0 9 * * MON-Fri", "2026-06-12T02:00:00Z"), "2026-06-15T09:00");
  EXPECT_EQ(next("0 9 * * 7", "2026-06-12T02:00:00Z"), "2026-06-14T09:00") << "a Sunday";
  EXPECT_EQ(next("0 9 * * 5-7", "2026-06-13T02:00:00Z"), "2026-06-14T09:00");
  EXPECT_EQ(next("0 0 1 jan,JUL *", "2026-06-12T02:00:00Z"), "2026-07-01T00:00");
  EXPECT_EQ(next("  0  9  *  *  *  ", "2026-06-12T02:00:00Z"), "2026-06-13T09:00");
}

TEST(Cron, TakesDaysOfTheMonthAndOfTheWeekTogether) {
  EXPECT_EQ(next("0 9 13 * fri", "2026-06-10T02:00:00Z"), "2026-06-12T09:00") << "a Friday";
  EXPECT_EQ(next("0 9 13 * fri", "2026-06-12T02:00:00Z"), "2026-06-13T09:00") << "the 13th";
  EXPECT_EQ(next("0 9 */2 * fri", "2026-06-10T02:00:00Z"), "2026-06-19T09:00") << "a star with a step: both";
}

TEST(Cron, FindsTheNextLeapDay) { EXPECT_EQ(next("0 0 29 2 *", "2026-06-10T02:00:00Z"), "2028-02-29T00:00"); }

TEST(Cron, SaysWhatIsWrong) {
  EXPECT_NE(refused("").find("five fields"), std::string::npos);
  EXPECT_NE(refused("0 9 * *").find("five fields"), std::string::npos);
  EXPECT_NE(refused("60 9 * * *").find("minute"), std::string::npos);
  EXPECT_NE(refused("0 24 * * *").find("hour"), std::string::npos);
  EXPECT_NE(refused("0 0 0 * *").find("day of the month"), std::string::npos);
  EXPECT_NE(refused("0 0 * 13 *").find("month"), std::string::npos);
  EXPECT_NE(refused("0 0 * * 8").find("day of the week"), std::string::npos);
  EXPECT_NE(refused("5-3 * * * *").find("before it begins"), std::string::npos);
  EXPECT_NE(refused("*/0 * * * *").find("step"), std::string::npos);
  EXPECT_NE(refused("0 0 30 2 *").find("no year"), std::string::npos);
  for (const std::string_view bad : {"a * * * *", "1, * * * *", "- * * * *", "1-2-3 * * * *", "1/2/3 * * * *",
                                     "99999999999999999999 * * * *", "* * * * mo", "@daily"})
    EXPECT_NE(refused(bad), "") << bad;
  EXPECT_NE(refused(std::string(300, ' ') + "0 0 * * *"), "") << "too long";
}

}  // namespace
}  // namespace throng::engage
