#pragma once

#include "analyze/insight/spec.h"
#include "analyze/sql/store.h"

namespace throng::analyze {

Result<InsightAnswer> run_sql(const InsightQuestion& question, const SqlStore& store, const AskContext& context);
Result<PersonList> persons_sql(const InsightQuestion& question, const InsightCell& cell, const SqlStore& store,
                               const AskContext& context);

}  // namespace throng::analyze
