#include "analyze/internal/bucket_index.h"

#include <algorithm>

namespace throng::analyze::internal {

BucketIndex::BucketIndex(const Buckets& buckets) {
  for (const Instant bound : buckets.bounds) {
    edges_.push_back(timeline::key_bound(std::clamp(bound, buckets.range.begin, buckets.range.end)));
  }
  if (edges_.empty()) return;
  // Cells of equal width, many per bucket, so that a step that remains is rare and foreseen; the table stays small.
  const std::uint64_t span = edges_.back() - edges_.front();
  const std::uint64_t wanted = std::min<std::uint64_t>(32 * edges_.size(), 16'384 + 2 * edges_.size());
  while ((span >> shift_) > wanted) ++shift_;
  std::uint32_t bucket = 0;
  for (std::uint64_t cell = 0; cell <= span >> shift_; ++cell) {
    while (bucket + 2 < edges_.size() && edges_[bucket + 1] - edges_[0] <= cell << shift_) ++bucket;
    first_in_cell_.push_back(bucket);
  }
}

}  // namespace throng::analyze::internal
