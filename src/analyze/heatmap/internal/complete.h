// From counts to the answer: what both runs of heatmaps share.
#pragma once

#include <array>

#include "analyze/heatmap/spec.h"

namespace throng::analyze::internal {

// Classes of width without numbers.
std::vector<HeatmapWidth> heatmap_widths(const HeatmapQuestion& question);

// Views by the last depth they reached; persons by their deepest.
using HeatmapReached = std::array<HeatmapCount, kHeatmapDepths + 1>;
std::vector<HeatmapDepth> heatmap_depths(const HeatmapReached& reached);

// Puts spots and elements in order and drops what is too many. `answer.unplaced` has the clicks without a spot.
void complete_heatmap(const HeatmapQuestion& question, HeatmapAnswer& answer);

}  // namespace throng::analyze::internal
