// From an event's key to its calendar bucket, in constant time.
#pragma once

#include <cstdint>
#include <vector>

#include "analyze/question.h"
#include "timeline/timeline.h"

namespace throng::analyze::internal {

class BucketIndex {
 public:
  explicit BucketIndex(const Buckets& buckets);

  std::size_t count() const { return edges_.empty() ? 0 : edges_.size() - 1; }
  // Keys in [begin, end) lie in the range, and only for those bucket_of may be asked.
  std::uint64_t begin() const { return edges_.empty() ? 0 : edges_.front(); }
  std::uint64_t end() const { return edges_.empty() ? 0 : edges_.back(); }
  std::uint32_t bucket_of(std::uint64_t key) const {
    std::uint32_t bucket = first_in_cell_[(key - edges_[0]) >> shift_];
    while (key >= edges_[bucket + 1]) ++bucket;
    return bucket;
  }

 private:
  std::vector<std::uint64_t> edges_;  // keys where buckets begin, and the end of the range
  std::vector<std::uint32_t> first_in_cell_;
  int shift_ = 0;
};

}  // namespace throng::analyze::internal
