// Session's answer as a table and as a figure (analyze/table.h).
#pragma once

#include "analyze/session/spec.h"
#include "analyze/table.h"

namespace throng::analyze {

Table table_of(const SessionQuestion& question, const SessionAnswer& answer);
Figure figure_of(const SessionQuestion& question, const SessionAnswer& answer);

}  // namespace throng::analyze
