#include "analyze/effect/spec.h"

#include <algorithm>

#include <fmt/format.h>

#include "analyze/effect/internal/tally.h"
#include "analyze/internal/checks.h"

namespace throng::analyze {
namespace {

constexpr std::size_t kMaxIdBytes = 200;

Result<void> check_campaigns(const std::vector<std::string>& campaigns) {
  if (campaigns.empty()) return invalid("campaigns", "expected at least one");
  if (campaigns.size() > kMaxEffectCampaigns)
    return fail(ErrorCode::too_large, fmt::format("more than {} campaigns", kMaxEffectCampaigns), "campaigns");
  for (std::size_t i = 0; i < campaigns.size(); ++i) {
    if (campaigns[i].empty() || campaigns[i].size() > kMaxIdBytes)
      return invalid(fmt::format("campaigns[{}]", i), fmt::format("expected 1 to {} bytes", kMaxIdBytes));
  }
  return {};
}

Result<void> check_trait(const EffectQuestion& question) {
  const bool by_trait = question.by == EffectBy::trait;
  if (question.trait.has_value() != by_trait)
    return invalid("trait", "goes with the breakdown by trait, and only there");
  if (!by_trait) return {};
  if (question.trait->scope != Scope::person) return invalid("trait", "expected \"person.<trait>\"");
  return internal::at_field("trait", model::validate_property(question.trait->name));
}

}  // namespace

Result<void> validate(const EffectQuestion& question) {
  THRONG_CHECK(check_campaigns(question.campaigns));
  THRONG_CHECK(internal::at_field("where", model::validate(question.where, model::FilterPlace::event)));
  THRONG_CHECK(internal::check_range(question.range));
  THRONG_CHECK(internal::check_match("goal", question.goal));
  if (question.window < Duration(1) || question.window > kMaxEffectWindow)
    return invalid("window", fmt::format("expected 1ms to {}", format_duration(kMaxEffectWindow)));
  if (!question.revenue.empty())
    THRONG_CHECK(internal::at_field("revenue", model::validate_property(question.revenue)));
  THRONG_CHECK(check_trait(question));
  return internal::check_count("top", question.top, 1, kMaxEffectTop);
}

Result<void> validate(const EffectCell& cell, const EffectQuestion& question) {
  if (!cell.label) return {};
  if (question.by == EffectBy::none) return invalid("label", "the question has no groups");
  const auto fixed = internal::fixed_groups(question.by);
  if (!fixed.empty() && std::find(fixed.begin(), fixed.end(), *cell.label) == fixed.end())
    return invalid("label", fmt::format("expected one of {}", fmt::join(fixed, ", ")));
  return {};
}

std::span<const std::string_view> message_events() {
  static constexpr std::string_view kAll[] = {
      model::kMessageSent,   model::kMessageHeldOut, model::kMessageDelivered,    model::kMessageBounced,
      model::kMessageOpened, model::kMessageClicked, model::kMessageUnsubscribed, model::kMessageComplained};
  return kAll;
}

bool has_own_control(EffectBy by) { return by == EffectBy::campaign || by == EffectBy::trait; }

}  // namespace throng::analyze
