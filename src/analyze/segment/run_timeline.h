// Segment preview over timelines.
#pragma once

#include "analyze/segment/spec.h"
#include "timeline/timeline.h"

namespace throng::analyze {

// The question must have passed validate(). Errors: not_found (memberships), deadline (memory), cancelled.
Result<SegmentAnswer> run_timeline(const SegmentQuestion& question, timeline::Timeline& timeline, const AskContext& context);
Result<PersonList> persons_timeline(const SegmentQuestion& question, const SegmentCell& cell, timeline::Timeline& timeline,
                                    const AskContext& context);

}  // namespace throng::analyze
