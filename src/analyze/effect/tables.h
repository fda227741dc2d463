// Effect's answer as a table and as a figure (analyze/table.h).
#pragma once

#include "analyze/effect/spec.h"
#include "analyze/table.h"

namespace throng::analyze {

Table table_of(const EffectQuestion& question, const EffectAnswer& answer);
Figure figure_of(const EffectQuestion& question, const EffectAnswer& answer);

}  // namespace throng::analyze
