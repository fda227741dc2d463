// Distribution's answer as a table and as a figure (analyze/table.h).
#pragma once

#include "analyze/distribution/spec.h"
#include "analyze/table.h"

namespace throng::analyze {

Table table_of(const DistributionQuestion& question, const DistributionAnswer& answer);
Figure figure_of(const DistributionQuestion& question, const DistributionAnswer& answer);

}  // namespace throng::analyze
