#pragma once

#include "analyze/effect/spec.h"
#include "differential/drill.h"
#include "differential/oracle.h"

namespace throng::testing {

analyze::EffectQuestion random_effect(Dice& dice, const Data& data);
analyze::EffectAnswer answer(const Oracle& oracle, const analyze::EffectQuestion& question);
std::optional<Drill> random_drill(Dice& dice, const analyze::EffectQuestion& question,
                                  const analyze::EffectAnswer& answer);

}  // namespace throng::testing
