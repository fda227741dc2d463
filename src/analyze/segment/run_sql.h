#pragma once

#include "analyze/segment/spec.h"
#include "analyze/sql/store.h"

namespace throng::analyze {

Result<SegmentAnswer> run_sql(const SegmentQuestion& question, const SqlStore& store, const AskContext& context);
Result<PersonList> persons_sql(const SegmentQuestion& question, const SegmentCell& cell, const SqlStore& store,
                               const AskContext& context);

}  // namespace throng::analyze
