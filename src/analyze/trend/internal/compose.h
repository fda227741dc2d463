// What both runs of a trend share: the ranges it looks at, and the way from measured numbers to the answer.
#pragma once

#include "analyze/trend/spec.h"

namespace throng::analyze::internal {

// The buckets of the question's range and, with a comparison, those of the range compared with. Errors: as buckets_of.
Result<std::vector<Buckets>> trend_frames(const TrendQuestion& question, const AskContext& context,
                                          const std::optional<TimeRange>& extent);

// What was measured, of one frame: [series][label]. Labels are the same for all.
using TrendTable = std::vector<std::vector<TrendValues>>;
struct MeasuredTrend {
  std::vector<std::vector<std::string>> labels;  // in order of the answer
  std::vector<TrendTable> frames;
};

TrendAnswer compose_trend(const TrendQuestion& question, const std::vector<Buckets>& frames, MeasuredTrend measured,
                          const AskContext& context);

}  // namespace throng::analyze::internal
