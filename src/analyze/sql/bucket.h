// Calendar buckets by the engine's own calendar: an independent check of ours.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/calendar.h"

namespace throng::analyze::sql {

// A SQL expression over ts and ts_ms (Int64) for the bucket of a row, and its value for each bucket that starts at
// bounds[i]. Days, weeks and months are counted, so that a difference of values is a number of buckets.
struct BucketSql {
  std::string expression;
  std::vector<std::int64_t> keys;
};
BucketSql bucket_sql(BucketUnit unit, const Calendar& calendar, const std::vector<Instant>& bounds);

}  // namespace throng::analyze::sql
