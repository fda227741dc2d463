// From an event's key to its calendar bucket, in constant time and without a branch.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/time.h"
#include "timeline/views.h"

namespace throng::timeline {

class BucketIndex {
 public:
  // Bucket i is [edges[i], edges[i + 1]); ascending, at most kMaxEdges. Fewer than two edges: no buckets.
  explicit BucketIndex(std::span<const Instant> edges);
  static constexpr std::size_t kMaxEdges = 0xFFFF;

  std::size_t count() const { return count_; }
  // Keys in [begin, end) lie in the range.
  std::uint64_t begin() const { return edges_[0]; }
  std::uint64_t end() const { return edges_[count_]; }
  // count() for keys outside the range.
  std::uint32_t bucket_of(std::uint64_t key) const { return lookup().bucket_of(key); }
  void buckets_of(std::span<const std::uint64_t> keys, std::uint16_t* out) const {
    const Lookup lookup = this->lookup();
    for (std::size_t i = 0; i < keys.size(); ++i) out[i] = static_cast<std::uint16_t>(lookup.bucket_of(keys[i]));
  }

 private:
  // By value, so that loops keep it in registers.
  struct Lookup {
    const std::uint64_t* edges;
    const std::uint16_t* first_in_cell;
    std::uint64_t span;
    std::uint64_t outside;  // the cell of keys that are not in the range
    int shift;

    std::uint32_t bucket_of(std::uint64_t key) const {
      const std::uint64_t offset = key - edges[0];
      std::uint32_t bucket = first_in_cell[offset < span ? offset >> shift : outside];
      bucket += key >= edges[bucket + 1] ? 1 : 0;
      bucket += key >= edges[bucket + 1] ? 1 : 0;
      return bucket;
    }
  };
  Lookup lookup() const {
    return {edges_.data(), first_in_cell_.data(), end() - begin(), first_in_cell_.size() - 1, shift_};
  }

  std::size_t count_;
  std::vector<std::uint64_t> edges_;  // keys where buckets begin, the end of the range, and two never reached
  std::vector<std::uint16_t> first_in_cell_;
  int shift_ = 0;
};

}  // namespace throng::timeline
