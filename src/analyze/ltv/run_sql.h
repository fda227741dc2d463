#pragma once

#include "analyze/ltv/spec.h"
#include "analyze/sql/store.h"

namespace throng::analyze {

Result<LtvAnswer> run_sql(const LtvQuestion& question, const SqlStore& store, const AskContext& context);
Result<PersonList> persons_sql(const LtvQuestion& question, const LtvCell& cell, const SqlStore& store,
                               const AskContext& context);

}  // namespace throng::analyze
