// LTV over timelines.
#pragma once

#include "analyze/ltv/spec.h"
#include "timeline/timeline.h"

namespace throng::analyze {

// The question must have passed validate(). One pass over the events, with a breakdown two; memory O(groups x cohorts x
// ages). Errors: too_large (cohorts), not_found (memberships), deadline (memory), cancelled, those of the costs; for
// persons invalid_argument when the cell is none of the answer's.
Result<LtvAnswer> run_timeline(const LtvQuestion& question, timeline::Timeline& timeline, const AskContext& context);
Result<PersonList> persons_timeline(const LtvQuestion& question, const LtvCell& cell, timeline::Timeline& timeline,
                                    const AskContext& context);

}  // namespace throng::analyze
