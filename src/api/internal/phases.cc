#include "api/internal/phases.h"

#include <algorithm>

#include <fmt/format.h>

#include "api/internal/sending.h"
#include "audience/definition.h"

namespace throng::api {

Result<void> change_phase(Call& call, const std::string& id, const PhaseChange& change) {
  const ledger::CampaignState state{id, change.to, change.next, call.principal->name, call.app.now()};
  THRONG_CHECK(ledger::change_campaign_state(call.app.services.db, change.from, state));
  if (call.app.services.office != nullptr) call.app.services.office->nudge();
  return {};
}

Result<ledger::Saved> add_copy(Call& call, ledger::Saved saved) {
  const std::string name = saved.name;
  saved.id.clear();
  saved.owner = call.principal->name;
  for (int copy = 2; copy < 100; ++copy) {
    saved.name = fmt::format("{} ({})", name, copy);
    auto added = ledger::add_saved(call.app.services.db, saved, call.app.now());
    if (added || added.error().code != ErrorCode::conflict) return added;
  }
  return fail(ErrorCode::conflict, "there are too many copies of this", "name");
}

Result<void> check_other_approves(Call& call, const std::string& id) {
  THRONG_TRY(const auto state, ledger::find_campaign_state(call.app.services.db, id));
  if (state.phase == ledger::CampaignPhase::in_review && state.by == call.principal->name)
    return fail(ErrorCode::forbidden, "somebody else than who asked for it must approve");
  return {};
}

Result<void> change_runs(Call& call, const std::string& id, const ledger::RunChange& change) {
  ledger::Db& db = call.app.services.db;
  THRONG_TRY(const auto runs, ledger::list_send_runs(db, call.app.project.id, id));
  for (const ledger::SendRun& run : runs) {
    if (std::ranges::find(change.from, run.state) == change.from.end()) continue;
    const auto changed = ledger::change_send_run(db, run.id, change, call.app.now());
    if (!changed && changed.error().code != ErrorCode::conflict) return std::unexpected(changed.error());
  }
  return {};
}

Result<Instant> first_time(Call& call, const engage::Timing& timing) {
  if (timing.rhythm == engage::Rhythm::now || timing.rhythm == engage::Rhythm::event) return call.app.now();
  const auto next = engage::next_time(timing, call.app.calendar, call.app.now());
  if (!next) return invalid("timing", "the time is over: choose a later one");
  return *next;
}

std::optional<Instant> time_after_pause(Call& call, const engage::Timing& timing, std::optional<Instant> next) {
  if (!next || *next >= call.app.now() || timing.rhythm == engage::Rhythm::now) return next;
  return engage::next_time(timing, call.app.calendar, call.app.now());
}

Result<void> check_topic(Call& call, std::string_view topic, std::string_view field) {
  if (topic.empty()) return {};
  THRONG_TRY(const auto rules, rules_of(call.app));
  if (std::ranges::find(rules.topics, topic, &engage::Topic::id) == rules.topics.end())
    return invalid(std::string(field), "there is no such topic");
  return {};
}

Result<void> check_named(Call& call, const model::Filter& filter, std::string_view field) {
  THRONG_TRY(const auto all, call.app.services.audience.definitions());
  auto named = audience::check_builds_on(*all, {}, "", audience::named_in(filter));
  if (!named) return invalid(std::string(field), named.error().message);
  return {};
}

}  // namespace throng::api
