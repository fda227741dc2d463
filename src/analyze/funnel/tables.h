// Funnel's answer as a table and as a figure (analyze/table.h).
#pragma once

#include "analyze/funnel/spec.h"
#include "analyze/table.h"

namespace throng::analyze {

Table table_of(const FunnelQuestion& question, const FunnelAnswer& answer);
Figure figure_of(const FunnelQuestion& question, const FunnelAnswer& answer);

}  // namespace throng::analyze
