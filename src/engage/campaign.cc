#include "engage/campaign.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

namespace throng::engage {
namespace {

bool is_variant_name(std::string_view name) {
  return !name.empty() && name.size() <= 20 && std::ranges::all_of(name, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  });
}

Result<void> check(const std::vector<Variant>& variants) {
  if (variants.empty() || variants.size() > kMaxVariants)
    return invalid("variants", fmt::format("expected 1 to {}", kMaxVariants));
  std::set<std::string> names;
  for (std::size_t i = 0; i < variants.size(); ++i) {
    const std::string at = fmt::format("variants[{}]", i);
    if (!is_variant_name(variants[i].name)) return invalid(at + ".name", "expected 1 to 20 letters and digits");
    if (!names.insert(variants[i].name).second) return invalid(at + ".name", "another variant has this name");
    if (variants[i].message.empty()) return invalid(at + ".message", "expected the id of a message");
    if (variants[i].weight < 1 || variants[i].weight > 1000) return invalid(at + ".weight", "expected 1 to 1000");
  }
  return {};
}

bool is_about_the_event(const model::Filter& filter) {
  bool all = true;
  model::each_leaf(
      filter, [&](const model::Filter& leaf) { all = all && std::holds_alternative<model::EventProperty>(leaf.node); });
  return all;
}

Result<void> check(const Trigger& trigger) {
  THRONG_CHECK(check_event_alone("trigger.event", trigger.event));
  if (trigger.delay < Duration(0) || trigger.delay > kMaxTriggerDelay)
    return invalid("trigger.delay", "expected at most 90d");
  if (trigger.again < Duration(0) || trigger.again > days(366))
    return invalid("trigger.again", "expected at most 366d");
  return {};
}

Result<void> check_winner(const Campaign& campaign) {
  const Winner& winner = *campaign.winner;
  if (campaign.variants.size() < 2) return invalid("winner", "expected two contents or more to choose from");
  if (campaign.trigger) return invalid("winner", "what events trigger goes out at once: nobody can wait for a winner");
  if (!(winner.test_percent >= 1 && winner.test_percent <= 90))
    return invalid("winner.test_percent", "expected 1 to 90");
  if (winner.after < minutes(10) || winner.after > days(7)) return invalid("winner.after", "expected 10m to 7d");
  if (winner.by == WinnerBy::converted && !campaign.goal)
    return invalid("winner.by", "expected a goal, to know who reached it");
  return {};
}

}  // namespace

Result<void> check_event_alone(std::string_view field, const model::EventMatch& event) {
  if (auto good = model::validate(event); !good) return std::unexpected(json::under(field, std::move(good).error()));
  if (event.events.empty()) return invalid(std::string(field), "expected at least one event");
  if (event.where && !is_about_the_event(*event.where))
    return invalid(fmt::format("{}.where", field), "conditions on persons go into the audience");
  return {};
}

bool is_awaited(const model::EventMatch& awaited, const model::Event& event, const model::Moment& moment) {
  return std::ranges::find(awaited.events, event.name) != awaited.events.end() &&
         model::matches(awaited, event, {}, moment);
}

Result<void> check(const Goal& goal) {
  if (auto good = model::validate(goal.event); !good)
    return std::unexpected(json::under("goal.event", std::move(good).error()));
  if (goal.event.events.empty()) return invalid("goal.event", "expected at least one event");
  if (goal.window <= Duration(0) || goal.window > kMaxGoalWindow)
    return invalid("goal.window", "expected more than nothing and at most 90d");
  if (!goal.revenue.empty())
    if (auto good = model::validate_property(goal.revenue); !good) return invalid("goal.revenue", good.error().message);
  return {};
}

Result<void> check(Campaign& campaign) {
  if (auto good = model::validate(campaign.audience, model::FilterPlace::person); !good)
    return std::unexpected(json::under("audience", std::move(good).error()));
  THRONG_CHECK(check(campaign.variants));
  if (!(campaign.holdout_percent >= 0 && campaign.holdout_percent <= kMaxHoldoutPercent))
    return invalid("holdout_percent", "expected 0 to 90");
  THRONG_CHECK(check(campaign.timing));
  if ((campaign.timing.rhythm == Rhythm::event) != campaign.trigger.has_value())
    return invalid("trigger", "a campaign has a trigger if its rhythm is event, and only then");
  if (campaign.trigger) THRONG_CHECK(check(*campaign.trigger));
  if (campaign.goal) THRONG_CHECK(check(*campaign.goal));
  if (campaign.winner) THRONG_CHECK(check_winner(campaign));
  if (campaign.give_up_after < minutes(1) || campaign.give_up_after > days(30))
    return invalid("give_up_after", "expected 1m to 30d");
  if (campaign.priority < -100 || campaign.priority > 100) return invalid("priority", "expected -100 to 100");
  return {};
}

Result<Campaign> campaign_of(const ledger::Saved& saved) {
  auto campaign = json::read<Campaign>(saved.body);
  if (!campaign) return fail(ErrorCode::corrupt, fmt::format("the campaign {} cannot be read", saved.name));
  return campaign;
}

Result<RunPlan> plan_of_run(ledger::Db& db, const ledger::SendRun& run) {
  THRONG_TRY(const ledger::SendRun whole, ledger::find_send_run(db, run.project, run.id));
  auto plan = json::read<RunPlan>(whole.body);
  if (!plan) return fail(ErrorCode::corrupt, fmt::format("the run {} cannot be read", run.id));
  return plan;
}

}  // namespace throng::engage
