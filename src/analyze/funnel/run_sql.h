#pragma once

#include "analyze/funnel/spec.h"
#include "analyze/sql/store.h"

namespace throng::analyze {

Result<FunnelAnswer> run_sql(const FunnelQuestion& question, const SqlStore& store, const AskContext& context);
Result<PersonList> persons_sql(const FunnelQuestion& question, const FunnelCell& cell, const SqlStore& store,
                               const AskContext& context);

}  // namespace throng::analyze
