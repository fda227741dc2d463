// The commonest trend, straight over the columns: events and persons per bucket where the event's name alone decides
// and nothing is broken down.
#pragma once

#include "analyze/trend/internal/cells.h"

namespace throng::analyze::internal {

struct PlainCounts {
  std::vector<std::uint64_t> events, persons;  // per bucket
  std::uint64_t persons_in_range = 0;
};
Result<PlainCounts> count_plain(const TrendPass& pass, const timeline::Snapshot& snapshot, WorkerPool& pool,
                                const std::stop_token& stop);

}  // namespace throng::analyze::internal
