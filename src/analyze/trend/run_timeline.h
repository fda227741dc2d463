// Trends over timelines.
#pragma once

#include "analyze/trend/spec.h"
#include "timeline/timeline.h"

namespace throng::analyze {

// The question must have passed validate(). Sums are rounded in another order than SQL does: the two agree to 1e-9 of
// the sum of absolute values, not to the last bit; everything else is equal. One pass over the events, two with a breakdown.
// Errors: too_large (buckets), not_found (memberships), deadline (memory), cancelled; invalid_argument (cell).
Result<TrendAnswer> run_timeline(const TrendQuestion& question, timeline::Timeline& timeline, const AskContext& context);
Result<PersonList> persons_timeline(const TrendQuestion& question, const TrendCell& cell, timeline::Timeline& timeline,
                                    const AskContext& context);

}  // namespace throng::analyze
