// Intervals over timelines.
#pragma once

#include "analyze/interval/spec.h"
#include "timeline/timeline.h"

namespace throng::analyze {

// The question must have passed validate(). Two passes over the events; memory O(pairs). Errors: too_large (buckets),
// not_found (memberships), deadline (memory), cancelled; for persons invalid_argument when the cell is none of the
// answer's.
Result<IntervalAnswer> run_timeline(const IntervalQuestion& question, timeline::Timeline& timeline,
                                    const AskContext& context);
Result<PersonList> persons_timeline(const IntervalQuestion& question, const IntervalCell& cell,
                                    timeline::Timeline& timeline, const AskContext& context);

}  // namespace throng::analyze
