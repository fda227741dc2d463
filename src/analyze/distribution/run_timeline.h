// Distributions over timelines.
#pragma once

#include "analyze/distribution/spec.h"
#include "timeline/timeline.h"

namespace throng::analyze {

// The question must have passed validate(). One pass over the events, two with a breakdown; memory O(persons). Errors:
// too_large (buckets), not_found (memberships), deadline (memory), cancelled; for persons invalid_argument when the
// cell is none of the answer's.
Result<DistributionAnswer> run_timeline(const DistributionQuestion& question, timeline::Timeline& timeline,
                                        const AskContext& context);
Result<PersonList> persons_timeline(const DistributionQuestion& question, const DistributionCell& cell,
                                    timeline::Timeline& timeline, const AskContext& context);

}  // namespace throng::analyze
