// Insight's answer as a table and as a figure (analyze/table.h).
#pragma once

#include "analyze/insight/spec.h"
#include "analyze/table.h"

namespace throng::analyze {

Table table_of(const InsightQuestion& question, const InsightAnswer& answer);
// The values that differ most, by TGI.
Figure figure_of(const InsightQuestion& question, const InsightAnswer& answer);

}  // namespace throng::analyze
