// What a scan gathers of pairs, and the figures that are read from it.
#pragma once

#include <span>

#include "analyze/interval/spec.h"

namespace throng::analyze::internal {

struct IntervalShape {
  std::size_t groups = 0, buckets = 0, bins = 0;
};

struct IntervalPair {
  std::size_t group = 0, bucket = 0, bin = 0;
  double ms = 0;
};

// Counts persons who come one after the other, each once per place.
class PersonCounts {
 public:
  explicit PersonCounts(std::size_t places) : counts_(places), seen_(places) {}
  void add(std::size_t place, std::uint32_t person) {
    counts_[place] += seen_[place] != person ? 1 : 0;
    seen_[place] = person;
  }
  std::uint64_t operator[](std::size_t place) const { return counts_[place]; }

 private:
  std::vector<std::uint64_t> counts_;
  std::vector<std::uint32_t> seen_;
};

// The pairs of one slice. 12 bytes a pair.
class IntervalGather {
 public:
  explicit IntervalGather(const IntervalShape& shape);
  void next_person() { ++person_; }
  void add(const IntervalPair& pair);

 private:
  friend class IntervalReader;
  IntervalShape shape_;
  std::uint32_t person_ = 0;  // counted from 1
  PersonCounts by_group_, by_cell_, by_bin_;
  std::vector<std::uint64_t> pairs_by_bin_;
  std::vector<std::uint32_t> cells_;  // group * buckets + bucket
  std::vector<double> values_;
};

// One series per group, labels left out.
std::vector<IntervalSeries> read_interval(const IntervalShape& shape, std::span<const IntervalGather> slices);

}  // namespace throng::analyze::internal
