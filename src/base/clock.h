// The clock is a parameter: servers hand in SystemClock, tests a ManualClock.
#pragma once

#include <atomic>

#include "base/time.h"

namespace throng {

class Clock {
 public:
  virtual ~Clock() = default;
  virtual Instant now() const = 0;  // thread-safe
};

class SystemClock final : public Clock {
 public:
  Instant now() const override { return std::chrono::time_point_cast<Duration>(std::chrono::system_clock::now()); }
};

class ManualClock final : public Clock {
 public:
  explicit ManualClock(Instant start) : ms_(to_ms(start)) {}
  Instant now() const override { return from_ms(ms_.load()); }
  void set(Instant t) { ms_.store(to_ms(t)); }
  void advance(Duration d) { ms_.fetch_add(d.count()); }

 private:
  std::atomic<std::int64_t> ms_;
};

}  // namespace throng
