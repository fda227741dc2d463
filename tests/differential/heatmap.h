#pragma once

#include "analyze/heatmap/spec.h"
#include "differential/drill.h"
#include "differential/oracle.h"

namespace throng::testing {

analyze::HeatmapQuestion random_heatmap(Dice& dice, const Data& data);
analyze::HeatmapAnswer answer(const Oracle& oracle, const analyze::HeatmapQuestion& question);
std::optional<Drill> random_drill(Dice& dice, const analyze::HeatmapQuestion& question,
                                  const analyze::HeatmapAnswer& answer);

}  // namespace throng::testing
