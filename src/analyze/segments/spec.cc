#include "analyze/segments/spec.h"

#include <fmt/core.h>

#include "analyze/internal/checks.h"

namespace throng::analyze {

Result<void> validate(const SegmentsQuestion& question) {
  THRONG_CHECK(internal::check_count("filters", question.filters.size(), 1, kMaxSegments));
  for (std::size_t i = 0; i < question.filters.size(); ++i) {
    THRONG_CHECK(internal::at_field(fmt::format("filters[{}]", i),
                                    model::validate(question.filters[i], model::FilterPlace::person)));
  }
  return {};
}

Result<void> validate(const SegmentsCell& cell, const SegmentsQuestion& question) {
  if (cell.filter < question.filters.size()) return {};
  return invalid("filter", fmt::format("expected 0 to {}, got {}", question.filters.size() - 1, cell.filter));
}

}  // namespace throng::analyze
