#pragma once

#include "analyze/path/spec.h"
#include "differential/drill.h"
#include "differential/oracle.h"

namespace throng::testing {

analyze::PathQuestion random_path(Dice& dice, const Data& data);
analyze::PathAnswer answer(const Oracle& oracle, const analyze::PathQuestion& question);
std::optional<Drill> random_drill(Dice& dice, const analyze::PathQuestion& question, const analyze::PathAnswer& answer);

}  // namespace throng::testing
