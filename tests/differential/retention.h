#pragma once

#include "analyze/retention/spec.h"
#include "differential/drill.h"
#include "differential/oracle.h"

namespace throng::testing {

analyze::RetentionQuestion random_retention(Dice& dice, const Data& data);
analyze::RetentionAnswer answer(const Oracle& oracle, const analyze::RetentionQuestion& question);
// Empty when the answer has no rows.
std::optional<Drill> random_drill(Dice& dice, const analyze::RetentionQuestion& question,
                                  const analyze::RetentionAnswer& answer);

}  // namespace throng::testing
