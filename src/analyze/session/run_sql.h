#pragma once

#include "analyze/session/spec.h"
#include "analyze/sql/store.h"

namespace throng::analyze {

Result<SessionAnswer> run_sql(const SessionQuestion& question, const SqlStore& store, const AskContext& context);
Result<PersonList> persons_sql(const SessionQuestion& question, const SessionCell& cell, const SqlStore& store,
                               const AskContext& context);

}  // namespace throng::analyze
