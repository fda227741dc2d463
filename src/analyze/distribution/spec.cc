#include "analyze/distribution/spec.h"

#include "analyze/internal/checks.h"

namespace throng::analyze {

bool needs_number(DistributionMeasure measure) {
  return measure == DistributionMeasure::avg || measure == DistributionMeasure::min ||
         measure == DistributionMeasure::max;
}

bool needs_property(DistributionMeasure measure) {
  return measure == DistributionMeasure::sum || needs_number(measure);
}

BucketUnit unit_of(DistributionMeasure measure) {
  switch (measure) {
    case DistributionMeasure::days: return BucketUnit::day;
    case DistributionMeasure::hours: return BucketUnit::hour;
    default: return BucketUnit::total;
  }
}

Result<void> validate(const DistributionQuestion& question) {
  THRONG_CHECK(internal::check_match("match", question.match));
  THRONG_CHECK(internal::check_range(question.range));
  if (needs_property(question.measure)) {
    THRONG_CHECK(internal::at_field("property", model::validate_property(question.property)));
  } else if (!question.property.empty()) {
    return invalid("property", "this measure takes no property");
  }
  THRONG_CHECK(internal::check_edges(question.bins));
  THRONG_CHECK(internal::check_breakdown(question.breakdown));
  return internal::check_count("top", question.top, 1, kMaxDistributionTop);
}

Result<void> validate(const DistributionCell& cell, const DistributionQuestion& question) {
  if (cell.label && !question.breakdown) return invalid("label", "the question has no breakdown");
  return {};
}

Result<void> check_bin(const DistributionCell& cell, const internal::Bins& bins) {
  if (cell.bin && *cell.bin >= bins.count()) return invalid("bin", "the answer has no such bin");
  return {};
}

internal::Bins bins_of(const DistributionQuestion& question, const std::optional<DistributionExtent>& extent) {
  internal::Bins bins;
  bins.edges = question.bins;
  if (!bins.edges.empty()) return bins;
  if (extent) return internal::bins_of_numbers(extent->least, extent->greatest, !needs_property(question.measure));
  bins.none = true;
  return bins;
}

DistributionAnswer empty_distribution(const internal::Bins& bins) {
  DistributionAnswer answer;
  for (std::size_t i = 0; i < bins.count(); ++i) answer.bins.push_back({bins.from(i), bins.to(i)});
  return answer;
}

}  // namespace throng::analyze
