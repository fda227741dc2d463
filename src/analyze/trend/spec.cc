#include "analyze/trend/spec.h"

#include "analyze/internal/checks.h"

namespace throng::analyze {

bool needs_property(Measure measure) {
  return measure != Measure::total && measure != Measure::persons && measure != Measure::per_person;
}

Result<void> validate(const TrendQuestion& question) {
  THRONG_CHECK(internal::check_match("match", question.match));
  THRONG_CHECK(internal::check_range(question.range));
  if (needs_property(question.measure)) {
    THRONG_CHECK(internal::at_field("property", model::validate_property(question.property)));
  } else if (!question.property.empty()) {
    return invalid("property", "this measure takes no property");
  }
  THRONG_CHECK(internal::check_breakdown(question.breakdown));
  return internal::check_count("top", question.top, 1, kMaxTrendValues);
}

Result<void> validate(const TrendCell& cell, const TrendQuestion& question, std::size_t buckets) {
  if (cell.bucket && *cell.bucket >= buckets) return invalid("bucket", "the answer has no such bucket");
  if (cell.label && !question.breakdown) return invalid("label", "the question has no breakdown");
  return {};
}

TrendAnswer empty_trend(const Buckets& buckets, const AskContext& context) {
  TrendAnswer answer;
  for (std::size_t i = 0; i < buckets.count(); ++i) {
    const Instant begin = buckets.bounds[i];
    const Instant end = buckets.bounds[i + 1];
    answer.buckets.push_back(begin);
    answer.complete.push_back(begin >= buckets.range.begin && end <= buckets.range.end && end <= context.now);
  }
  answer.end = buckets.bounds.empty() ? buckets.range.end : buckets.bounds.back();
  return answer;
}

}  // namespace throng::analyze
