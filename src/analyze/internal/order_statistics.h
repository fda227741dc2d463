// Percentiles of whole numbers that lie in many lists.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "base/worker_pool.h"

namespace throng::analyze::internal {

// Type-7 percentile (Hyndman and Fan 1996), exact; 0 <= p <= 1. Empty for no values. Two passes over the values and
// one over those of equal leading bits: nothing is copied or sorted but a small part.
std::optional<double> percentile_of(std::span<const std::vector<std::int64_t>> lists, double p);
// Several at once: the first two passes are shared.
std::vector<std::optional<double>> percentiles_of(std::span<const std::vector<std::int64_t>> lists,
                                                  std::span<const double> ps);

struct GroupPercentiles {
  std::vector<std::optional<double>> each;  // per group
  std::optional<double> all;                // of all groups together
};
// Of groups of equally many lists that stand one after the other. The passes are shared by the groups and their whole;
// with a pool, groups go side by side.
GroupPercentiles percentiles_by_group(std::span<const std::vector<std::int64_t>> lists, std::size_t groups, double p,
                                      WorkerPool* pool);

}  // namespace throng::analyze::internal
