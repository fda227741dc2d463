#include "analyze/ltv/spec.h"

#include "analyze/internal/checks.h"

namespace throng::analyze {

Result<void> validate(const LtvQuestion& question) {
  THRONG_CHECK(internal::check_match("acquired", question.acquired));
  THRONG_CHECK(internal::check_match("revenue", question.revenue));
  if (!question.value.empty()) THRONG_CHECK(internal::at_field("value", model::validate_property(question.value)));
  THRONG_CHECK(internal::check_range(question.range));
  THRONG_CHECK(internal::check_day_or_longer(question.bucket));
  THRONG_CHECK(internal::check_count("ages", question.ages, 1, kMaxLtvAges));
  THRONG_CHECK(internal::check_breakdown(question.breakdown));
  return internal::check_count("top", question.top, 1, kMaxLtvTop);
}

Result<void> validate(const LtvCell& cell, const LtvQuestion& question, std::size_t cohorts) {
  if (cell.cohort && *cell.cohort >= cohorts) return invalid("cohort", "the answer has no such cohort");
  if (cell.age && *cell.age > question.ages) return invalid("age", "the answer has no such age");
  if (cell.complete && !cell.age) return invalid("complete", "needs an age");
  if (cell.label && !question.breakdown) return invalid("label", "the question has no breakdown");
  return {};
}

Result<void> check_size(const LtvQuestion& question, std::size_t cohorts) {
  const std::size_t groups = question.breakdown ? question.top + 1 : 1;
  if (cohorts * groups * (question.ages + 1) <= kMaxLtvCells) return {};
  return fail(ErrorCode::too_large, "too many cohorts, ages and groups; take a shorter range or a coarser bucket",
              "range");
}

}  // namespace throng::analyze
