// Distinguish's answer as a table and as a figure (analyze/table.h).
#pragma once

#include "analyze/distinguish/spec.h"
#include "analyze/table.h"

namespace throng::analyze {

Table table_of(const DistinguishQuestion& question, const DistinguishAnswer& answer);
Figure figure_of(const DistinguishQuestion& question, const DistinguishAnswer& answer);

}  // namespace throng::analyze
