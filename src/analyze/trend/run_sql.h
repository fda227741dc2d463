#pragma once

#include "analyze/sql/store.h"
#include "analyze/trend/spec.h"

namespace throng::analyze {

Result<TrendAnswer> run_sql(const TrendQuestion& question, const SqlStore& store, const AskContext& context);
Result<PersonList> persons_sql(const TrendQuestion& question, const TrendCell& cell, const SqlStore& store,
                               const AskContext& context);

}  // namespace throng::analyze
