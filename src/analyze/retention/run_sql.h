#pragma once

#include "analyze/retention/spec.h"
#include "analyze/sql/store.h"

namespace throng::analyze {

Result<RetentionAnswer> run_sql(const RetentionQuestion& question, const SqlStore& store, const AskContext& context);
Result<PersonList> persons_sql(const RetentionQuestion& question, const RetentionCell& cell, const SqlStore& store,
                               const AskContext& context);

}  // namespace throng::analyze
