// Attribution's answer as a table and as a figure (analyze/table.h).
#pragma once

#include "analyze/attribution/spec.h"
#include "analyze/table.h"

namespace throng::analyze {

Table table_of(const AttributionQuestion& question, const AttributionAnswer& answer);
Figure figure_of(const AttributionQuestion& question, const AttributionAnswer& answer);

}  // namespace throng::analyze
