// The persons of a funnel, and the steps of an answer out of them.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "analyze/funnel/spec.h"
#include "base/worker_pool.h"
#include "timeline/timeline.h"

namespace throng::analyze::internal {

// A person who did step 1.
struct Row {
  model::PersonNumber person = 0;
  timeline::ValueCode code = 0;  // of the breakdown
  std::uint32_t depth = 0;
  std::uint32_t times = 0;  // where the person's depth - 1 times begin
};

// Those of one slice.
struct Rows {
  std::vector<Row> rows;
  std::vector<std::int64_t> times;  // ms since step 1, of steps 2..depth

  std::span<const std::int64_t> times_of(const Row& row) const {
    return std::span(times).subspan(row.times, row.depth - 1);
  }
};

// Per group its steps. Rows whose code has no group under `groups` are left out; group_of_code empty: all in group 0.
std::vector<std::vector<FunnelStep>> steps_of(std::span<const Rows> slices, std::size_t steps,
                                              std::span<const std::uint32_t> group_of_code, std::size_t groups,
                                              WorkerPool& pool);

}  // namespace throng::analyze::internal
