// Whether shares differ by more than chance.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace throng::analyze::internal {

// `hits` of `of`.
struct Share {
  std::uint64_t hits = 0;
  std::uint64_t of = 0;
};

// z of a's share against b's, with the variance of both taken together (Fleiss, Levin and Paik 2003, section 3.2,
// without the correction for continuity). Empty when either is of nothing, or all or none of both are hits.
std::optional<double> two_proportion_z(const Share& a, const Share& b);

// Two-sided, under the normal distribution.
double p_of_z(double z);

// Adjusted for asking several times (Holm 1979): in order of size the k-th of m is multiplied by m - k + 1, is at least
// the one before it and at most 1. Empty ones stay and do not count.
std::vector<std::optional<double>> holm(std::span<const std::optional<double>> p);

struct OddsRatio {
  double ratio = 1;
  double low = 0, high = 0;  // 95 %
};
// The odds of `a` against those of `b`; one half is added to each of the four counts, so that a zero does no harm
// (Haldane 1956, Anscombe 1956). The interval is that of the logarithm (Woolf 1955, with the same counts).
OddsRatio odds_ratio(const Share& a, const Share& b);

}  // namespace throng::analyze::internal
