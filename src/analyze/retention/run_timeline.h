// Retention over timelines.
#pragma once

#include "analyze/retention/spec.h"
#include "timeline/timeline.h"

namespace throng::analyze {

// The question must have passed validate(). Errors: too_large (buckets), not_found (memberships), deadline (memory),
// cancelled; for persons invalid_argument when the cell is none of the answer's.
Result<RetentionAnswer> run_timeline(const RetentionQuestion& question, timeline::Timeline& timeline, const AskContext& context);
Result<PersonList> persons_timeline(const RetentionQuestion& question, const RetentionCell& cell, timeline::Timeline& timeline,
                                    const AskContext& context);

}  // namespace throng::analyze
