// Paths over timelines.
#pragma once

#include "analyze/path/spec.h"
#include "timeline/timeline.h"

namespace throng::analyze {

// The question must have passed validate(). Time O(events), whatever the texts: nodes are numbered once per distinct
// name and value. One pass where all nodes are kept or the paths fit into 200 MB, else two. Memory O(levels x (nodes +
// top^2)) beside it. Errors: too_large (nodes), not_found (memberships), deadline (memory), cancelled; invalid_argument
// (cell).
Result<PathAnswer> run_timeline(const PathQuestion& question, timeline::Timeline& timeline, const AskContext& context);
Result<PersonList> persons_timeline(const PathQuestion& question, const PathCell& cell, timeline::Timeline& timeline,
                                    const AskContext& context);

}  // namespace throng::analyze
