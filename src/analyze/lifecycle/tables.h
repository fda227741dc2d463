// Lifecycle's answer as a table and as a figure (analyze/table.h).
#pragma once

#include "analyze/lifecycle/spec.h"
#include "analyze/table.h"

namespace throng::analyze {

Table table_of(const LifecycleQuestion& question, const LifecycleAnswer& answer);
Figure figure_of(const LifecycleQuestion& question, const LifecycleAnswer& answer);

}  // namespace throng::analyze
