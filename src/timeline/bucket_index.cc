#include "timeline/bucket_index.h"

#include <algorithm>

namespace throng::timeline {
namespace {

constexpr std::uint64_t kNever = ~std::uint64_t{0};

// The width of a cell as a power of two: many cells per bucket, so that at most two edges lie in one. That many there
// can be where the range ends soon after a bucket begins.
int shift_for(const std::vector<std::uint64_t>& edges) {
  const std::uint64_t span = edges.back() - edges.front();
  const std::uint64_t wanted = std::min<std::uint64_t>(32 * edges.size(), 16'384 + 2 * edges.size());
  int shift = 0;
  while ((span >> shift) > wanted) ++shift;
  const auto cell = [&](std::size_t edge) { return (edges[edge] - edges[0]) >> shift; };
  for (std::size_t edge = 3; edge < edges.size(); ++edge) {
    while (shift > 0 && cell(edge) == cell(edge - 2)) --shift;
  }
  return shift;
}

}  // namespace

BucketIndex::BucketIndex(std::span<const Instant> edges) : count_(edges.size() < 2 ? 0 : edges.size() - 1) {
  for (const Instant edge : edges) edges_.push_back(key_bound(edge));
  if (count_ == 0) edges_ = {0};
  if (count_ > 0) {
    shift_ = shift_for(edges_);
    std::uint16_t bucket = 0;
    for (std::uint64_t cell = 0; cell <= (edges_.back() - edges_[0]) >> shift_; ++cell) {
      while (bucket + 2U < edges_.size() && edges_[bucket + 1U] - edges_[0] <= cell << shift_) ++bucket;
      first_in_cell_.push_back(bucket);
    }
  }
  first_in_cell_.push_back(static_cast<std::uint16_t>(count_));
  edges_.insert(edges_.end(), 2, kNever);
}

}  // namespace throng::timeline
