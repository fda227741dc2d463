#include "analyze/funnel/internal/attempts.h"

#include <bit>

namespace throng::analyze::internal {

std::uint32_t AttemptFinder::depth_of_front() const {
  std::uint32_t depth = 1;
  while (depth < reached_.size() && reached_[depth] > front_) ++depth;
  return depth;
}

Attempt AttemptFinder::find(std::span<const StepEvent> events, std::size_t steps, std::int64_t window_ms) {
  starts_.clear();
  reached_.assign(steps, 0);
  front_ = 0;
  Attempt best;
  const auto consider_front = [&] {
    const std::uint32_t depth = depth_of_front();
    if (depth > best.depth) best = {depth, starts_[front_]};
  };
  for (std::size_t i = 0; i < events.size(); ++i) {
    for (; front_ < starts_.size() && events[i].ms - events[starts_[front_]].ms > window_ms; ++front_) consider_front();
    // From the last step down, so that an event serves one step of an attempt.
    for (std::uint32_t rest = events[i].steps & ~1U; rest != 0;) {
      const auto step = static_cast<std::size_t>(std::bit_width(rest) - 1);
      rest &= ~(1U << step);
      reached_[step] = std::max(reached_[step], reached_[step - 1]);
    }
    if (reached_.back() > front_) {
      consider_front();
      return best;
    }
    if ((events[i].steps & 1U) != 0) {
      starts_.push_back(i);
      reached_[0] = starts_.size();
    }
  }
  for (; front_ < starts_.size() && best.depth < steps; ++front_) consider_front();
  return best;
}

void times_of(std::span<const StepEvent> events, const Attempt& attempt, std::vector<std::int64_t>& times) {
  const std::int64_t start = events[attempt.first].ms;
  std::uint32_t done = 1;
  for (std::size_t i = attempt.first + 1; done < attempt.depth; ++i) {
    if ((events[i].steps >> done & 1U) == 0) continue;
    times.push_back(events[i].ms - start);
    ++done;
  }
}

}  // namespace throng::analyze::internal
