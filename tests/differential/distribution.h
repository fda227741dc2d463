#pragma once

#include "analyze/distribution/spec.h"
#include "differential/drill.h"
#include "differential/oracle.h"

namespace throng::testing {

analyze::DistributionQuestion random_distribution(Dice& dice, const Data& data);
analyze::DistributionAnswer answer(const Oracle& oracle, const analyze::DistributionQuestion& question);
// Empty when the answer has no series.
std::optional<Drill> random_drill(Dice& dice, const analyze::DistributionQuestion& question,
                                  const analyze::DistributionAnswer& answer);

}  // namespace throng::testing
