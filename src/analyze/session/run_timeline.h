// Sessions over timelines.
#pragma once

#include "analyze/session/spec.h"
#include "timeline/timeline.h"

namespace throng::analyze {

// The question must have passed validate(). One pass over the events; memory O(sessions and views that count). Errors:
// too_large (buckets), not_found (memberships), deadline (memory), cancelled; invalid_argument (cell).
Result<SessionAnswer> run_timeline(const SessionQuestion& question, timeline::Timeline& timeline,
                                   const AskContext& context);
Result<PersonList> persons_timeline(const SessionQuestion& question, const SessionCell& cell,
                                    timeline::Timeline& timeline, const AskContext& context);

}  // namespace throng::analyze
