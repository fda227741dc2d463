// The commonest funnel, fast: ordered steps told apart by the event's name alone, no name in two steps.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "analyze/funnel/spec.h"
#include "timeline/timeline.h"

namespace throng::analyze::internal {

class PlainSteps {
 public:
  // steps_of: per event code a bit for every step that it may match.
  PlainSteps(std::span<const std::uint32_t> steps_of, std::size_t steps, std::int64_t window_ms);
  // Keys where an attempt may start.
  void set_range(std::uint64_t begin, std::uint64_t end) { begin_ = begin, end_ = end; }

  // The depth of the attempt that counts, as attempt_from() gives it from the right start; 0: none. Sets the places of
  // its steps among all of the person's events.
  std::uint32_t find(const timeline::PersonView& person, std::array<std::uint32_t, kMaxFunnelSteps>& events) const;

 private:
  // How far any attempt came, and when first.
  struct Deepest {
    std::uint32_t depth = 0;
    std::int64_t ms = 0;
    std::size_t event = 0;
  };
  std::uint32_t within_reach(std::uint64_t event_mask) const;
  Deepest deepest(const timeline::PersonView& person) const;

  std::vector<std::uint8_t> step_of_;  // per event code; kNoStep: none
  std::vector<std::uint64_t> masks_;   // per step, of its event codes
  std::int64_t window_ms_;
  std::uint64_t begin_ = 0, end_ = 0;
};

}  // namespace throng::analyze::internal
