#pragma once

#include "analyze/lifecycle/spec.h"
#include "differential/drill.h"
#include "differential/oracle.h"

namespace throng::testing {

analyze::LifecycleQuestion random_lifecycle(Dice& dice, const Data& data);
analyze::LifecycleAnswer answer(const Oracle& oracle, const analyze::LifecycleQuestion& question);
// Empty when the answer has no rows.
std::optional<Drill> random_drill(Dice& dice, const analyze::LifecycleQuestion& question,
                                  const analyze::LifecycleAnswer& answer);

}  // namespace throng::testing
