// Bins of histograms: chosen by the asker, or automatic ones of a width that reads well.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"

namespace throng::analyze::internal {

inline constexpr std::size_t kMaxBinEdges = 50;
inline constexpr std::size_t kMaxAutomaticBins = 20;

struct Bins {
  std::vector<double> edges;          // between the bins, ascending; a value at an edge is above it
  std::optional<double> first, last;  // the outer ends; absent: open
  bool none = false;                  // nothing to put into any

  std::size_t count() const { return none ? 0 : edges.size() + 1; }
  std::size_t place_of(double value) const {
    return static_cast<std::size_t>(std::upper_bound(edges.begin(), edges.end(), value) - edges.begin());
  }
  std::optional<double> from(std::size_t bin) const { return bin == 0 ? first : edges[bin - 1]; }
  std::optional<double> to(std::size_t bin) const { return bin == edges.size() ? last : edges[bin]; }
};

// At most kMaxAutomaticBins of one width, ends at its multiples; least <= greatest. The width is the least of 1, 2, 5
// times a power of ten that does it, 1 or more if `whole` or if there is but one value.
Bins bins_of_numbers(double least, double greatest, bool whole);
// The same from 0 on, by widths that are usual for times. Up to 40 years.
Bins bins_of_times(double greatest_ms);

// Errors: invalid_argument or too_large naming the field `bins`.
Result<void> check_edges(const std::vector<double>& edges);

// The bin of a value as a SQL expression of integers.
std::string place_sql(const std::vector<double>& edges, const std::string& value);

}  // namespace throng::analyze::internal
