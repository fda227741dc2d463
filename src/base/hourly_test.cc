#include "base/hourly.h"

#include <semaphore>
#include <vector>

#include <gtest/gtest.h>

namespace throng {
namespace {

const Instant kNoon = *parse_instant("2026-03-01T12:00:00Z");

TEST(Hourly, IsDueAFewMinutesPastTheHour) {
  EXPECT_FALSE(Hourly::is_due(kNoon - minutes(10), kNoon + minutes(4)));
  EXPECT_TRUE(Hourly::is_due(kNoon - minutes(10), kNoon + minutes(5)));
  EXPECT_FALSE(Hourly::is_due(kNoon + minutes(5), kNoon + minutes(64)));
  EXPECT_TRUE(Hourly::is_due(kNoon + minutes(6), kNoon + minutes(65)));
  EXPECT_FALSE(Hourly::is_due(kNoon + hours(2), kNoon));  // a clock that was set back
}

TEST(Hourly, WorksAtOnceAndThenByTheClock) {
  ManualClock clock(kNoon);
  std::vector<Instant> seen;
  std::counting_semaphore<8> worked(0);
  {
    Hourly hourly(clock, [&](Instant now, const std::stop_token&) {
      seen.push_back(now);
      worked.release();
    });
    worked.acquire();
    clock.advance(minutes(65));
    hourly.nudge();
    worked.acquire();
  }
  EXPECT_EQ(seen, (std::vector{kNoon, kNoon + minutes(65)}));
}

TEST(Hourly, StopsItsWork) {
  ManualClock clock(kNoon);
  std::binary_semaphore begun(0);
  bool stopped = false;
  {
    Hourly hourly(clock, [&](Instant, const std::stop_token& stop) {
      std::binary_semaphore asked(0);
      const std::stop_callback callback(stop, [&] { asked.release(); });
      begun.release();
      asked.acquire();
      stopped = true;
    });
    begun.acquire();
  }
  EXPECT_TRUE(stopped);
}

}  // namespace
}  // namespace throng
