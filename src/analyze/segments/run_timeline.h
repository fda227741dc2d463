// Many segments over timelines.
#pragma once

#include "analyze/segments/spec.h"
#include "timeline/timeline.h"

namespace throng::analyze {

// The question must have passed validate(). One pass (timeline/filter_batch.h).
// Errors: not_found (memberships), deadline (memory), cancelled, those of windows; invalid_argument (cell).
Result<SegmentsAnswer> run_timeline(const SegmentsQuestion& question, timeline::Timeline& timeline,
                                    const AskContext& context);
Result<PersonList> persons_timeline(const SegmentsQuestion& question, const SegmentsCell& cell,
                                    timeline::Timeline& timeline, const AskContext& context);

// Who they are: a sorted list per filter.
Result<std::vector<PersonList>> members_of(const SegmentsQuestion& question, timeline::Timeline& timeline,
                                           const AskContext& context);

}  // namespace throng::analyze
