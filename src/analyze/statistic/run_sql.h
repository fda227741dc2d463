// Statistics in SQL: the second opinion, and what answers where the timeline does not fit.
#pragma once

#include "analyze/sql/store.h"
#include "analyze/statistic/spec.h"

namespace throng::analyze {

// The statistic must have passed validate(). Errors: those of sql::match_sql.
Result<StatisticValues> statistic_sql(const Statistic& statistic, const SqlStore& store, const AskContext& context);

}  // namespace throng::analyze
