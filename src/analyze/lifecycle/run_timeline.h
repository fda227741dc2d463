// Lifecycles over timelines.
#pragma once

#include "analyze/lifecycle/spec.h"
#include "timeline/timeline.h"

namespace throng::analyze {

// The question must have passed validate(). One pass; over days, where the events' names decide. Errors: too_large
// (buckets), not_found (memberships), deadline (memory), cancelled; for persons invalid_argument when the cell is none
// of the answer's.
Result<LifecycleAnswer> run_timeline(const LifecycleQuestion& question, timeline::Timeline& timeline,
                                     const AskContext& context);
Result<PersonList> persons_timeline(const LifecycleQuestion& question, const LifecycleCell& cell,
                                    timeline::Timeline& timeline, const AskContext& context);

}  // namespace throng::analyze
