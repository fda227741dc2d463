// The attempts that count, from the warehouse. The plainest funnel is followed to its end in SQL; for all others SQL
// gives every person's steps in order, and the attempts are gone through here one by one as docs/semantics.md says it.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "analyze/funnel/spec.h"
#include "analyze/sql/store.h"

namespace throng::analyze::internal {

struct SqlAttempt {
  model::PersonNumber person = 0;
  std::uint32_t session = 0;                       // of the start, as sql::session_rows counts; 0 without sessions
  std::uint32_t done = 0;                          // bit k: step k + 1
  std::array<std::int64_t, kMaxFunnelSteps> ms{};  // of the steps done
  std::string label;                               // of the breakdown by event property
};

// Those of a person stand together, persons ascending.
Result<std::vector<SqlAttempt>> read_attempts(const FunnelQuestion& question, const sql::Reader& reader);

}  // namespace throng::analyze::internal
