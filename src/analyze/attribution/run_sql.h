#pragma once

#include "analyze/attribution/spec.h"
#include "analyze/sql/store.h"

namespace throng::analyze {

Result<AttributionAnswer> run_sql(const AttributionQuestion& question, const SqlStore& store,
                                  const AskContext& context);
Result<PersonList> persons_sql(const AttributionQuestion& question, const AttributionCell& cell, const SqlStore& store,
                               const AskContext& context);

}  // namespace throng::analyze
