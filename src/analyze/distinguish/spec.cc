#include "analyze/distinguish/spec.h"

#include <algorithm>
#include <cmath>
#include <tuple>

#include <fmt/format.h>

#include "analyze/internal/checks.h"
#include "analyze/significance.h"

namespace throng::analyze {
namespace {

constexpr std::string_view kRule =
    "Of the persons who did step 1: those who went to the end against the others, by what they did from the start of "
    "their attempt to its end. Odds ratios with one half added to each count (Haldane-Anscombe), 95 % intervals";

// Rounded, so that ratios which are equal but for the last digits of their logarithms go by name.
long long distance(const DistinguishFactor& factor) {
  return std::llround(std::abs(std::log(factor.odds_ratio)) * 1e9);
}

auto identity(const DistinguishFactor& factor) {
  const auto scope = factor.property ? static_cast<int>(factor.property->scope) : -1;
  return std::tuple(scope, factor.property ? factor.property->name : "", factor.event.value_or(""),
                    factor.value.value_or(""));
}

}  // namespace

Result<void> validate(const DistinguishQuestion& question) {
  THRONG_CHECK(internal::at_field("funnel", validate(question.funnel)));
  if (question.funnel.count != FunnelCount::persons) return invalid("funnel.count", "expected persons");
  if (question.properties.size() > kMaxDistinguishProperties)
    return fail(ErrorCode::too_large, fmt::format("more than {} properties", kMaxDistinguishProperties), "properties");
  for (std::size_t i = 0; i < question.properties.size(); ++i) {
    THRONG_CHECK(
        internal::at_field(fmt::format("properties[{}]", i), model::validate_property(question.properties[i].name)));
  }
  if (question.min_persons == 0) return invalid("min_persons", "expected 1 or more");
  return internal::check_count("top", question.top, 1, kMaxDistinguishTop);
}

Result<void> validate(const DistinguishCell& cell, const DistinguishQuestion& question) {
  if (cell.event && cell.property) return invalid("event", "expected an event or a property, not both");
  if (cell.property.has_value() != cell.value.has_value()) return invalid("value", "a property goes with a value");
  const auto& properties = question.properties;
  if (cell.property && std::find(properties.begin(), properties.end(), *cell.property) == properties.end())
    return invalid("property", "the question does not look at it");
  return {};
}

FunnelQuestion bare_funnel(const DistinguishQuestion& question) {
  FunnelQuestion funnel = question.funnel;
  funnel.breakdown.reset();
  funnel.bucket.reset();
  funnel.times.reset();
  return funnel;
}

bool is_step(const FunnelQuestion& funnel, std::string_view event) {
  return std::any_of(funnel.steps.begin(), funnel.steps.end(), [event](const model::EventMatch& step) {
    return std::find(step.events.begin(), step.events.end(), event) != step.events.end();
  });
}

Instant last_instant(const FunnelQuestion& funnel, Instant start, const Calendar& calendar) {
  if (funnel.within == FunnelWithin::duration) return start + funnel.window;
  return calendar.advance(calendar.floor(start, BucketUnit::day), BucketUnit::day, 1) - Duration(1);
}

void rank(const DistinguishQuestion& question, std::vector<DistinguishFactor> found, DistinguishAnswer& answer) {
  answer.rule = kRule;
  for (DistinguishFactor& factor : found) {
    const std::uint64_t with = factor.converted_with + factor.others_with;
    const std::uint64_t without = answer.converted + answer.others - with;
    if (with < question.min_persons || without < question.min_persons) continue;
    factor.converted_without = answer.converted - factor.converted_with;
    factor.others_without = answer.others - factor.others_with;
    const auto odds = odds_ratio({factor.converted_with, with}, {factor.converted_without, without});
    factor.odds_ratio = odds.ratio;
    factor.low = odds.low;
    factor.high = odds.high;
    answer.factors.push_back(std::move(factor));
  }
  std::sort(answer.factors.begin(), answer.factors.end(), [](const auto& a, const auto& b) {
    return distance(a) != distance(b) ? distance(a) > distance(b) : identity(a) < identity(b);
  });
  if (answer.factors.size() > question.top) answer.factors.resize(question.top);
}

}  // namespace throng::analyze
