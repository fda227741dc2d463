#include "analyze/lifecycle/spec.h"

#include "analyze/internal/checks.h"

namespace throng::analyze {

std::uint64_t& count_of(LifecycleRow& row, LifecycleKind kind) {
  switch (kind) {
    case LifecycleKind::new_persons: return row.new_persons;
    case LifecycleKind::returning: return row.returning;
    case LifecycleKind::resurrected: return row.resurrected;
    default: return row.dormant;
  }
}

Result<void> validate(const LifecycleQuestion& question) {
  THRONG_CHECK(internal::check_match("match", question.match));
  THRONG_CHECK(internal::check_range(question.range));
  return internal::check_day_or_longer(question.bucket);
}

Result<void> validate(const LifecycleCell& cell, std::size_t buckets) {
  if (cell.bucket >= buckets) return invalid("bucket", "the answer has no such bucket");
  return {};
}

Buckets with_bucket_before(Buckets buckets, BucketUnit unit, const Calendar& calendar) {
  if (buckets.count() == 0) return buckets;
  buckets.bounds.insert(buckets.bounds.begin(), calendar.floor(buckets.bounds.front() - Duration(1), unit));
  buckets.range = {buckets.bounds.front(), buckets.bounds.back()};
  return buckets;
}

LifecycleAnswer empty_lifecycle(const Buckets& buckets, const AskContext& context) {
  LifecycleAnswer answer;
  for (std::size_t i = 0; i < buckets.count(); ++i) {
    answer.buckets.push_back({.start = buckets.bounds[i], .complete = buckets.bounds[i + 1] <= context.now});
  }
  return answer;
}

}  // namespace throng::analyze
