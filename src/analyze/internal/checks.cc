#include "analyze/internal/checks.h"

#include <fmt/core.h>

namespace throng::analyze::internal {

Result<void> at_field(std::string_view field, Result<void> result) {
  if (!result) return std::unexpected(json::under(field, std::move(result).error()));
  return {};
}

Result<void> check_match(std::string_view field, const model::EventMatch& match) {
  return at_field(field, model::validate(match, model::FilterPlace::event));
}

Result<void> check_range(const model::Window& range) { return at_field("range", model::validate(range)); }

Result<void> check_breakdown(const std::optional<PropertyRef>& breakdown) {
  return breakdown ? at_field("breakdown", model::validate_property(breakdown->name)) : Result<void>{};
}

Result<void> check_day_or_longer(BucketUnit bucket) {
  if (bucket != BucketUnit::hour && bucket != BucketUnit::total) return {};
  return invalid("bucket", "expected day, week, month or quarter");
}

Result<void> check_count(std::string_view field, std::uint64_t value, std::uint64_t least, std::uint64_t most) {
  if (value >= least && value <= most) return {};
  return invalid(std::string(field), fmt::format("expected {} to {}, got {}", least, most, value));
}

}  // namespace throng::analyze::internal
