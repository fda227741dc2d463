// Segment's answer as a table and as a figure (analyze/table.h).
#pragma once

#include "analyze/segment/spec.h"
#include "analyze/table.h"

namespace throng::analyze {

Table table_of(const SegmentQuestion& question, const SegmentAnswer& answer);
Figure figure_of(const SegmentQuestion& question, const SegmentAnswer& answer);

}  // namespace throng::analyze
