// Distribution (分布): persons by how often, on how many days or hours, or by how much they did it.
#pragma once

#include "analyze/internal/bins.h"
#include "analyze/question.h"

namespace throng::analyze {

inline constexpr std::uint32_t kMaxDistributionTop = 100;

// What a person's number is.
enum class DistributionMeasure { times, days, hours, sum, avg, min, max };
BOOST_DESCRIBE_ENUM(DistributionMeasure, times, days, hours, sum, avg, min, max)

struct DistributionQuestion {
  model::EventMatch match;
  model::Window range = {model::Window::Last{30, BucketUnit::day}};
  DistributionMeasure measure = DistributionMeasure::times;
  std::string property;      // event property, for sum, avg, min, max; text values that are numbers count
  std::vector<double> bins;  // where one bin ends and the next begins; empty: automatic
  std::optional<PropertyRef> breakdown;
  std::uint32_t top = 10;  // groups kept, by persons; 1..kMaxDistributionTop
};
BOOST_DESCRIBE_STRUCT(DistributionQuestion, (), (match, range, measure, property, bins, breakdown, top))

struct DistributionBin {
  std::optional<double> from;  // included; absent: open, as are the ends of chosen bins
  std::optional<double> to;    // excluded
};
BOOST_DESCRIBE_STRUCT(DistributionBin, (), (from, to))

struct DistributionSeries {
  std::string label;          // "" without breakdown; "$none" missing value; "$other" the rest
  std::uint64_t persons = 0;  // with a number
  std::optional<double> mean, median;
  std::vector<std::uint64_t> bins;  // persons
};
BOOST_DESCRIBE_STRUCT(DistributionSeries, (), (label, persons, mean, median, bins))

struct DistributionAnswer {
  std::vector<DistributionBin> bins;  // none when they are automatic and nobody has a number
  std::vector<DistributionSeries> series;
};
BOOST_DESCRIBE_STRUCT(DistributionAnswer, (), (bins, series))

// Persons of this bin and label; what is absent may be any. Without a label the number is over all of a person's
// events.
struct DistributionCell {
  std::optional<std::uint32_t> bin;
  std::optional<std::string> label;
};
BOOST_DESCRIBE_STRUCT(DistributionCell, (), (bin, label))

bool needs_property(DistributionMeasure measure);
// Whether an event without a number of the property is as good as none: avg, min and max of nothing have no value.
bool needs_number(DistributionMeasure measure);
// The calendar unit that days and hours count.
BucketUnit unit_of(DistributionMeasure measure);

Result<void> validate(const DistributionQuestion& question);
Result<void> validate(const DistributionCell& cell, const DistributionQuestion& question);
Result<void> check_bin(const DistributionCell& cell, const internal::Bins& bins);

// The bins for numbers between these; absent: there are none.
struct DistributionExtent {
  double least = 0, greatest = 0;
};
internal::Bins bins_of(const DistributionQuestion& question, const std::optional<DistributionExtent>& extent);
// The answer's frame, without series.
DistributionAnswer empty_distribution(const internal::Bins& bins);

}  // namespace throng::analyze
