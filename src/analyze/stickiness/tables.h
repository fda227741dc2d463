// Stickiness's answer as a table and as a figure (analyze/table.h).
#pragma once

#include "analyze/stickiness/spec.h"
#include "analyze/table.h"

namespace throng::analyze {

Table table_of(const StickinessQuestion& question, const StickinessAnswer& answer);
Figure figure_of(const StickinessQuestion& question, const StickinessAnswer& answer);

}  // namespace throng::analyze
