// Statistics over timelines: many in one pass.
#pragma once

#include <span>

#include "analyze/statistic/spec.h"
#include "timeline/timeline.h"

namespace throng::analyze {

// All must have passed validate(). Errors: not_found (memberships), deadline (memory), cancelled, those of windows.
Result<std::vector<StatisticValues>> statistics_timeline(std::span<const Statistic> statistics,
                                                         timeline::Timeline& timeline, const AskContext& context);

}  // namespace throng::analyze
