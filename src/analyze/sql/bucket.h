// Calendar buckets by the engine's own calendar: an independent check of ours.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/calendar.h"
#include "base/result.h"

namespace throng::analyze::sql {

// A SQL expression over ts and ts_ms (Int64) for the bucket of a row, and its value for each bucket from bounds[i] to
// bounds[i + 1]. Days, weeks and months are counted, so that a difference of values is a number of buckets.
struct BucketSql {
  std::string expression;
  std::vector<std::int64_t> keys;
};
BucketSql bucket_sql(BucketUnit unit, const Calendar& calendar, const std::vector<Instant>& bounds);
// Calendar::hour_of_week() of a row; its values are the keys.
BucketSql hour_of_week_sql(const Calendar& calendar);
// Which bucket has this key. Errors: internal, when the engine's calendar and ours disagree.
Result<std::size_t> bucket_with(const std::vector<std::int64_t>& keys, std::int64_t key);

}  // namespace throng::analyze::sql
