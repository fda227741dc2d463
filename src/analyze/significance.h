// Whether shares differ by more than chance.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace throng::analyze {

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

struct Lift {
  double ratio = 1;                 // the share of the part through that of the whole
  std::optional<double> low, high;  // 95 %; empty when the part is the whole
};
// How much more often `part` hits than the whole that it is a part of. Empty when either is of nothing, or nobody hits.
// The interval: that of the ratio R of the part's share to that of the rest (Katz et al. 1978: log R is normal with
// variance 1/a - 1/m + 1/b - 1/n; one half is added to hits a, b and sizes m, n so that a zero does no harm, Walter
// 1975), and from it that to the whole, R / (f R + 1 - f) with the part's fraction f, which grows with R.
std::optional<Lift> lift(const Share& part, const Share& whole);

}  // namespace throng::analyze
