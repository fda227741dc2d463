#pragma once

#include "analyze/ltv/spec.h"
#include "differential/drill.h"
#include "differential/oracle.h"

namespace throng::testing {

analyze::LtvQuestion random_ltv(Dice& dice, const Data& data);
analyze::LtvAnswer answer(const Oracle& oracle, const analyze::LtvQuestion& question);
std::optional<Drill> random_drill(Dice& dice, const analyze::LtvQuestion& question, const analyze::LtvAnswer& answer);

}  // namespace throng::testing
