// Attribution over timelines.
#pragma once

#include "analyze/attribution/spec.h"
#include "timeline/timeline.h"

namespace throng::analyze {

// The question must have passed validate(). Two passes over the events. Errors: not_found (memberships), deadline
// (memory), cancelled, those of the costs; for persons invalid_argument when the cell is none of the answer's.
Result<AttributionAnswer> run_timeline(const AttributionQuestion& question, timeline::Timeline& timeline,
                                       const AskContext& context);
Result<PersonList> persons_timeline(const AttributionQuestion& question, const AttributionCell& cell,
                                    timeline::Timeline& timeline, const AskContext& context);

}  // namespace throng::analyze
