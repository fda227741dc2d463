#include "analyze/distribution/internal/numbers.h"

#include <algorithm>
#include <cmath>

#include "analyze/internal/timeline_ask.h"

namespace throng::analyze::internal {

void PersonNumbers::add(std::size_t group, const Event& event) {
  const bool is_number = !std::isnan(event.value);
  if (needs_number(measure_) && !is_number) return;
  Group& to = groups_[group];
  const bool first = to.count == 0;
  if (first) touched_.push_back(static_cast<std::uint32_t>(group));
  const bool by_bucket = unit_of(measure_) != BucketUnit::total;
  // Events are in order, and so are their buckets.
  to.count += !by_bucket || first || event.bucket != to.bucket ? 1 : 0;
  to.bucket = event.bucket;
  if (!is_number) return;
  to.sum += static_cast<long double>(event.value);
  to.least = first ? event.value : std::min(to.least, event.value);
  to.greatest = first ? event.value : std::max(to.greatest, event.value);
}

double PersonNumbers::number(const Group& group) const {
  switch (measure_) {
    case DistributionMeasure::sum: return static_cast<double>(group.sum);
    case DistributionMeasure::avg: return static_cast<double>(group.sum) / static_cast<double>(group.count);
    case DistributionMeasure::min: return group.least;
    case DistributionMeasure::max: return group.greatest;
    default: return static_cast<double>(group.count);
  }
}

std::vector<DistributionSeries> read_distribution(std::size_t groups, const Bins& bins,
                                                  std::span<const std::vector<GroupNumber>> slices) {
  std::vector<std::vector<double>> numbers(groups);
  for (const auto& slice : slices) {
    for (const GroupNumber& one : slice) numbers[one.group].push_back(one.number);
  }
  std::vector<DistributionSeries> out;
  for (std::vector<double>& of_group : numbers) {
    DistributionSeries series{.persons = of_group.size()};
    series.bins.resize(bins.count());
    long double sum = 0;
    for (const double number : of_group) {
      ++series.bins[bins.place_of(number)];
      sum += static_cast<long double>(number);
    }
    if (!of_group.empty()) series.mean = static_cast<double>(sum / static_cast<long double>(of_group.size()));
    series.median = percentile(of_group, 0.5);
    out.push_back(std::move(series));
  }
  return out;
}

}  // namespace throng::analyze::internal
