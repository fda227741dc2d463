#include "analyze/internal/timeline_ask.h"

#include <cmath>

namespace throng::analyze::internal {

timeline::ColumnRef column_of(const PropertyRef& ref) {
  return {ref.scope == Scope::person, ref.name, timeline::ColumnKind::code};
}

std::optional<double> percentile(std::span<double> values, double p) {
  if (values.empty()) return std::nullopt;
  const double position = p * static_cast<double>(values.size() - 1);
  const double below = std::floor(position);
  const auto nth = values.begin() + static_cast<std::ptrdiff_t>(below);
  std::nth_element(values.begin(), nth, values.end());
  const double fraction = position - below;
  if (fraction == 0) return *nth;
  const double next = *std::min_element(nth + 1, values.end());
  return *nth + fraction * (next - *nth);
}

}  // namespace throng::analyze::internal
