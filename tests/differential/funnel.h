#pragma once

#include "analyze/funnel/spec.h"
#include "differential/drill.h"
#include "differential/oracle.h"

namespace throng::testing {

analyze::FunnelQuestion random_funnel(Dice& dice, const Data& data);
analyze::FunnelAnswer answer(const Oracle& oracle, const analyze::FunnelQuestion& question);
Drill random_drill(Dice& dice, const analyze::FunnelQuestion& question, const analyze::FunnelAnswer& answer);

}  // namespace throng::testing
