#pragma once

#include "analyze/trend/spec.h"
#include "differential/drill.h"
#include "differential/oracle.h"

namespace throng::testing {

analyze::TrendQuestion random_trend(Dice& dice, const Data& data);
analyze::TrendAnswer answer(const Oracle& oracle, const analyze::TrendQuestion& question);
Drill random_drill(Dice& dice, const analyze::TrendQuestion& question, const analyze::TrendAnswer& answer);

}  // namespace throng::testing
