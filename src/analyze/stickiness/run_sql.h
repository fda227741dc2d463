#pragma once

#include "analyze/sql/store.h"
#include "analyze/stickiness/spec.h"

namespace throng::analyze {

Result<StickinessAnswer> run_sql(const StickinessQuestion& question, const SqlStore& store, const AskContext& context);
Result<PersonList> persons_sql(const StickinessQuestion& question, const StickinessCell& cell, const SqlStore& store,
                               const AskContext& context);

}  // namespace throng::analyze
