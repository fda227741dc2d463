#include "analyze/effect/uplift.h"

#include <algorithm>
#include <cmath>

#include <boost/math/distributions/students_t.hpp>

namespace throng::analyze {
namespace {

constexpr double kZ = 1.959963984540054;  // 97.5 % of the normal distribution lie below it

double ratio(const Share& share) { return static_cast<double>(share.hits) / static_cast<double>(share.of); }

}  // namespace

Interval share_interval(const Share& share) {
  if (share.of == 0) return {0, 1};
  const auto n = static_cast<double>(share.of);
  const double p = ratio(share);
  const double z2 = kZ * kZ;
  const double middle = 2 * n * p + z2;
  const double spread = kZ * std::sqrt(z2 + 4 * n * p * (1 - p));
  // What is exactly 0 or 1 is not left to rounding.
  const double low = share.hits == 0 ? 0 : (middle - spread) / (2 * (n + z2));
  const double high = share.hits == share.of ? 1 : (middle + spread) / (2 * (n + z2));
  return {low, high};
}

Interval share_difference(const Share& a, const Share& b) {
  const double p = ratio(a), q = ratio(b);
  const Interval of_a = share_interval(a), of_b = share_interval(b);
  return {p - q - std::hypot(p - of_a.low, of_b.high - q), p - q + std::hypot(of_a.high - p, q - of_b.low)};
}

void Moments::add(std::int64_t value, std::uint64_t times) {
  count += times;
  sum += value * static_cast<std::int64_t>(times);
  squares += static_cast<Wide>(value) * value * static_cast<Wide>(times);
}

void Moments::add(const Moments& other) {
  count += other.count;
  sum += other.sum;
  squares += other.squares;
}

double Moments::mean() const { return count == 0 ? 0 : static_cast<double>(sum) / static_cast<double>(count); }

std::optional<double> Moments::variance() const {
  if (count < 2) return std::nullopt;
  const auto n = static_cast<Wide>(count);
  const Wide whole = static_cast<Wide>(sum) * sum;
  // Whole parts first: their difference is exact, however close they are.
  const double around =
      static_cast<double>(squares - whole / n) - static_cast<double>(whole % n) / static_cast<double>(n);
  return std::max(0.0, around) / static_cast<double>(count - 1);
}

std::optional<Interval> mean_difference(const Moments& a, const Moments& b) {
  const auto of_a = a.variance(), of_b = b.variance();
  if (!of_a || !of_b) return std::nullopt;
  const double difference = a.mean() - b.mean();
  const auto n_a = static_cast<double>(a.count), n_b = static_cast<double>(b.count);
  const double part_a = *of_a / n_a, part_b = *of_b / n_b;
  const double both = part_a + part_b;
  if (both <= 0) return Interval{difference, difference};
  const double freedom = both * both / (part_a * part_a / (n_a - 1) + part_b * part_b / (n_b - 1));
  const double spread = boost::math::quantile(boost::math::students_t(freedom), 0.975) * std::sqrt(both);
  return Interval{difference - spread, difference + spread};
}

}  // namespace throng::analyze
