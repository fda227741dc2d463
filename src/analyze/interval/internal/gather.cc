#include "analyze/interval/internal/gather.h"

#include <algorithm>

#include "analyze/internal/timeline_ask.h"

namespace throng::analyze::internal {

IntervalGather::IntervalGather(const IntervalShape& shape)
    : shape_(shape),
      by_group_(shape.groups),
      by_cell_(shape.groups * shape.buckets),
      by_bin_(shape.groups * shape.bins),
      pairs_by_bin_(shape.groups * shape.bins) {}

void IntervalGather::add(const IntervalPair& pair) {
  const std::size_t cell = pair.group * shape_.buckets + pair.bucket;
  const std::size_t bin = pair.group * shape_.bins + pair.bin;
  by_group_.add(pair.group, person_);
  by_cell_.add(cell, person_);
  by_bin_.add(bin, person_);
  ++pairs_by_bin_[bin];
  cells_.push_back(static_cast<std::uint32_t>(cell));
  values_.push_back(pair.ms);
}

class IntervalReader {
 public:
  IntervalReader(const IntervalShape& shape, std::span<const IntervalGather> slices) : shape_(shape), slices_(slices) {
    sort_by_cell();
  }

  IntervalSeries series(std::size_t group) {
    IntervalSeries out;
    const std::size_t first = group * shape_.buckets;
    for (std::size_t bucket = 0; bucket < shape_.buckets; ++bucket) {
      const std::size_t cell = first + bucket;
      out.values.push_back(figures(cell, cell + 1));
      for (const IntervalGather& slice : slices_) out.values.back().persons += slice.by_cell_[cell];
    }
    out.total = figures(first, first + shape_.buckets);
    for (const IntervalGather& slice : slices_) out.total.persons += slice.by_group_[group];
    out.bins.resize(shape_.bins);
    for (std::size_t bin = 0; bin < shape_.bins; ++bin) {
      const std::size_t place = group * shape_.bins + bin;
      for (const IntervalGather& slice : slices_) {
        out.bins[bin].pairs += slice.pairs_by_bin_[place];
        out.bins[bin].persons += slice.by_bin_[place];
      }
    }
    return out;
  }

 private:
  // Cells one after the other, so that a cell's values, and a group's, are a stretch.
  void sort_by_cell() {
    starts_.assign(shape_.groups * shape_.buckets + 1, 0);
    for (const IntervalGather& slice : slices_) {
      for (const std::uint32_t cell : slice.cells_) ++starts_[cell + 1];
    }
    for (std::size_t c = 1; c < starts_.size(); ++c) starts_[c] += starts_[c - 1];
    sorted_.resize(starts_.back());
    std::vector<std::size_t> next(starts_.begin(), starts_.end() - 1);
    for (const IntervalGather& slice : slices_) {
      for (std::size_t i = 0; i < slice.cells_.size(); ++i) sorted_[next[slice.cells_[i]]++] = slice.values_[i];
    }
  }

  IntervalFigures figures(std::size_t first, std::size_t last) {
    IntervalFigures out;
    const std::span<double> values = std::span(sorted_).subspan(starts_[first], starts_[last] - starts_[first]);
    out.pairs = values.size();
    if (values.empty()) return out;
    long double sum = 0;
    for (const double value : values) sum += static_cast<long double>(value);
    const auto [least, greatest] = std::minmax_element(values.begin(), values.end());
    out.min_ms = *least;
    out.max_ms = *greatest;
    out.mean_ms = static_cast<double>(sum / static_cast<long double>(values.size()));
    out.q1_ms = percentile(values, 0.25);
    out.median_ms = percentile(values, 0.5);
    out.q3_ms = percentile(values, 0.75);
    return out;
  }

  const IntervalShape& shape_;
  std::span<const IntervalGather> slices_;
  std::vector<std::size_t> starts_;
  std::vector<double> sorted_;
};

std::vector<IntervalSeries> read_interval(const IntervalShape& shape, std::span<const IntervalGather> slices) {
  IntervalReader reader(shape, slices);
  std::vector<IntervalSeries> out;
  for (std::size_t group = 0; group < shape.groups; ++group) out.push_back(reader.series(group));
  return out;
}

}  // namespace throng::analyze::internal
