// Insight over timelines.
#pragma once

#include "analyze/insight/spec.h"
#include "timeline/timeline.h"

namespace throng::analyze {

// The question must have passed validate(). One pass; memory O(different values of the traits).
// Errors: not_found (memberships), deadline (memory), cancelled, those of windows; invalid_argument (cell).
Result<InsightAnswer> run_timeline(const InsightQuestion& question, timeline::Timeline& timeline,
                                   const AskContext& context);
Result<PersonList> persons_timeline(const InsightQuestion& question, const InsightCell& cell,
                                    timeline::Timeline& timeline, const AskContext& context);

}  // namespace throng::analyze
