// Funnels over timelines.
#pragma once

#include "analyze/funnel/spec.h"
#include "timeline/timeline.h"

namespace throng::analyze {

// The question must have passed validate(). One pass, time O(events); memory O(persons at step 1) for the medians.
// Errors: not_found (memberships), deadline (memory), cancelled, those of the range; invalid_argument (cell).
Result<FunnelAnswer> run_timeline(const FunnelQuestion& question, timeline::Timeline& timeline, const AskContext& context);
Result<PersonList> persons_timeline(const FunnelQuestion& question, const FunnelCell& cell, timeline::Timeline& timeline,
                                    const AskContext& context);

}  // namespace throng::analyze
