#include "analyze/significance.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace throng::analyze {
namespace {

constexpr double kZ = 1.959963984540054;  // 97.5 % of the normal distribution lie below it

}  // namespace

std::optional<double> two_proportion_z(const Share& a, const Share& b) {
  if (a.of == 0 || b.of == 0) return std::nullopt;
  const std::uint64_t hits = a.hits + b.hits;
  const std::uint64_t of = a.of + b.of;
  if (hits == 0 || hits == of) return std::nullopt;
  const auto n_a = static_cast<double>(a.of), n_b = static_cast<double>(b.of);
  const double both = static_cast<double>(hits) / static_cast<double>(of);
  const double difference = static_cast<double>(a.hits) / n_a - static_cast<double>(b.hits) / n_b;
  return difference / std::sqrt(both * (1 - both) * (1 / n_a + 1 / n_b));
}

double p_of_z(double z) { return std::erfc(std::abs(z) / std::numbers::sqrt2); }

std::vector<std::optional<double>> holm(std::span<const std::optional<double>> p) {
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < p.size(); ++i) {
    if (p[i]) order.push_back(i);
  }
  std::sort(order.begin(), order.end(), [&p](std::size_t a, std::size_t b) { return *p[a] < *p[b]; });
  std::vector<std::optional<double>> adjusted(p.size());
  double before = 0;
  for (std::size_t k = 0; k < order.size(); ++k) {
    before = std::max(before, std::min(1.0, *p[order[k]] * static_cast<double>(order.size() - k)));
    adjusted[order[k]] = before;
  }
  return adjusted;
}

OddsRatio odds_ratio(const Share& a, const Share& b) {
  const double hits_a = static_cast<double>(a.hits) + 0.5, misses_a = static_cast<double>(a.of - a.hits) + 0.5;
  const double hits_b = static_cast<double>(b.hits) + 0.5, misses_b = static_cast<double>(b.of - b.hits) + 0.5;
  const double log = std::log(hits_a) + std::log(misses_b) - std::log(misses_a) - std::log(hits_b);
  const double error = std::sqrt(1 / hits_a + 1 / misses_a + 1 / hits_b + 1 / misses_b);
  return {std::exp(log), std::exp(log - kZ * error), std::exp(log + kZ * error)};
}

std::optional<Lift> lift(const Share& part, const Share& whole) {
  if (part.of == 0 || whole.hits == 0) return std::nullopt;
  const auto share = [](double hits, double of) { return hits / of; };
  const auto n_part = static_cast<double>(part.of), n_whole = static_cast<double>(whole.of);
  Lift out{.ratio = share(static_cast<double>(part.hits), n_part) / share(static_cast<double>(whole.hits), n_whole),
           .low = {},
           .high = {}};
  if (part.of == whole.of) return out;
  const double a = static_cast<double>(part.hits) + 0.5, m = n_part + 0.5;
  const double b = static_cast<double>(whole.hits - part.hits) + 0.5, n = n_whole - n_part + 0.5;
  const double log = std::log(a / m) - std::log(b / n);
  const double error = std::sqrt(1 / a - 1 / m + 1 / b - 1 / n);
  const double fraction = n_part / n_whole;
  const auto to_whole = [&](double ratio) { return ratio / (fraction * ratio + 1 - fraction); };
  out.low = to_whole(std::exp(log - kZ * error));
  out.high = to_whole(std::exp(log + kZ * error));
  return out;
}

}  // namespace throng::analyze
