#pragma once

#include "analyze/session/spec.h"
#include "differential/drill.h"
#include "differential/oracle.h"

namespace throng::testing {

analyze::SessionQuestion random_session(Dice& dice, const Data& data);
analyze::SessionAnswer answer(const Oracle& oracle, const analyze::SessionQuestion& question);
std::optional<Drill> random_drill(Dice& dice, const analyze::SessionQuestion& question,
                                  const analyze::SessionAnswer& answer);

}  // namespace throng::testing
