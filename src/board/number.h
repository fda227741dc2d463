// Trends that have one number per bucket: what goals and alerts watch.
#pragma once

#include <optional>
#include <vector>

#include "analyze/registry.h"
#include "analyze/trend/spec.h"

namespace throng::board {

// One series, or series and one formula over them: then the formula is the number. Without breakdown, comparison,
// running sums and means. Errors: invalid_argument, its field under "question".
Result<void> check_one_number(const analyze::TrendQuestion& question);

// The question to ask over this range, in buckets of this unit.
analyze::AskRequest request_of(analyze::TrendQuestion question, const TimeRange& range, BucketUnit bucket);

struct Line {
  std::vector<Instant> buckets;  // start of each
  std::vector<bool> complete;
  std::vector<std::optional<double>> values;
  std::optional<double> total;  // over the whole range
};
// Of every series. Errors: internal (no answer of such a question).
Result<std::vector<Line>> lines_of(const analyze::Answered& answered);
// The one number of a question that has passed check_one_number().
Result<Line> line_of(const analyze::Answered& answered);

}  // namespace throng::board
