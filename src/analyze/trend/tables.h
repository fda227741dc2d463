// Trend's answer as a table and as a figure (analyze/table.h).
#pragma once

#include "analyze/table.h"
#include "analyze/trend/spec.h"

namespace throng::analyze {

Table table_of(const TrendQuestion& question, const TrendAnswer& answer);
Figure figure_of(const TrendQuestion& question, const TrendAnswer& answer);

}  // namespace throng::analyze
