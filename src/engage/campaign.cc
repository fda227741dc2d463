#include "engage/campaign.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

namespace throng::engage {
namespace {

constexpr std::uint32_t kMinutesOfDay = 24 * 60;

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

Result<void> check(const Timing& timing) {
  if (timing.rhythm == Rhythm::once && !timing.at) return invalid("timing.at", "expected the time when it is sent");
  if (timing.minute >= kMinutesOfDay) return invalid("timing.minute", "expected minutes after midnight, 0 to 1439");
  if (timing.day < 1 || timing.day > 31) return invalid("timing.day", "expected 1 to 31");
  return {};
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

Instant minute_of(const Calendar& calendar, CivilDate day, std::uint32_t minute) {
  // Through the hour, so that a day of 23 or 25 hours has it where its clock shows it.
  Instant at = calendar.midnight(day) + minutes(minute);
  const Instant local_midnight = calendar.midnight(calendar.date_of(at));
  const auto shown = calendar.hour_of_week(at) % 24 * 60 + (at - calendar.floor(at, BucketUnit::hour)) / minutes(1);
  if (local_midnight == calendar.midnight(day)) at += minutes(std::int64_t{minute} - shown);
  return at;
}

namespace {

unsigned last_day(int year, unsigned month) {
  const std::chrono::year_month_day_last last{std::chrono::year{year} / std::chrono::month{month} / std::chrono::last};
  return static_cast<unsigned>(last.day());
}

bool is_its_day(const Timing& timing, const Calendar& calendar, CivilDate day) {
  if (timing.rhythm == Rhythm::weekly) {
    const auto week_day = std::chrono::weekday{
        std::chrono::sys_days{std::chrono::year{day.year} / std::chrono::month{day.month} / std::chrono::day{day.day}}};
    return week_day.c_encoding() == static_cast<unsigned>(timing.weekday);
  }
  if (timing.rhythm == Rhythm::monthly) return day.day == std::min(timing.day, last_day(day.year, day.month));
  (void)calendar;
  return true;
}

}  // namespace

std::optional<Instant> next_time(const Timing& timing, const Calendar& calendar, Instant now) {
  if (timing.rhythm == Rhythm::now || timing.rhythm == Rhythm::event) return std::nullopt;
  if (timing.rhythm == Rhythm::once) return timing.at && *timing.at > now ? timing.at : std::nullopt;
  Instant day = calendar.floor(now, BucketUnit::day);
  for (int i = 0; i < 63; ++i, day = calendar.advance(day, BucketUnit::day, 1)) {
    const CivilDate date = calendar.date_of(day);
    if (!is_its_day(timing, calendar, date)) continue;
    const Instant at = minute_of(calendar, date, timing.minute);
    if (at <= now) continue;
    if (timing.until && at > *timing.until) return std::nullopt;
    return at;
  }
  return std::nullopt;
}

Instant at_same_clock(Instant at, const Calendar& project, const Calendar& zone) {
  const CivilDate date = project.date_of(at);
  const auto minute = project.hour_of_week(at) % 24 * 60 + (at - project.floor(at, BucketUnit::hour)) / minutes(1);
  const Duration rest = at - std::chrono::floor<std::chrono::minutes>(at);
  return minute_of(zone, date, static_cast<std::uint32_t>(minute)) + rest;
}

}  // namespace throng::engage
