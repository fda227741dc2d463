// From local days to the buckets of a question, for runs that need no more of an event than the day it was on.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "analyze/question.h"
#include "timeline/views.h"

namespace throng::analyze::internal {

class DayBuckets {
 public:
  // Empty where days do not decide: hours, or a range that begins or ends within a day.
  static std::optional<DayBuckets> create(const Buckets& buckets, BucketUnit unit, const Calendar& calendar);

  std::size_t count() const { return count_; }
  timeline::ValueCode last_day() const { return first_day_ + last_ - 1; }
  // count() for days outside the range.
  std::uint32_t bucket_of(timeline::ValueCode day) const {
    const std::uint32_t place = day - first_day_;  // wraps below the first
    return buckets_[place < last_ ? place : last_];
  }

 private:
  std::size_t count_ = 0;
  timeline::ValueCode first_day_ = 0;
  std::uint32_t last_ = 0;
  std::vector<std::uint32_t> buckets_;  // per day from the first on; [last_]: outside
};

}  // namespace throng::analyze::internal
