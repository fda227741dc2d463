// Heatmaps over timelines.
#pragma once

#include "analyze/heatmap/spec.h"
#include "timeline/timeline.h"

namespace throng::analyze {

// The question must have passed validate(). One pass over the events; memory O(spots + elements + views). Errors:
// not_found (memberships), deadline (memory), cancelled; for persons invalid_argument when the cell is none of the
// answer's.
Result<HeatmapAnswer> run_timeline(const HeatmapQuestion& question, timeline::Timeline& timeline,
                                   const AskContext& context);
Result<PersonList> persons_timeline(const HeatmapQuestion& question, const HeatmapCell& cell,
                                    timeline::Timeline& timeline, const AskContext& context);

}  // namespace throng::analyze
