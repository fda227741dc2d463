#include "analyze/retention/spec.h"

#include "analyze/internal/checks.h"

namespace throng::analyze {

Result<void> validate(const RetentionQuestion& question) {
  THRONG_CHECK(internal::check_match("start", question.start));
  THRONG_CHECK(internal::check_match("back", question.back));
  THRONG_CHECK(internal::check_range(question.range));
  if (question.bucket == BucketUnit::hour || question.bucket == BucketUnit::total) {
    return invalid("bucket", "expected day, week or month");
  }
  return internal::check_count("buckets", question.buckets, 1, kMaxRetentionBuckets);
}

}  // namespace throng::analyze
