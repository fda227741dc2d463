#include "analyze/funnel/spec.h"

#include <fmt/core.h>

#include "analyze/internal/checks.h"

namespace throng::analyze {

Result<void> validate(const FunnelQuestion& question) {
  THRONG_CHECK(internal::check_count("steps", question.steps.size(), kMinFunnelSteps, kMaxFunnelSteps));
  for (std::size_t i = 0; i < question.steps.size(); ++i) {
    THRONG_CHECK(internal::check_match(fmt::format("steps[{}]", i), question.steps[i]));
  }
  THRONG_CHECK(internal::check_range(question.range));
  if (question.window <= Duration(0)) return invalid("window", "the duration must be more than zero");
  THRONG_CHECK(internal::check_breakdown(question.breakdown));
  return internal::check_count("top", question.top, 1, kMaxFunnelTop);
}

Result<void> validate(const FunnelCell& cell, const FunnelQuestion& question) {
  THRONG_CHECK(internal::check_count("step", cell.step, cell.dropped ? 2 : 1, question.steps.size()));
  if (cell.label && !question.breakdown) return invalid("label", "the question has no breakdown");
  return {};
}

}  // namespace throng::analyze
