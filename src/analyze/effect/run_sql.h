#pragma once

#include "analyze/effect/spec.h"
#include "analyze/sql/store.h"

namespace throng::analyze {

Result<EffectAnswer> run_sql(const EffectQuestion& question, const SqlStore& store, const AskContext& context);
Result<PersonList> persons_sql(const EffectQuestion& question, const EffectCell& cell, const SqlStore& store,
                               const AskContext& context);

}  // namespace throng::analyze
