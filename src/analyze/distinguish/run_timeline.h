// What distinguishes converted persons, over timelines.
#pragma once

#include "analyze/distinguish/spec.h"
#include "timeline/timeline.h"

namespace throng::analyze {

// The question must have passed validate(). One pass; memory O(different values between start and end of attempts).
// Errors: not_found (memberships), deadline (memory), cancelled, those of the range; invalid_argument (cell).
Result<DistinguishAnswer> run_timeline(const DistinguishQuestion& question, timeline::Timeline& timeline,
                                       const AskContext& context);
Result<PersonList> persons_timeline(const DistinguishQuestion& question, const DistinguishCell& cell,
                                    timeline::Timeline& timeline, const AskContext& context);

}  // namespace throng::analyze
