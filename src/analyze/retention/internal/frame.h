// What the answer to a question of retention looks like before anything is counted.
#pragma once

#include "analyze/retention/spec.h"

namespace throng::analyze::internal {

struct RetentionFrame {
  Buckets cohorts;
  std::vector<Instant> bounds;           // those of the cohorts, going on to the end of the last one's last column
  std::vector<std::uint32_t> edges;      // column n takes the periods [edges[n], edges[n + 1])
  std::vector<std::size_t> complete;     // per cohort how many columns are complete; these come first
  Duration period{};                     // of rolling ones
  std::vector<std::uint32_t> column_of;  // per period, up to the end of the last column

  std::size_t columns() const { return edges.size() - 1; }
  std::uint32_t periods() const { return edges.back(); }
};

// Errors: too_large (range).
Result<RetentionFrame> retention_frame(const RetentionQuestion& question, Buckets cohorts, const AskContext& context);

// Whether the cell is about persons of this cohort: that of the cell, or any whose cell is complete.
bool is_of_cohort(const RetentionFrame& frame, const RetentionCell& cell, std::size_t cohort);

}  // namespace throng::analyze::internal
