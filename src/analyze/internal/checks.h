// Checks that the analyses' validate() share; errors get the name of the field.
#pragma once

#include <optional>
#include <string_view>

#include "analyze/question.h"

namespace throng::analyze::internal {

Result<void> at_field(std::string_view field, Result<void> result);
Result<void> check_match(std::string_view field, const model::EventMatch& match);
Result<void> check_range(const model::Window& range);
Result<void> check_breakdown(const std::optional<PropertyRef>& breakdown);
// A question's `bucket`: day, week, month or quarter.
Result<void> check_day_or_longer(BucketUnit bucket);
Result<void> check_count(std::string_view field, std::uint64_t value, std::uint64_t least, std::uint64_t most);

}  // namespace throng::analyze::internal
