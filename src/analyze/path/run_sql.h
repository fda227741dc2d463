#pragma once

#include "analyze/path/spec.h"
#include "analyze/sql/store.h"

namespace throng::analyze {

Result<PathAnswer> run_sql(const PathQuestion& question, const SqlStore& store, const AskContext& context);
Result<PersonList> persons_sql(const PathQuestion& question, const PathCell& cell, const SqlStore& store,
                               const AskContext& context);

}  // namespace throng::analyze
