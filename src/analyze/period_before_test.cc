#include "analyze/period_before.h"

#include <gtest/gtest.h>

#include "base/json.h"

namespace throng::analyze {
namespace {

std::string before(std::string_view window, std::string_view now) {
  const Calendar calendar = *Calendar::create("America/New_York");
  const auto read = *json::read<model::Window>(window);
  const TimeRange range = period_before(read, *model::resolve(read, calendar, *parse_instant(now)), calendar);
  return format_instant(range.begin) + " " + format_instant(range.end);
}

TEST(PeriodBefore, TakesAsManyCalendarUnitsOrDaysOrAsMuchTime) {
  EXPECT_EQ(before(R"({"last":1,"unit":"month"})", "2026-03-20T12:00:00Z"),
            "2026-02-01T05:00:00.000Z 2026-03-01T05:00:00.000Z");
  EXPECT_EQ(before(R"({"between":["2026-03-08","2026-03-09"]})", "2026-03-20"),
            "2026-03-07T05:00:00.000Z 2026-03-08T05:00:00.000Z")
      << "the day before a day of 23 hours has 24";
  EXPECT_EQ(before(R"({"between":["2026-03-03T01:00:00Z","2026-03-03T03:00:00Z"]})", "2026-03-20"),
            "2026-03-02T23:00:00.000Z 2026-03-03T01:00:00.000Z");
  EXPECT_EQ(before(R"({"between":["1970-01-01T00:00:00Z","1970-01-01T03:00:00Z"]})", "2026-03-20"),
            "1970-01-01T00:00:00.000Z 1970-01-01T00:00:00.000Z")
      << "nothing is before 1970";
}

}  // namespace
}  // namespace throng::analyze
