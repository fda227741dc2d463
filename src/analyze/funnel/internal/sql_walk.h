// A person's attempts gone through one by one: the definition, word by word. It is slow where many attempts overlap.
#pragma once

#include "analyze/funnel/internal/sql_attempts.h"

namespace throng::analyze::internal {

// An event of a person as SQL gives it, in the person's order.
struct SqlEvent {
  std::int64_t ms = 0;
  std::size_t place = 0;       // set by attempts_of
  std::uint32_t steps = 0;     // bit k: matches step k + 1
  std::uint32_t excluded = 0;  // bit x: matches exclusion x
  std::uint32_t session = 0;
  std::int64_t day = 0;
  std::array<std::string, kMaxFunnelHold> held;  // labels of the properties held constant
  std::string label;                             // of the breakdown
};

std::vector<SqlAttempt> attempts_of(const FunnelQuestion& question, TimeRange range, std::vector<SqlEvent> events);

}  // namespace throng::analyze::internal
