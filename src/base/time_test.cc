#include "base/time.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace throng {
namespace {

TEST(Time, ReadsIso8601InItsUsualForms) {
  const Instant want = from_ms(1'795'459'588'123);
  EXPECT_EQ(parse_instant("2026-11-23T18:46:28.123Z"), want);
  EXPECT_EQ(parse_instant("2026-11-24T02:46:28.123+08:00"), want);
  EXPECT_EQ(parse_instant("2026-11-23T13:16:28.123-0530"), want);
  EXPECT_EQ(parse_instant("2026-11-23 18:46:28.123456789"), want);
  EXPECT_EQ(parse_instant("1970-01-01"), from_ms(0));
  EXPECT_EQ(parse_instant("2024-02-29"), from_ms(1'709'164'800'000));
}

TEST(Time, RefusesWhatIsNotATime) {
  for (const char* text :
       {"", "2026", "2026-13-01", "2026-02-29", "2026-11-23T25:00Z", "2026-11-23T10", "2026-11-23T10:00:00.Z",
        "2026-11-23T10:00:00Zjunk", "2026-1-1", "yesterday", "2026-11-23T10:00+99:00"}) {
    EXPECT_FALSE(parse_instant(text).has_value()) << text;
  }
}

TEST(Time, DurationsReadAndWriteTheLargestUnit) {
  EXPECT_EQ(parse_duration("7d"), days(7));
  EXPECT_EQ(parse_duration("1500ms"), Duration(1500));
  EXPECT_EQ(format_duration(days(14)), "2w");
  EXPECT_EQ(format_duration(Duration(90'000)), "90s");
  EXPECT_EQ(format_duration(Duration(0)), "0s");
  for (const char* text : {"", "d", "7", "-1d", "7 d", "1.5h", "99999999999999w"})
    EXPECT_FALSE(parse_duration(text)) << text;
}

RC_GTEST_PROP(TimeProperty, InstantsSurviveTheRoundTrip, ()) {
  const Instant t = from_ms(*rc::gen::inRange<std::int64_t>(0, 253'402'300'799'999));
  RC_ASSERT(parse_instant(format_instant(t)).value() == t);
}

}  // namespace
}  // namespace throng
