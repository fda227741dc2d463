// How far one person came in a funnel.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace throng::analyze::internal {

// The events of a person that match some step of a funnel, in order.
struct StepEvent {
  std::int64_t ms = 0;
  std::uint32_t steps = 0;  // bit k: matches step k (from 0); bit 0 only where an attempt may start
  std::uint32_t event = 0;  // place among all of the person's events
};

struct Attempt {
  std::uint32_t depth = 0;       // steps reached; 0: none started
  std::size_t first = 0;         // place of the start among the step events
};

// Finds the attempt that counts: the deepest, of equally deep ones the first. Every step takes the earliest later
// match; one event serves one step; the last lies at most `window` after the start. Time O(events x steps they match).
//
// All attempts run at once: a later start is never further than an earlier one, because both take the earliest
// match there is. So the starts stand in one queue, and for each step it is enough to know how many from the front
// have reached it; those whose window is over leave at the front.
class AttemptFinder {
 public:
  Attempt find(std::span<const StepEvent> events, std::size_t steps, std::int64_t window_ms);

 private:
  std::uint32_t depth_of_front() const;
  std::vector<std::size_t> starts_;
  std::vector<std::size_t> reached_;  // per step: how many of starts_ have reached it
  std::size_t front_ = 0;
};

// The times of an attempt's steps 2.. in ms since its start.
void times_of(std::span<const StepEvent> events, const Attempt& attempt, std::vector<std::int64_t>& times);

}  // namespace throng::analyze::internal
