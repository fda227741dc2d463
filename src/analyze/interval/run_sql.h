#pragma once

#include "analyze/interval/spec.h"
#include "analyze/sql/store.h"

namespace throng::analyze {

Result<IntervalAnswer> run_sql(const IntervalQuestion& question, const SqlStore& store, const AskContext& context);
Result<PersonList> persons_sql(const IntervalQuestion& question, const IntervalCell& cell, const SqlStore& store,
                               const AskContext& context);

}  // namespace throng::analyze
