// The session an event belongs to when its client does not say: best effort, as seen on arrival.
#pragma once

#include <cstdint>
#include <vector>

#include "base/time.h"
#include "model/event.h"

namespace throng::collect {

inline constexpr Duration kSessionGap = minutes(30);

// One thread.
class RunningSessions {
 public:
  // The start of the session of `device` (the number of the anonymous id if there is one) at `time`.
  // An event that comes late joins the running session when it is near it, else stands alone.
  Instant start_of(model::PersonNumber device, Instant time) {
    if (device >= running_.size()) running_.resize(device + device / 2 + 64);
    Run& run = running_[device];
    const std::int64_t at = to_ms(time);
    const std::int64_t gap = kSessionGap.count();
    if (run.start < 0 || at > run.last + gap) {
      run = {at, at};
    } else if (at < run.start - gap) {
      return time;
    } else if (at > run.last) {
      run.last = at;
    }
    return from_ms(run.start);
  }

 private:
  struct Run {
    std::int64_t start = -1;
    std::int64_t last = -1;
  };
  std::vector<Run> running_;
};

}  // namespace throng::collect
