#pragma once

#include "analyze/distinguish/spec.h"
#include "differential/drill.h"
#include "differential/oracle.h"

namespace throng::testing {

analyze::DistinguishQuestion random_distinguish(Dice& dice, const Data& data);
analyze::DistinguishAnswer answer(const Oracle& oracle, const analyze::DistinguishQuestion& question);
Drill random_drill(Dice& dice, const analyze::DistinguishQuestion& question, const analyze::DistinguishAnswer& answer);

}  // namespace throng::testing
