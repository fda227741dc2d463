// Segments's answer as a table and as a figure (analyze/table.h).
#pragma once

#include "analyze/segments/spec.h"
#include "analyze/table.h"

namespace throng::analyze {

Table table_of(const SegmentsQuestion& question, const SegmentsAnswer& answer);
Figure figure_of(const SegmentsQuestion& question, const SegmentsAnswer& answer);

}  // namespace throng::analyze
