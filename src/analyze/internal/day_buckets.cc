#include "analyze/internal/day_buckets.h"

namespace throng::analyze::internal {
namespace {

constexpr Duration kLongest = throng::days(366 * 200);

}  // namespace

std::optional<DayBuckets> DayBuckets::create(const Buckets& buckets, BucketUnit unit, const Calendar& calendar) {
  if (unit == BucketUnit::hour || buckets.count() == 0) return std::nullopt;
  if (buckets.range.end - buckets.range.begin > kLongest) return std::nullopt;
  const auto is_midnight = [&](Instant t) { return calendar.floor(t, BucketUnit::day) == t; };
  if (!is_midnight(buckets.range.begin) || !is_midnight(buckets.range.end)) return std::nullopt;
  DayBuckets days;
  days.count_ = buckets.count();
  days.first_day_ = timeline::day_number(calendar.date_of(buckets.range.begin));
  std::uint32_t bucket = 0;
  for (Instant t = buckets.range.begin; t < buckets.range.end; t = calendar.advance(t, BucketUnit::day, 1)) {
    while (t >= buckets.bounds[bucket + 1]) ++bucket;
    // A date that the zone left out has no events; whatever stands for it is never asked.
    days.buckets_.resize(timeline::day_number(calendar.date_of(t)) - days.first_day_, bucket);
    days.buckets_.push_back(bucket);
  }
  days.last_ = static_cast<std::uint32_t>(days.buckets_.size());
  days.buckets_.push_back(static_cast<std::uint32_t>(days.count_));
  return days;
}

}  // namespace throng::analyze::internal
