// dau, wau, mau: for each bucket the calendar days whose persons count.
#pragma once

#include <optional>
#include <vector>

#include "analyze/trend/spec.h"
#include "timeline/bucket_index.h"

namespace throng::analyze::internal {

inline constexpr std::size_t kMaxActiveBuckets = 4'000;

// Bucket i looks at [begins[i], ends[i]): whole days, the last one up to where the bucket ends. Both ascend.
struct ActiveWindows {
  std::vector<Instant> begins, ends;
  std::size_t last = 0;  // the last complete bucket, or just the last: its number is that of the whole range

  std::size_t count() const { return ends.size(); }
  TimeRange span() const { return ends.empty() ? TimeRange{} : TimeRange{begins.front(), ends.back()}; }
};
// Errors: too_large (naming "range").
Result<ActiveWindows> active_windows(const Buckets& buckets, int days, const AskContext& context);

// From an event's key to the buckets that look at it.
class ActiveIndex {
 public:
  explicit ActiveIndex(const ActiveWindows& windows);

  std::size_t last() const { return last_; }
  std::uint64_t begin() const { return ends_.begin(); }
  std::uint64_t end() const { return ends_.end(); }
  // Buckets from first to past - 1, for a key in [begin(), end()). May be none.
  struct Seen {
    std::uint32_t first = 0, past = 0;
  };
  Seen seen(std::uint64_t key) const { return {ends_.bucket_of(key), past_of_begin_[begins_.bucket_of(key)]}; }

 private:
  timeline::BucketIndex ends_;    // before the first end, before the second, ...
  timeline::BucketIndex begins_;  // different ones: windows of hours begin together
  std::vector<std::uint32_t> past_of_begin_;
  std::size_t last_;
};

}  // namespace throng::analyze::internal
