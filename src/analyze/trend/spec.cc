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

}  // namespace throng::analyze
