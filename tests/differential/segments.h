#pragma once

#include "analyze/segments/spec.h"
#include "differential/drill.h"
#include "differential/oracle.h"

namespace throng::testing {

analyze::SegmentsQuestion random_segments(Dice& dice, const Data& data);
analyze::SegmentsAnswer answer(const Oracle& oracle, const analyze::SegmentsQuestion& question);
Drill random_drill(Dice& dice, const analyze::SegmentsQuestion& question, const analyze::SegmentsAnswer& answer);

}  // namespace throng::testing
