// How far one person came in a funnel: the events that matter, and one attempt, by the definition.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "analyze/funnel/spec.h"

namespace throng::analyze::internal {

// An event that matches a step or an exclusion, or any event where the very next one counts. Steps are numbered from 0
// in `steps`, the required ones alone: depth is judged by them.
struct StepEvent {
  std::int64_t ms = 0;
  std::uint32_t steps = 0;     // bit k: matches required step k
  std::uint32_t optional = 0;  // bit k: matches step k of the question, which is optional
  std::uint32_t event = 0;     // place among all of the person's events
  std::uint32_t place = 0;     // place in the order in which the funnel takes them
  std::uint32_t session = 0;
  std::uint8_t rank = 0;      // the first step of the question that it matches; 32: none
  std::uint8_t excluded = 0;  // bit x: matches exclusion x
  bool starts = false;        // an attempt may start here
};
using StepEvents = std::span<const StepEvent>;

// What an attempt must obey.
struct AttemptRules {
  explicit AttemptRules(const FunnelQuestion& question);

  struct Exclusion {
    std::uint32_t from = 1, to = 2;  // required steps done: kills at `from` or more, less than `to`
    bool person = false;
  };
  StepOrder order;
  std::uint32_t steps;     // required ones
  std::int64_t window_ms;  // the greatest number for none: the events given are those of the day or session
  std::vector<Exclusion> exclusions;

  // Whether these exclusions kill an attempt that has done so many steps.
  bool kills(std::uint8_t excluded, std::uint32_t done) const {
    for (std::uint32_t x = 0; excluded != 0; ++x, excluded >>= 1U) {
      if ((excluded & 1U) != 0 && exclusions[x].from <= done && done < exclusions[x].to) return true;
    }
    return false;
  }
  bool kills_person(std::uint8_t excluded, std::uint32_t done) const {
    for (std::uint32_t x = 0; excluded != 0; ++x, excluded >>= 1U) {
      const bool between = exclusions[x].from <= done && done < exclusions[x].to;
      if ((excluded & 1U) != 0 && between && exclusions[x].person) return true;
    }
    return false;
  }
};

struct Attempt {
  std::uint32_t depth = 0;                                 // required steps done
  std::array<std::uint32_t, kMaxFunnelSteps> places = {};  // of the events that did them, in order of time
  std::size_t end = 0;        // the first event that is out of its reach: too late, or what ended it
  bool kills_person = false;  // an exclusion ended it that leaves the person out
};

// The attempt that starts at events[first], step by step. Time O(events until it ends).
Attempt attempt_from(StepEvents events, std::size_t first, const AttemptRules& rules);

}  // namespace throng::analyze::internal
