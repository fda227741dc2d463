#pragma once

#include "analyze/attribution/spec.h"
#include "differential/drill.h"
#include "differential/oracle.h"

namespace throng::testing {

analyze::AttributionQuestion random_attribution(Dice& dice, const Data& data);
analyze::AttributionAnswer answer(const Oracle& oracle, const analyze::AttributionQuestion& question);
std::optional<Drill> random_drill(Dice& dice, const analyze::AttributionQuestion& question,
                                  const analyze::AttributionAnswer& answer);

}  // namespace throng::testing
