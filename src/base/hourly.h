// Work that is done once an hour, a few minutes past, so that what arrives late has arrived.
#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <thread>

#include "base/clock.h"

namespace throng {

class Hourly {
 public:
  static constexpr Duration kPast = minutes(5);

  // Works at once, then whenever another hour has begun (and kPast has gone) by the clock, on a thread of its own.
  // `clock` outlives this.
  Hourly(const Clock& clock, std::function<void(Instant now, std::stop_token stop)> work);
  Hourly(const Hourly&) = delete;
  Hourly& operator=(const Hourly&) = delete;
  ~Hourly();  // asks the work to stop and waits for it

  // Looks at the clock now rather than within half a minute.
  void nudge();

  // Whether an hour (and kPast) has begun between the two.
  static bool is_due(Instant last, Instant now);

 private:
  void run(const std::stop_token& stop);

  const Clock& clock_;
  std::function<void(Instant, std::stop_token)> work_;
  std::mutex mutex_;
  std::condition_variable_any wake_;
  bool nudged_ = false;
  std::jthread thread_;  // last: uses everything above
};

}  // namespace throng
