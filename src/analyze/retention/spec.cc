#include "analyze/retention/spec.h"

#include "analyze/internal/checks.h"

namespace throng::analyze {

Result<void> validate(const RetentionQuestion& question) {
  THRONG_CHECK(internal::check_match("start", question.start));
  THRONG_CHECK(internal::check_match("back", question.back));
  THRONG_CHECK(internal::check_range(question.range));
  THRONG_CHECK(internal::check_day_or_longer(question.bucket));
  return internal::check_count("buckets", question.buckets, 1, kMaxRetentionBuckets);
}

Result<void> validate(const RetentionCell& cell, const RetentionQuestion& question, std::size_t cohorts) {
  if (cell.cohort >= cohorts) return invalid("cohort", "the answer has no such cohort");
  if (cell.bucket && *cell.bucket > question.buckets) return invalid("bucket", "the answer has no such column");
  if (cell.absent && !cell.bucket) return invalid("absent", "say from which bucket");
  return {};
}

}  // namespace throng::analyze
