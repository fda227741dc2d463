#include "audience/internal/scores.h"

#include <algorithm>
#include <cmath>

namespace throng::audience::internal {
namespace {

// Of each value how many are smaller.
std::vector<std::uint64_t> smaller_than_each(std::span<const double> values) {
  std::vector<double> sorted(values.size());
  std::ranges::transform(values, sorted.begin(), settled);
  std::ranges::sort(sorted);
  std::vector<std::uint64_t> smaller;
  smaller.reserve(values.size());
  for (const double value : values) {
    const auto at = std::ranges::lower_bound(sorted, settled(value));
    smaller.push_back(static_cast<std::uint64_t>(at - sorted.begin()));
  }
  return smaller;
}

std::vector<std::uint32_t> scores_by_cuts(std::span<const double> values, std::span<const double> cuts,
                                          std::uint32_t (*score)(double, std::span<const double>)) {
  std::vector<std::uint32_t> scores;
  for (const double value : values) scores.push_back(score(value, cuts));
  return scores;
}

std::vector<double> negated(std::span<const double> values) {
  std::vector<double> out(values.begin(), values.end());
  for (double& value : out) value = -value;
  return out;
}

std::size_t cuts_below(double value, std::span<const double> cuts, bool or_equal) {
  const double own = settled(value);
  return static_cast<std::size_t>(
      std::ranges::count_if(cuts, [&](double cut) { return or_equal ? settled(cut) <= own : settled(cut) < own; }));
}

}  // namespace

double settled(double value) {
  int exponent = 0;
  const double mantissa = std::frexp(value, &exponent);
  return std::isfinite(value) ? std::ldexp(std::nearbyint(std::ldexp(mantissa, 40)), exponent - 40) : value;
}

std::vector<std::uint32_t> rank_scores(std::span<const double> values, std::uint32_t scores) {
  std::vector<std::uint32_t> out;
  out.reserve(values.size());
  for (const std::uint64_t smaller : smaller_than_each(values))
    out.push_back(static_cast<std::uint32_t>(1 + scores * smaller / values.size()));
  return out;
}

std::size_t threshold_place(double value, std::span<const double> least) {
  return least.size() - cuts_below(value, least, true);
}

std::vector<std::size_t> percent_places(std::span<const double> values, std::span<const std::uint32_t> percents) {
  std::vector<std::size_t> places;
  places.reserve(values.size());
  for (const std::uint64_t smaller : smaller_than_each(values)) {
    std::size_t place = percents.size() - 1;
    for (std::uint64_t below = percents[place]; place > 0 && smaller * 100 >= below * values.size();)
      below += percents[--place];
    places.push_back(place);
  }
  return places;
}

std::uint32_t score_by_cuts(double value, std::span<const double> cuts) {
  return static_cast<std::uint32_t>(1 + cuts_below(value, cuts, true));
}

std::uint32_t reversed_score_by_cuts(double value, std::span<const double> cuts) {
  return static_cast<std::uint32_t>(1 + cuts.size() - cuts_below(value, cuts, false));
}

std::vector<RfmScore> rfm_scores(std::span<const double> recency_days, std::span<const double> frequencies,
                                 std::span<const double> sums, const std::optional<RfmCuts>& cuts) {
  const auto r = cuts ? scores_by_cuts(recency_days, cuts->recency, reversed_score_by_cuts)
                      : rank_scores(negated(recency_days), kRfmScores);
  const auto f =
      cuts ? scores_by_cuts(frequencies, cuts->frequency, score_by_cuts) : rank_scores(frequencies, kRfmScores);
  const auto m = cuts ? scores_by_cuts(sums, cuts->monetary, score_by_cuts) : rank_scores(sums, kRfmScores);
  std::vector<RfmScore> scores;
  for (std::size_t i = 0; i < r.size(); ++i) scores.push_back({r[i], f[i], m[i]});
  return scores;
}

std::vector<std::size_t> classic_groups(std::span<const RfmScore> scores) {
  std::uint64_t r = 0, f = 0, m = 0;
  for (const RfmScore& score : scores) {
    r += score.recency;
    f += score.frequency;
    m += score.monetary;
  }
  const auto is_high = [n = scores.size()](std::uint64_t score, std::uint64_t sum) { return score * n > sum; };
  std::vector<std::size_t> groups;
  for (const RfmScore& score : scores) {
    groups.push_back((is_high(score.monetary, m) ? 0U : 4U) + (is_high(score.recency, r) ? 0U : 2U) +
                     (is_high(score.frequency, f) ? 0U : 1U));
  }
  return groups;
}

std::size_t rfm_cell(const RfmScore& score) {
  return (score.recency - 1) * 25 + (score.frequency - 1) * 5 + (score.monetary - 1);
}

std::vector<Bitmap> lifecycle_stages(const Activity& activity) {
  Bitmap rest = activity.ever;
  const auto take = [&rest](Bitmap stage) {
    stage &= rest;
    rest -= stage;
    return stage;
  };
  Bitmap churned = take(activity.ever - activity.in_churned_days);
  Bitmap at_risk = take(activity.ever - activity.in_at_risk_days);
  Bitmap new_person = take(activity.first_in_new_days);
  Bitmap win_back = take(activity.in_win_back_days & activity.silent_before & activity.since_longer);
  return {std::move(new_person), std::move(rest), std::move(win_back), std::move(at_risk), std::move(churned)};
}

}  // namespace throng::audience::internal
