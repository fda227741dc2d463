// Ordered steps: all attempts of a person at once, in time linear in the events whatever the number of steps.
#pragma once

#include "analyze/funnel/internal/attempts.h"

namespace throng::analyze::internal {

// A later start is never further than an earlier one, because both take the earliest match there is. So the starts
// stand in one queue, and for each step it is enough to know how many from the front have reached it; those whose
// window is over leave at the front, and those that an exclusion kills stand side by side.
class AllAttempts {
 public:
  struct Deepest {
    std::uint32_t depth = 0;  // steps reached; 0: none started
    std::size_t first = 0;    // place of the start among the events
    bool kills_person = false;
  };
  // The deepest attempt that starts at events[from .. to), of equally deep ones the first. Time O(events x steps they
  // match).
  Deepest find(StepEvents events, std::size_t from, std::size_t to, const AttemptRules& rules);

 private:
  void consider(std::size_t start);
  void expire(std::int64_t now, std::int64_t window_ms);
  void exclude(std::uint8_t excluded, const AttemptRules& rules);
  void kill(const AttemptRules::Exclusion& exclusion);
  void advance(std::uint32_t steps);

  StepEvents events_;
  std::vector<std::size_t> starts_;
  std::vector<std::size_t> reached_;  // per step: how many of starts_ have reached it
  std::size_t front_ = 0;
  Deepest deepest_;
};

}  // namespace throng::analyze::internal
