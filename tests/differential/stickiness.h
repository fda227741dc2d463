#pragma once

#include "analyze/stickiness/spec.h"
#include "differential/drill.h"
#include "differential/oracle.h"

namespace throng::testing {

analyze::StickinessQuestion random_stickiness(Dice& dice, const Data& data);
analyze::StickinessAnswer answer(const Oracle& oracle, const analyze::StickinessQuestion& question);
// Empty when the answer has no rows.
std::optional<Drill> random_drill(Dice& dice, const analyze::StickinessQuestion& question,
                                  const analyze::StickinessAnswer& answer);

}  // namespace throng::testing
