// The attempts that count, of all persons, and the answer out of them. Both runs hand their attempts over in this form;
// they share nothing before it.
#pragma once

#include <bit>
#include <cstdint>
#include <span>
#include <vector>

#include "analyze/funnel/spec.h"
#include "analyze/internal/breakdown.h"
#include "base/worker_pool.h"

namespace throng::analyze::internal {

struct Row {
  model::PersonNumber person = 0;
  timeline::ValueCode code = 0;  // of the breakdown
  std::uint32_t bucket = 0;      // of the start
  std::uint32_t done = 0;        // bit k: did step k + 1; bit 0 always
  std::uint32_t times = 0;       // where its times begin

  bool did(std::uint32_t step) const { return (done >> step & 1U) != 0; }
};

// Those of one slice; the rows of a person stand together.
struct Rows {
  std::vector<Row> rows;
  std::vector<std::int64_t> times;  // ms since step 1, of the other steps done, in order of the steps

  // Of a step that was done.
  std::int64_t time(const Row& row, std::uint32_t step) const {
    if (step == 0) return 0;
    return times[row.times + static_cast<std::size_t>(std::popcount(row.done & ((1U << step) - 1))) - 1];
  }
};

// What an answer is made with.
struct ReportParts {
  const FunnelQuestion& question;
  std::span<const Rows> slices;
  const Groups& groups;  // of the breakdown; without one not looked at
  const Buckets& buckets;
  const AskContext& context;
  WorkerPool& pool;
};
FunnelAnswer report(const ReportParts& parts);

// By count at step 1: per label of the breakdown's codes.
std::vector<std::uint64_t> weights_of(std::span<const Rows> slices, const Labels& labels);

// The persons of a cell. `wanted`: per code whether it belongs to the cell's label. Errors: invalid_argument when there
// is no such bucket or bin.
Result<PersonList> persons_of(const ReportParts& parts, const FunnelCell& cell, std::span<const std::uint8_t> wanted);

}  // namespace throng::analyze::internal
