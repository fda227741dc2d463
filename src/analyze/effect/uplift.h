// Whether those who got a message did more than those who were held out: shares and means of two groups of persons.
#pragma once

#include <cstdint>
#include <optional>

#include "analyze/significance.h"

namespace throng::analyze {

__extension__ using Wide = __int128;

struct Interval {
  double low = 0;
  double high = 0;
};

// 95 % of a share: the score interval without correction (Wilson 1927). Of nothing: 0 to 1.
Interval share_interval(const Share& share);

// 95 % of a's share less b's: R. G. Newcombe, "Interval estimation for the difference between independent proportions:
// comparison of eleven methods", Statistics in Medicine 17 (1998), method 10, the hybrid of the two score intervals
// without correction. Both must be of something.
Interval share_difference(const Share& a, const Share& b);

// What is known of whole numbers, one per person, so that nothing is rounded before the mean and the variance are
// taken. Right while the sum fits 63 bits.
struct Moments {
  std::uint64_t count = 0;
  std::int64_t sum = 0;
  Wide squares = 0;

  void add(std::int64_t value, std::uint64_t times = 1);
  void add(const Moments& other);
  double mean() const;                     // 0 of nothing
  std::optional<double> variance() const;  // of the population, estimated (n - 1); empty of fewer than two
};

// 95 % of a's mean less b's (B. L. Welch, "The generalization of 'Student's' problem when several different population
// variances are involved", Biometrika 34 (1947), with Satterthwaite's degrees of freedom). Empty when either has fewer
// than two.
std::optional<Interval> mean_difference(const Moments& a, const Moments& b);

}  // namespace throng::analyze
