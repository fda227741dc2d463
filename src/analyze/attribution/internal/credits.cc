#include "analyze/attribution/internal/credits.h"

#include <algorithm>
#include <cmath>

namespace throng::analyze::internal {
namespace {

constexpr int kDecayBits = 30;
constexpr std::int64_t kDecaySteps = 1000;  // per half-life

// Touches of the first, the middle and the last one weigh as 40 : 20 : 40.
void weigh_by_position(std::vector<double>& weights) {
  const std::size_t n = weights.size();
  std::fill(weights.begin(), weights.end(), 1);
  if (n > 2) weights.front() = weights.back() = 2 * static_cast<double>(n - 2);
}

// The probability to convert from the start, when whoever comes to channel `removed` is lost (0: nobody).
double conversion_rate(const Transitions& transitions, std::size_t removed) {
  const std::size_t n = transitions.channels() + 1;
  // Row i: x_i - sum over j of p_ij x_j = p_i,converted.
  std::vector<std::vector<double>> rows(n, std::vector<double>(n + 1));
  for (std::size_t i = 0; i < n; ++i) {
    rows[i][i] = 1;
    std::uint64_t all = transitions.at(i, transitions.converted()) + transitions.at(i, transitions.lost());
    for (std::size_t j = 1; j < n; ++j) all += transitions.at(i, j);
    if (all == 0 || (i == removed && i != 0)) continue;
    const auto share = [&](std::size_t to) {
      return static_cast<double>(transitions.at(i, to)) / static_cast<double>(all);
    };
    for (std::size_t j = 1; j < n; ++j) rows[i][j] -= share(j);
    rows[i][n] = share(transitions.converted());
  }
  for (std::size_t c = 0; c < n; ++c) {
    const auto best = std::max_element(rows.begin() + static_cast<std::ptrdiff_t>(c), rows.end(),
                                       [c](const auto& a, const auto& b) { return std::abs(a[c]) < std::abs(b[c]); });
    std::swap(rows[c], *best);
    if (rows[c][c] == 0) continue;
    for (std::size_t r = 0; r < n; ++r) {
      if (r == c || rows[r][c] == 0) continue;
      const double factor = rows[r][c] / rows[c][c];
      for (std::size_t k = c; k <= n; ++k) rows[r][k] -= factor * rows[c][k];
    }
  }
  return rows[0][0] == 0 ? 0 : rows[0][n] / rows[0][0];
}

}  // namespace

double decayed(std::int64_t age_ms, Duration half_life) {
  const auto steps = static_cast<double>(age_ms * kDecaySteps / half_life.count());
  return std::max(1.0, std::floor(std::exp2(kDecayBits - steps / static_cast<double>(kDecaySteps)) + 0.5));
}

void weigh(AttributionModel model, std::span<const Touch> path, Duration half_life, std::vector<double>& weights) {
  const std::size_t n = path.size();
  weights.assign(n, 0);
  switch (model) {
    case AttributionModel::first: weights.front() = 1; return;
    case AttributionModel::last: weights.back() = 1; return;
    case AttributionModel::last_non_direct: {
      std::size_t i = n;
      while (i > 0 && path[i - 1].direct) --i;
      weights[i > 0 ? i - 1 : n - 1] = 1;
      return;
    }
    case AttributionModel::linear:
    case AttributionModel::markov: std::fill(weights.begin(), weights.end(), 1); return;
    case AttributionModel::position: weigh_by_position(weights); return;
    case AttributionModel::time_decay:
      for (std::size_t i = 0; i < n; ++i) weights[i] = decayed(path[i].age_ms, half_life);
      return;
    case AttributionModel::shapley: {
      // The game is the sum, over the conversions, of games in which those who have all of its channels win; in each
      // of these the value of every one of its channels is the same (Shapley 1953), and values add up.
      std::uint32_t seen = 0;
      for (std::size_t i = 0; i < n; ++i) {
        const std::uint32_t bit = std::uint32_t{1} << path[i].channel;
        weights[i] = (seen & bit) == 0 ? 1 : 0;
        seen |= bit;
      }
      return;
    }
  }
}

void share_out(std::int64_t whole, std::span<const double> weights, std::vector<std::int64_t>& parts) {
  double all = 0;
  for (const double weight : weights) all += weight;
  parts.clear();
  double sum = 0;
  std::int64_t before = 0;
  for (const double weight : weights) {
    sum += weight;
    const auto upto = static_cast<std::int64_t>(std::floor(static_cast<double>(whole) * (sum / all) + 0.5));
    parts.push_back(upto - before);
    before = upto;
  }
}

void Transitions::add(std::span<const Touch> path, bool is_converted) {
  if (path.empty()) return;
  std::size_t from = start();
  for (const Touch& touch : path) {
    ++at(from, touch.channel);
    from = touch.channel;
  }
  ++at(from, is_converted ? converted() : lost());
}

void Transitions::add(const Transitions& other) {
  for (std::size_t i = 0; i < counts_.size(); ++i) counts_[i] += other.counts_[i];
}

std::vector<double> removal_shares(const Transitions& transitions) {
  std::vector<double> effects(transitions.channels());
  const double rate = conversion_rate(transitions, 0);
  if (!(rate > 0)) return effects;
  double all = 0;
  for (std::size_t i = 0; i < effects.size(); ++i) {
    // Rounding may leave something of a channel that is on no path to a conversion.
    const double effect = 1 - conversion_rate(transitions, i + 1) / rate;
    effects[i] = effect < 1e-12 ? 0 : effect;
    all += effects[i];
  }
  for (double& effect : effects) effect = all > 0 ? effect / all : 0;
  return effects;
}

std::vector<std::int64_t> share_out_all(std::int64_t whole, std::span<const double> shares) {
  constexpr int kBits = 52;
  double all = 0;
  for (const double share : shares) all += share;
  std::vector<std::int64_t> parts(shares.size());
  if (!(all > 0)) return parts;
  double sum = 0;
  std::int64_t before = 0;
  for (std::size_t i = 0; i < shares.size(); ++i) {
    sum += shares[i];
    const auto upto = std::llround(std::ldexp(sum / all, kBits));
    const auto product = static_cast<__int128>(whole) * upto + (static_cast<__int128>(1) << (kBits - 1));
    const auto units = static_cast<std::int64_t>(product >> kBits);
    parts[i] = units - before;
    before = units;
  }
  return parts;
}

}  // namespace throng::analyze::internal
