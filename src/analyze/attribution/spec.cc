#include "analyze/attribution/spec.h"

#include <algorithm>

#include "analyze/internal/checks.h"

namespace throng::analyze {
namespace {

Result<void> check_span(std::string_view field, Duration span) {
  if (span > Duration(0) && span <= kMaxLookback) return {};
  return invalid(std::string(field), "expected more than nothing and at most 3650d");
}

Result<void> check_models(const std::vector<AttributionModel>& models) {
  if (models.empty()) return invalid("models", "expected at least one model");
  for (std::size_t i = 0; i < models.size(); ++i) {
    if (std::find(models.begin(), models.begin() + static_cast<std::ptrdiff_t>(i), models[i]) !=
        models.begin() + static_cast<std::ptrdiff_t>(i))
      return invalid("models", "a model is named twice");
  }
  return {};
}

}  // namespace

Result<void> validate(const AttributionQuestion& question) {
  THRONG_CHECK(internal::check_match("conversion", question.conversion));
  THRONG_CHECK(internal::check_match("touch", question.touch));
  if (!question.value.empty()) THRONG_CHECK(internal::at_field("value", model::validate_property(question.value)));
  THRONG_CHECK(internal::at_field("channel", model::validate_property(question.channel.name)));
  THRONG_CHECK(internal::check_range(question.range));
  THRONG_CHECK(check_span("lookback", question.lookback));
  THRONG_CHECK(check_span("half_life", question.half_life));
  if (question.direct.size() > kMaxDirectChannels) return invalid("direct", "expected at most 20 channels");
  THRONG_CHECK(check_models(question.models));
  return internal::check_count("top", question.top, 1, kMaxAttributionTop);
}

Result<void> validate(const AttributionCell& cell, const AttributionQuestion& question, std::size_t buckets) {
  const bool conversions = cell.of == AttributionOf::conversions;
  if (cell.bucket && !conversions) return invalid("bucket", "only of conversions");
  if (cell.bucket && (question.bucket == BucketUnit::total || *cell.bucket >= buckets))
    return invalid("bucket", "the answer has no such bucket");
  if (cell.model && !cell.channel) return invalid("model", "only together with a channel");
  if (cell.model && !conversions) return invalid("model", "only of conversions");
  return {};
}

Result<void> check_size(const AttributionQuestion& question, std::size_t buckets) {
  if (question.bucket == BucketUnit::total || buckets <= kMaxAttributionBuckets) return {};
  return fail(ErrorCode::too_large, "more than 400 buckets; take a shorter range or a coarser bucket", "range");
}

}  // namespace throng::analyze
