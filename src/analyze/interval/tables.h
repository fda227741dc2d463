// Interval's answer as a table and as a figure (analyze/table.h).
#pragma once

#include "analyze/interval/spec.h"
#include "analyze/table.h"

namespace throng::analyze {

Table table_of(const IntervalQuestion& question, const IntervalAnswer& answer);
Figure figure_of(const IntervalQuestion& question, const IntervalAnswer& answer);

}  // namespace throng::analyze
