// Retention's answer as a table and as a figure (analyze/table.h).
#pragma once

#include "analyze/retention/spec.h"
#include "analyze/table.h"

namespace throng::analyze {

Table table_of(const RetentionQuestion& question, const RetentionAnswer& answer);
Figure figure_of(const RetentionQuestion& question, const RetentionAnswer& answer);

}  // namespace throng::analyze
