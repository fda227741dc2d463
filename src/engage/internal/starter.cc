#include "engage/internal/starter.h"

#include <algorithm>
#include <map>
#include <tuple>

#include <fmt/format.h>

#include "engage/personal_time.h"
#include "engage/recipients.h"
#include "engage/rules.h"
#include "engage/split.h"
#include "engage/winner.h"
#include "ledger/campaign_states.h"

namespace throng::engage::internal {
namespace {

using ledger::CampaignPhase;
using ledger::RunState;
using model::PersonNumber;

constexpr std::string_view kFirstZone = "Pacific/Kiritimati";  // where the clock shows a time first
constexpr Duration kZonesSpan = hours(26);                     // from there to where it shows it last
constexpr std::size_t kQueueAtOnce = 20'000;

// When its run is opened: with clocks of persons before the first of them shows the time.
Instant opening_of(const Timing& timing, const Calendar& project, Instant occasion) {
  if (!timing.person_zone) return occasion;
  const auto first = Calendar::create(kFirstZone);
  return first ? at_same_clock(occasion, project, *first) : occasion - kZonesSpan;
}

bool is_open(const ledger::SendRun& run) { return run.state != RunState::done && run.state != RunState::stopped; }

}  // namespace

std::vector<ledger::SendGroup> groups_of(std::string_view campaign, const RunPlan& plan,
                                         std::span<const PersonNumber> persons,
                                         FunctionRef<Instant(std::size_t place)> due) {
  std::vector<std::uint32_t> weights;
  for (const Variant& variant : plan.campaign.variants) weights.push_back(variant.weight);
  const double holdout = plan.campaign.transactional ? 0 : plan.campaign.holdout_percent;
  const std::optional<Winner>& winner = plan.campaign.winner;
  std::map<std::tuple<std::string, bool, Instant>, std::vector<PersonNumber>> groups;
  for (std::size_t i = 0; i < persons.size(); ++i) {
    // Who waits for the winner waits whether he is held out or not, so that both are measured from one time.
    const bool waits = winner && !is_tried_on(campaign, persons[i], winner->test_percent);
    const std::string& drawn = plan.campaign.variants[variant_of(campaign, persons[i], weights)].name;
    groups[{waits ? std::string() : drawn, is_held_out(campaign, persons[i], holdout),
            waits ? due(i) + winner->after : due(i)}]
        .push_back(persons[i]);
  }
  std::vector<ledger::SendGroup> out;
  for (auto& [group, members] : groups) {
    const auto& [variant, held, at] = group;
    out.push_back({.persons = std::move(members), .entry = 0, .variant = variant, .held = held, .due = at});
  }
  return out;
}

Result<bool> Starter::step(const std::stop_token& stop) {
  THRONG_TRY(const bool opened, open_due(stop));
  THRONG_TRY(const bool filled, fill_open(stop));
  THRONG_TRY(const bool ended, end_what_is_over());
  return opened || filled || ended;
}

Result<bool> Starter::open_due(const std::stop_token& stop) {
  THRONG_TRY(const auto states,
             ledger::list_campaign_states(place_.audience.db(), place_.audience.project(), Campaign::kKind));
  bool any = false;
  for (const ledger::CampaignState& state : states) {
    if (stop.stop_requested()) break;
    if (state.phase != CampaignPhase::active || !state.next || *state.next > place_.clock.now() + kZonesSpan) continue;
    const auto opened = open(state, *state.next);
    if (!opened) {
      place_.log.warn("a campaign could not be begun",
                      {{"campaign", state.campaign}, {"why", describe(opened.error())}});
      const ledger::CampaignState ended{state.campaign, CampaignPhase::ended, {}, {}, place_.clock.now()};
      THRONG_CHECK(ledger::change_campaign_state(place_.audience.db(), {CampaignPhase::active}, ended));
    }
    any |= !opened || *opened;
  }
  return any;
}

// The run comes before the next time is written down: killed between the two, the same run is found again.
Result<bool> Starter::open(const ledger::CampaignState& state, Instant occasion) {
  ledger::Db& db = place_.audience.db();
  const std::string& project = place_.audience.project();
  THRONG_TRY(const auto saved, ledger::find_saved(db, {project, Campaign::kKind, state.campaign}));
  THRONG_TRY(Campaign campaign, campaign_of(saved));
  const Instant now = place_.clock.now();
  if (opening_of(campaign.timing, place_.calendar, occasion) > now) return false;
  RunPlan plan{.name = saved.name, .campaign = std::move(campaign), .messages = {}};
  for (const Variant& variant : plan.campaign.variants) {
    THRONG_TRY(const auto message, ledger::find_saved(db, {project, Message::kKind, variant.message}));
    THRONG_TRY(plan.messages.emplace_back(), message_of(message));
    if (plan.messages.back().channel != plan.campaign.channel)
      return fail(ErrorCode::conflict, fmt::format("the template {} is for another channel now", message.name));
  }
  ledger::SendRun run;
  run.project = project;
  run.campaign = state.campaign;
  run.occasion = occasion;
  run.transactional = plan.campaign.transactional;
  run.priority = plan.campaign.priority;
  run.body = json::to_string(plan);
  if (plan.campaign.trigger) {
    // Only what comes from here on triggers.
    THRONG_CHECK(place_.collector.flush());
    THRONG_TRY(const timeline::Snapshot snapshot, place_.audience.sources().timeline->snapshot());
    run.heard = snapshot.last_number();
  }
  THRONG_CHECK(ledger::open_send_run(db, run, now));
  ledger::CampaignState next = state;
  next.next = next_time(plan.campaign.timing, place_.calendar, occasion);
  next.changed = now;
  THRONG_CHECK(ledger::change_campaign_state(db, {CampaignPhase::active}, next));
  return true;
}

Result<bool> Starter::fill_open(const std::stop_token& stop) {
  ledger::Db& db = place_.audience.db();
  THRONG_TRY(const auto runs, ledger::running_send_runs(db, place_.audience.project()));
  bool any = false;
  for (const ledger::SendRun& run : runs) {
    if (run.state != RunState::filling || !run.step.empty() || stop.stop_requested()) continue;  // journeys fill theirs
    THRONG_TRY(const auto campaign, ledger::find_campaign_state(db, run.campaign));
    if (campaign.phase != CampaignPhase::active) continue;  // paused in the moment between opening and queueing
    const auto filled = fill(run, stop);
    any = true;
    if (filled || stop.stop_requested()) continue;
    place_.log.warn("the audience of a campaign could not be queued",
                    {{"campaign", run.campaign}, {"why", describe(filled.error())}});
    const ledger::RunChange stopped{
        {RunState::filling, RunState::running}, RunState::stopped, describe(filled.error())};
    if (const auto changed = ledger::change_send_run(db, run.id, stopped, place_.clock.now());
        !changed && changed.error().code != ErrorCode::conflict)
      return std::unexpected(changed.error());
  }
  return any;
}

Result<void> Starter::fill(const ledger::SendRun& run, const std::stop_token& stop) {
  const Instant began = place_.clock.now();
  THRONG_TRY(const RunPlan plan, plan_of_run(place_.audience.db(), run));
  const ledger::RunChange running{{RunState::filling}, RunState::running, {}};
  if (plan.campaign.trigger) return ledger::change_send_run(place_.audience.db(), run.id, running, began);
  THRONG_TRY(const Bitmap audience,
             audience_of(place_.audience, place_.calendar, plan.campaign.audience, place_.clock.now(), stop));
  const Timing& timing = plan.campaign.timing;
  THRONG_TRY(const auto rules, sending_rules(place_.audience.db(), place_.audience.project(), began));
  const TimingPlace clocks{place_.audience, *place_.responses, place_.calendar, rules, began};
  const CivilDate day = place_.calendar.date_of(run.occasion);
  THRONG_TRY(const auto persons, whose_day_it_is(clocks, timing, day, audience.numbers(), stop));
  THRONG_TRY(const DueTimes due, due_times(clocks, timing, run.occasion, persons, stop));
  auto groups = groups_of(run.campaign, plan, persons, [&](std::size_t place) { return due.at[place]; });
  THRONG_CHECK(queue(run, plan, std::move(groups), stop));
  const Instant now = place_.clock.now();
  THRONG_CHECK(ledger::change_send_run(place_.audience.db(), run.id, running, now));
  place_.log.info("a campaign's audience was queued",
                  {{"campaign", run.campaign},
                   {"persons", static_cast<std::int64_t>(persons.size())},
                   {"milliseconds", static_cast<std::int64_t>((now - began).count())}});
  return {};
}

// In pieces, so that others may write in between.
Result<void> Starter::queue(const ledger::SendRun& run, const RunPlan& plan, std::vector<ledger::SendGroup> groups,
                            const std::stop_token& stop) {
  const std::string channel = boost::describe::enum_to_string(plan.campaign.channel, "");
  for (ledger::SendGroup& group : groups) {
    const std::vector<PersonNumber> all = std::move(group.persons);
    for (std::size_t from = 0; from < all.size(); from += kQueueAtOnce) {
      if (stop.stop_requested()) return fail(ErrorCode::cancelled, "the server is stopping");
      const auto end = std::min(all.size(), from + kQueueAtOnce);
      group.persons.assign(all.begin() + static_cast<std::ptrdiff_t>(from),
                           all.begin() + static_cast<std::ptrdiff_t>(end));
      THRONG_CHECK(ledger::queue_sends(place_.audience.db(), run.id, channel, {&group, 1}, place_.clock.now()));
    }
  }
  return {};
}

// A campaign without a next time is over when its runs are.
Result<bool> Starter::end_what_is_over() {
  ledger::Db& db = place_.audience.db();
  THRONG_TRY(const auto states, ledger::list_campaign_states(db, place_.audience.project(), Campaign::kKind));
  bool any = false;
  for (ledger::CampaignState state : states) {
    if (state.phase != CampaignPhase::active || state.next) continue;
    THRONG_TRY(const auto runs, ledger::list_send_runs(db, place_.audience.project(), state.campaign));
    if (std::ranges::any_of(runs, is_open)) continue;
    state.phase = CampaignPhase::ended;
    state.by.clear();
    state.changed = place_.clock.now();
    if (auto changed = ledger::change_campaign_state(db, {CampaignPhase::active}, state);
        !changed && changed.error().code != ErrorCode::conflict)
      return std::unexpected(changed.error());
    any = true;
  }
  return any;
}

}  // namespace throng::engage::internal
