#pragma once

#include "analyze/lifecycle/spec.h"
#include "analyze/sql/store.h"

namespace throng::analyze {

Result<LifecycleAnswer> run_sql(const LifecycleQuestion& question, const SqlStore& store, const AskContext& context);
Result<PersonList> persons_sql(const LifecycleQuestion& question, const LifecycleCell& cell, const SqlStore& store,
                               const AskContext& context);

}  // namespace throng::analyze
