#pragma once

#include "analyze/insight/spec.h"
#include "differential/drill.h"
#include "differential/oracle.h"
#include "differential/questions.h"

namespace throng::testing {

analyze::InsightQuestion random_insight(Dice& dice, const Data& data);
analyze::InsightAnswer answer(const Oracle& oracle, const analyze::InsightQuestion& question);
std::optional<Drill> random_drill(Dice& dice, const analyze::InsightQuestion& question,
                                  const analyze::InsightAnswer& answer);

}  // namespace throng::testing
