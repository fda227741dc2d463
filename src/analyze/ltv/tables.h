// LTV's answer as a table and as a figure (analyze/table.h).
#pragma once

#include "analyze/ltv/spec.h"
#include "analyze/table.h"

namespace throng::analyze {

Table table_of(const LtvQuestion& question, const LtvAnswer& answer);
Figure figure_of(const LtvQuestion& question, const LtvAnswer& answer);

}  // namespace throng::analyze
