#pragma once

#include "analyze/distribution/spec.h"
#include "analyze/sql/store.h"

namespace throng::analyze {

Result<DistributionAnswer> run_sql(const DistributionQuestion& question, const SqlStore& store,
                                   const AskContext& context);
Result<PersonList> persons_sql(const DistributionQuestion& question, const DistributionCell& cell,
                               const SqlStore& store, const AskContext& context);

}  // namespace throng::analyze
