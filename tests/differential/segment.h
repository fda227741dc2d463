#pragma once

#include "analyze/segment/spec.h"
#include "differential/drill.h"
#include "differential/oracle.h"

namespace throng::testing {

analyze::SegmentQuestion random_segment(Dice& dice, const Data& data);
analyze::SegmentAnswer answer(const Oracle& oracle, const analyze::SegmentQuestion& question);
Drill random_drill(Dice& dice, const analyze::SegmentQuestion& question, const analyze::SegmentAnswer& answer);

}  // namespace throng::testing
