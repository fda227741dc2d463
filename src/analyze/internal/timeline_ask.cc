#include "analyze/internal/timeline_ask.h"

#include <cmath>

namespace throng::analyze::internal {

timeline::FilterContext filter_context(const AskContext& context) {
  const Memberships* memberships = context.memberships;
  const auto members = [memberships](const model::Filter& leaf) -> Result<timeline::MemberList> {
    if (const auto* segment = std::get_if<model::InSegment>(&leaf.node)) return memberships->segment(segment->segment);
    if (const auto* tag = std::get_if<model::HasTag>(&leaf.node)) return memberships->tag(tag->tag, tag->value);
    const auto& layer = std::get<model::InLayer>(leaf.node);
    return memberships->layer(layer.scheme, layer.layer);
  };
  return {context.calendar, context.now, members};
}

timeline::ColumnRef column_of(const PropertyRef& ref) {
  return {ref.scope == Scope::person, ref.name, timeline::ColumnKind::code};
}

Result<Buckets> buckets_within(const model::Window& range, BucketUnit unit, const AskContext& context,
                               std::optional<TimeRange> extent) {
  if (!std::holds_alternative<model::Window::Ever>(range.form)) return buckets_of(range, unit, context);
  if (!extent) return Buckets{};
  const model::Window whole = {model::Window::Between{format_instant(extent->begin), format_instant(extent->end)}};
  THRONG_TRY(Buckets buckets, buckets_of(whole, unit, context));
  buckets.range = {buckets.bounds.front(), buckets.bounds.back()};
  return buckets;
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
