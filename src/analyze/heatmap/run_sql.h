#pragma once

#include "analyze/heatmap/spec.h"
#include "analyze/sql/store.h"

namespace throng::analyze {

Result<HeatmapAnswer> run_sql(const HeatmapQuestion& question, const SqlStore& store, const AskContext& context);
Result<PersonList> persons_sql(const HeatmapQuestion& question, const HeatmapCell& cell, const SqlStore& store,
                               const AskContext& context);

}  // namespace throng::analyze
