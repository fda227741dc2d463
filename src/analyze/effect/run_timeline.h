// Effect over timelines.
#pragma once

#include "analyze/effect/spec.h"
#include "timeline/timeline.h"

namespace throng::analyze {

// The question must have passed validate(). One pass over the persons who have messages, by a property two; memory
// O(different ids of messages). Errors: not_found (memberships), deadline (memory), cancelled, those of the range; for
// persons invalid_argument when the cell is none of the answer's.
Result<EffectAnswer> run_timeline(const EffectQuestion& question, timeline::Timeline& timeline,
                                  const AskContext& context);
Result<PersonList> persons_timeline(const EffectQuestion& question, const EffectCell& cell,
                                    timeline::Timeline& timeline, const AskContext& context);

}  // namespace throng::analyze
