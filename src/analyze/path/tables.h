// Path's answer as a table and as a figure (analyze/table.h).
#pragma once

#include "analyze/path/spec.h"
#include "analyze/table.h"

namespace throng::analyze {

Table table_of(const PathQuestion& question, const PathAnswer& answer);
Figure figure_of(const PathQuestion& question, const PathAnswer& answer);

}  // namespace throng::analyze
