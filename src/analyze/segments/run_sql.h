// Many segments in SQL, one after the other.
#pragma once

#include "analyze/segments/spec.h"
#include "analyze/sql/store.h"

namespace throng::analyze {

// The question must have passed validate(). Errors: those of sql::filter_sql; invalid_argument (cell).
Result<SegmentsAnswer> run_sql(const SegmentsQuestion& question, const SqlStore& store, const AskContext& context);
Result<PersonList> persons_sql(const SegmentsQuestion& question, const SegmentsCell& cell, const SqlStore& store,
                               const AskContext& context);

}  // namespace throng::analyze
