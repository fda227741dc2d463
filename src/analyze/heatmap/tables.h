// Heatmap's answer as a table of elements and as a figure (analyze/table.h).
#pragma once

#include "analyze/heatmap/spec.h"
#include "analyze/table.h"

namespace throng::analyze {

Table table_of(const HeatmapQuestion& question, const HeatmapAnswer& answer);
Figure figure_of(const HeatmapQuestion& question, const HeatmapAnswer& answer);

}  // namespace throng::analyze
