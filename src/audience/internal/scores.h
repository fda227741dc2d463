// Scores and stages as pure functions of what is known of persons.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "audience/layers.h"
#include "base/bitmap.h"

namespace throng::audience::internal {

// Without what the last digits of a sum depend on (in which order it was made): about twelve digits stay. Numbers are
// compared so, everywhere below.
double settled(double value);

// 1..scores, by the share of smaller values: 1 + floor(scores * smaller / n). Equal values share the lower score.
std::vector<std::uint32_t> rank_scores(std::span<const double> values, std::uint32_t scores);

// The place of a value among layers of these least numbers, descending; below all of them: their count.
std::size_t threshold_place(double value, std::span<const double> least);

// The place of each value among layers of so many percent, the highest first: the lowest layer below whose upper end
// the share of smaller values lies. Exact. `percents` sum to 100.
std::vector<std::size_t> percent_places(std::span<const double> values, std::span<const std::uint32_t> percents);

// 1 + how many of the ascending cuts are not above the value.
std::uint32_t score_by_cuts(double value, std::span<const double> cuts);
// Reversed: as many less than the best as there are cuts below the value.
std::uint32_t reversed_score_by_cuts(double value, std::span<const double> cuts);

// What the spans say of the same persons, in one order.
std::vector<RfmScore> rfm_scores(std::span<const double> recency_days, std::span<const double> frequencies,
                                 std::span<const double> sums, const std::optional<RfmCuts>& cuts);
// The classic group of each, 0..7, by whether its scores are above their means.
std::vector<std::size_t> classic_groups(std::span<const RfmScore> scores);
std::size_t rfm_cell(const RfmScore& score);  // 0..kRfmCells - 1

// For whom what a lifecycle scheme asks holds (LifecycleLayers).
struct Activity {
  Bitmap ever;
  Bitmap in_churned_days;
  Bitmap in_at_risk_days;
  Bitmap first_in_new_days;
  Bitmap in_win_back_days;
  Bitmap silent_before;  // nothing in the churned days before the win-back days
  Bitmap since_longer;   // the first ever lies before both
};
// In the order of LifecycleNames. Disjoint; together they are `ever`.
std::vector<Bitmap> lifecycle_stages(const Activity& activity);

}  // namespace throng::audience::internal
