#pragma once

#include "analyze/interval/spec.h"
#include "differential/drill.h"
#include "differential/oracle.h"

namespace throng::testing {

analyze::IntervalQuestion random_interval(Dice& dice, const Data& data);
analyze::IntervalAnswer answer(const Oracle& oracle, const analyze::IntervalQuestion& question);
// Empty when the answer has no series.
std::optional<Drill> random_drill(Dice& dice, const analyze::IntervalQuestion& question,
                                  const analyze::IntervalAnswer& answer);

}  // namespace throng::testing
