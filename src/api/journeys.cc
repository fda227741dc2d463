// /api/journeys: the ways that persons walk, and how far they are.
#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "api/internal/phases.h"
#include "api/internal/saved_resource.h"
#include "api/internal/sending.h"
#include "api/json_route.h"
#include "api/messages/journeys.h"
#include "api/person_rows.h"
#include "api/routes.h"
#include "ledger/journeys.h"

namespace throng::api {
namespace {

using engage::Journey;
using ledger::CampaignPhase;
using ledger::RunState;
using Journeys = SavedResource<JourneyBody, JourneyView>;

constexpr std::size_t kShownPersons = 1000;
constexpr std::size_t kMostPersons = 5'000'000;
constexpr std::size_t kMostWays = 100;

ledger::Db& db_of(Call& call) { return call.app.services.db; }
Result<ledger::Saved> saved_in(Call& call) { return ledger::find_saved(db_of(call), Journeys::key(call)); }

Result<void> add_numbers(Call& call, JourneyView& view) {
  THRONG_TRY(const auto visits, ledger::count_visits(db_of(call), view.id));
  std::uint64_t ended = 0;
  for (const ledger::VisitCount& one : visits) {
    if (!one.step.empty()) continue;
    const bool entered = one.outcome == engage::outcome::kEntered;
    (entered ? view.entered : ended) += one.count;
    if (entered && one.held) view.held_out += one.count;
    if (one.outcome == json::enum_text(engage::JourneyEnd::goal)) view.reached += one.count;
  }
  view.inside = view.entered - std::min(view.entered, ended);
  return {};
}

Result<JourneyView> view_of(Call& call, const ledger::Saved& saved) {
  THRONG_TRY(JourneyView view, Journeys::view_of(saved));
  THRONG_TRY(const auto state, ledger::find_campaign_state(db_of(call), saved.id));
  view.phase = state.phase;
  view.next = state.next;
  view.by = state.by;
  THRONG_TRY(const auto versions, ledger::list_journey_versions(db_of(call), saved.id));
  if (!versions.empty()) {
    view.version = versions.front().version;
    view.is_changed = saved.updated > versions.front().created;
  }
  THRONG_CHECK(add_numbers(call, view));
  return view;
}

Result<JourneysResponse> list(Call& call) {
  THRONG_TRY(const auto all, ledger::list_saved(db_of(call), call.app.project.id, Journey::kKind));
  JourneysResponse response;
  for (const ledger::Saved& saved : all) {
    THRONG_TRY(JourneyView view, view_of(call, saved));
    response.journeys.push_back(std::move(view));
  }
  return response;
}

Result<JourneyView> find(Call& call) {
  THRONG_TRY(const auto saved, saved_in(call));
  return view_of(call, saved);
}

// ---- saving ----------------------------------------------------------------------------------------------------

Result<void> check_names(Call& call, const Journey& journey) {
  THRONG_CHECK(check_named(call, journey.entry.audience, "entry.audience"));
  for (std::size_t i = 0; i < journey.steps.size(); ++i) {
    const engage::Step& step = journey.steps[i];
    const std::string at = fmt::format("steps[{}]", i);
    if (step.message) THRONG_CHECK(check_topic(call, step.message->topic, at + ".message.topic"));
    if (step.wait_for && step.wait_for->filter)
      THRONG_CHECK(check_named(call, *step.wait_for->filter, at + ".wait_for.filter"));
    for (std::size_t arm = 0; arm < step.branch.size(); ++arm)
      THRONG_CHECK(check_named(call, step.branch[arm].filter, fmt::format("{}.branch[{}].filter", at, arm)));
  }
  return {};
}

Result<JourneyView> create(Call& call, const JourneyBody& body) {
  THRONG_TRY(auto wanted, Journeys::wanted(call, "", body));
  THRONG_CHECK(check_names(call, body));
  THRONG_TRY(const auto added, ledger::add_saved(db_of(call), std::move(wanted), call.app.now()));
  return view_of(call, added);
}

// An active one goes on as it was published, until the change is published too.
Result<JourneyView> change(Call& call, const JourneyBody& body) {
  THRONG_TRY(const auto before, saved_in(call));
  THRONG_TRY(const auto wanted, Journeys::wanted(call, before.id, body));
  THRONG_CHECK(check_names(call, body));
  THRONG_TRY(const auto changed, ledger::update_saved(db_of(call), wanted, call.app.now()));
  return view_of(call, changed);
}

Result<JourneyView> clone(Call& call) {
  THRONG_TRY(auto saved, saved_in(call));
  THRONG_TRY(const auto added, add_copy(call, std::move(saved)));
  return view_of(call, added);
}

Result<Empty> remove_one(Call& call) {
  THRONG_TRY(const auto saved, saved_in(call));
  THRONG_TRY(const auto versions, ledger::list_journey_versions(db_of(call), saved.id));
  if (!versions.empty())
    return fail(ErrorCode::conflict, "persons may have walked through this journey: it stays, so that one can see how");
  return Journeys::remove_one(call);
}

// ---- phases ----------------------------------------------------------------------------------------------------

Result<JourneyView> go(Call& call, const ledger::Saved& saved, const PhaseChange& change) {
  THRONG_CHECK(change_phase(call, saved.id, change));
  return view_of(call, saved);
}

Result<void> publish(Call& call, const ledger::Saved& saved) {
  THRONG_TRY(const Journey journey, engage::journey_of(saved));
  THRONG_CHECK(check_names(call, journey));
  THRONG_TRY(engage::PostOffice* const office, office_of(call.app));
  for (const engage::Step& step : journey.steps)
    if (step.message) THRONG_CHECK(office->check_open(step.message->channel));
  THRONG_CHECK(call.app.services.collector.flush());
  THRONG_TRY(const timeline::Snapshot snapshot, call.app.services.timeline.snapshot());
  THRONG_CHECK(engage::publish(db_of(call), saved, snapshot.last_number(), call.app.now()));
  return {};
}

Result<JourneyView> activate(Call& call, const ledger::Saved& saved, std::vector<CampaignPhase> from) {
  THRONG_TRY(const auto state, ledger::find_campaign_state(db_of(call), saved.id));
  if (std::ranges::find(from, state.phase) == from.end())
    return fail(ErrorCode::conflict, fmt::format("the journey is {}", json::enum_text(state.phase)));
  THRONG_TRY(const Journey journey, engage::journey_of(saved));
  std::optional<Instant> next;
  if (journey.entry.kind == engage::EntryKind::schedule) {
    THRONG_TRY(next, first_time(call, journey.entry.timing));
  }
  THRONG_CHECK(publish(call, saved));
  THRONG_CHECK(change_runs(call, saved.id, {{RunState::stopped, RunState::paused}, RunState::running, {}}));
  return go(call, saved, {std::move(from), CampaignPhase::active, next});
}

Result<JourneyView> start(Call& call) {
  THRONG_TRY(const auto saved, saved_in(call));
  THRONG_TRY(const auto rules, rules_of(call.app));
  const std::vector<CampaignPhase> from = {CampaignPhase::draft, CampaignPhase::ended};
  if (!rules.review) return activate(call, saved, from);
  THRONG_CHECK(engage::plan_of(db_of(call), saved));
  return go(call, saved, {from, CampaignPhase::in_review, std::nullopt});
}

Result<JourneyView> approve(Call& call) {
  THRONG_TRY(const auto saved, saved_in(call));
  THRONG_CHECK(check_other_approves(call, saved.id));
  return activate(call, saved, {CampaignPhase::in_review});
}

Result<JourneyView> reject(Call& call) {
  THRONG_TRY(const auto saved, saved_in(call));
  return go(call, saved, {{CampaignPhase::in_review}, CampaignPhase::draft, std::nullopt});
}

// A change of one that is active or paused. Where starting is reviewed a change would go round that.
Result<JourneyView> publish_change(Call& call) {
  THRONG_TRY(const auto saved, saved_in(call));
  THRONG_TRY(const auto state, ledger::find_campaign_state(db_of(call), saved.id));
  if (state.phase != CampaignPhase::active && state.phase != CampaignPhase::paused)
    return fail(ErrorCode::conflict, "start the journey: that publishes it");
  THRONG_TRY(const auto rules, rules_of(call.app));
  if (rules.review)
    return fail(ErrorCode::conflict, "starts are reviewed: copy the journey, and ask for the copy to be started");
  THRONG_CHECK(publish(call, saved));
  if (state.phase == CampaignPhase::paused)
    THRONG_CHECK(change_runs(call, saved.id, {{RunState::running}, RunState::paused, {}}));
  std::optional<Instant> next = state.next;
  THRONG_TRY(const Journey journey, engage::journey_of(saved));
  if (journey.entry.kind == engage::EntryKind::event)
    next.reset();
  else if (!next && journey.entry.timing.rhythm != engage::Rhythm::now)
    next = engage::next_time(journey.entry.timing, call.app.calendar, call.app.now());
  return go(call, saved, {{state.phase}, state.phase, next});
}

Result<JourneyView> pause(Call& call) {
  THRONG_TRY(const auto saved, saved_in(call));
  THRONG_TRY(const auto state, ledger::find_campaign_state(db_of(call), saved.id));
  THRONG_CHECK(change_runs(call, saved.id, {{RunState::running}, RunState::paused, {}}));
  return go(call, saved, {{CampaignPhase::active}, CampaignPhase::paused, state.next});
}

Result<JourneyView> resume(Call& call) {
  THRONG_TRY(const auto saved, saved_in(call));
  THRONG_TRY(const auto state, ledger::find_campaign_state(db_of(call), saved.id));
  THRONG_TRY(const Journey journey, engage::journey_of(saved));
  const auto next = time_after_pause(call, journey.entry.timing, state.next);
  THRONG_CHECK(change_runs(call, saved.id, {{RunState::paused}, RunState::running, {}}));
  return go(call, saved, {{CampaignPhase::paused}, CampaignPhase::active, next});
}

// Whoever is inside leaves.
Result<JourneyView> stop(Call& call) {
  THRONG_TRY(const auto saved, saved_in(call));
  using enum CampaignPhase;
  THRONG_CHECK(change_phase(call, saved.id, {{active, paused, in_review, ended}, ended, std::nullopt}));
  const std::string by = "stopped by " + call.principal->name;
  THRONG_CHECK(change_runs(call, saved.id, {{RunState::running, RunState::paused}, RunState::stopped, by}));
  THRONG_CHECK(
      ledger::end_entrants(db_of(call), saved.id, json::enum_text(engage::JourneyEnd::stopped), call.app.now()));
  return view_of(call, saved);
}

// ---- looking ---------------------------------------------------------------------------------------------------

Result<JourneyNumbersResponse> numbers(Call& call) {
  THRONG_TRY(const auto saved, saved_in(call));
  JourneyNumbersResponse response;
  THRONG_TRY(const auto versions, ledger::list_journey_versions(db_of(call), saved.id));
  for (const auto& one : versions) response.versions.push_back({one.version, one.created});
  THRONG_TRY(const auto visits, ledger::count_visits(db_of(call), saved.id));
  for (const auto& one : visits) response.visits.push_back({one.version, one.step, one.outcome, one.held, one.count});
  THRONG_TRY(const auto standing, ledger::count_standing(db_of(call), saved.id));
  for (const auto& one : standing) response.standing.push_back({one.version, one.step, one.held, one.count});
  THRONG_TRY(const auto runs, ledger::list_send_runs(db_of(call), call.app.project.id, saved.id));
  for (const ledger::SendRun& run : runs) {
    StepSendsView view{static_cast<std::uint32_t>(to_ms(run.occasion)), run.step, run.id, {}};
    THRONG_TRY(const auto counts, ledger::count_sends(db_of(call), run.id));
    for (const auto& one : counts) view.counts.push_back({one.state, one.reason, one.variant, one.count});
    response.sends.push_back(std::move(view));
  }
  return response;
}

Result<PersonsResponse> persons(Call& call) {
  THRONG_TRY(const auto saved, saved_in(call));
  const std::string step = call.query_or("step", ""), outcome = call.query_or("outcome", ""),
                    held = call.query_or("held", "");
  THRONG_TRY(const auto version, call.query_number("version", 0, INT32_MAX));
  const ledger::VisitorsWanted wanted{.journey = saved.id,
                                      .version = static_cast<std::uint32_t>(version),
                                      .step = step,
                                      .outcome = outcome,
                                      .standing = call.query_or("standing", "") == "true",
                                      .held = held.empty() ? std::nullopt : std::optional(held == "true")};
  THRONG_TRY(const auto numbers, ledger::list_visitors(db_of(call), wanted, kMostPersons));
  THRONG_TRY(const timeline::Snapshot snapshot, call.app.services.timeline.snapshot());
  analyze::PersonList all;
  for (const model::PersonNumber number : numbers) all.push_back(snapshot.representative(number));
  std::ranges::sort(all);
  all.erase(std::unique(all.begin(), all.end()), all.end());
  PersonsResponse response;
  response.total = all.size();
  if (all.size() > kShownPersons) all.resize(kShownPersons);
  THRONG_TRY(response.persons, person_rows(call.app, all));
  return response;
}

Result<engage::JourneyRehearsal> rehearse(Call& call, const Journey& journey, const std::string& id) {
  THRONG_TRY(const auto days, call.query_number("days", 30, 90));
  THRONG_TRY(const auto person, call.query_number("person", 0, UINT32_MAX));
  THRONG_TRY(engage::PostOffice* const office, office_of(call.app));
  return engage::rehearse(office->place(), journey,
                          {id, static_cast<int>(days), static_cast<model::PersonNumber>(person)}, call.request.gone);
}

Result<engage::JourneyRehearsal> rehearse_draft(Call& call, const JourneyBody& body) {
  Journey journey = body;
  THRONG_CHECK(engage::check(journey));
  THRONG_CHECK(check_names(call, journey));
  return rehearse(call, journey, call.query_or("journey", "rehearsal"));
}

Result<engage::JourneyRehearsal> rehearse_saved(Call& call) {
  THRONG_TRY(const auto saved, saved_in(call));
  THRONG_TRY(const Journey journey, engage::journey_of(saved));
  return rehearse(call, journey, saved.id);
}

// The name of the step by the version that he walks by.
std::string step_name(Call& call, const ledger::Entrant& way) {
  if (way.step.empty()) return {};
  const auto version = ledger::find_journey_version(db_of(call), way.journey, way.version);
  if (!version) return {};
  const auto plan = json::read<engage::JourneyPlan>(version->body);
  const engage::Step* const step = plan ? engage::find_step(plan->journey, way.step) : nullptr;
  return step == nullptr ? std::string() : step->name;
}

Result<JourneyWaysResponse> ways(Call& call) {
  THRONG_TRY(const auto person, call.param_number(0, "person"));
  THRONG_TRY(const timeline::Snapshot snapshot, call.app.services.timeline.snapshot());
  const auto all_numbers = snapshot.numbers_of(snapshot.representative(static_cast<model::PersonNumber>(person)));
  THRONG_TRY(const auto all, ledger::list_entrants(db_of(call), call.app.project.id, all_numbers, kMostWays));
  THRONG_TRY(const auto journeys, ledger::list_saved(db_of(call), call.app.project.id, Journey::kKind));
  JourneyWaysResponse response;
  for (const ledger::Entrant& way : all) {
    const auto journey = std::ranges::find(journeys, way.journey, &ledger::Saved::id);
    response.ways.push_back({way.journey, journey == journeys.end() ? "" : journey->name, way.version, way.entered,
                             way.held, way.step, step_name(call, way), way.due, way.ended, way.reason});
  }
  return response;
}

}  // namespace

std::vector<Route> journey_routes() {
  using enum http::Method;
  constexpr auto kViewer = Permission::viewer;
  constexpr auto kAnalyst = Permission::analyst;
  return {
      json_route<list>(
          {.path = "/api/journeys", .permission = kViewer, .summary = "All journeys, and how many walk in them"}),
      json_route<create>(
          {.method = post, .path = "/api/journeys", .permission = kAnalyst, .summary = "Add a journey, as a draft"}),
      json_route<rehearse_draft>(
          {.method = post,
           .path = "/api/journeys/rehearse",
           .permission = kViewer,
           .summary = "How it would have gone: up to 1,000 persons, or one, walked through it by what they did",
           .query = {{"journey", "string", "id of the saved one: its draw of lots"},
                     {"days", "integer", "so far back: 30, at most 90"},
                     {"person", "integer", "this one alone, with his trail"}},
           .run_on = RunOn::heavy}),
      json_route<find>({.path = "/api/journeys/{id}", .permission = kViewer, .summary = "One journey"}),
      json_route<change>({.method = put,
                          .path = "/api/journeys/{id}",
                          .permission = kAnalyst,
                          .summary = "Change a journey; an active one goes on as it is until that is published"}),
      json_route<remove_one>({.method = remove,
                              .path = "/api/journeys/{id}",
                              .permission = kAnalyst,
                              .summary = "Delete a journey that was never started"}),
      json_route<rehearse_saved>({.method = post,
                                  .path = "/api/journeys/{id}/rehearse",
                                  .permission = kViewer,
                                  .summary = "The same of a journey as it is saved",
                                  .query = {{"days", "integer", "so far back: 30, at most 90"},
                                            {"person", "integer", "this one alone, with his trail"}},
                                  .run_on = RunOn::heavy}),
      json_route<clone>({.method = post,
                         .path = "/api/journeys/{id}/clone",
                         .permission = kAnalyst,
                         .summary = "The same as a new draft"}),
      json_route<start>({.method = post,
                         .path = "/api/journeys/{id}/start",
                         .permission = kAnalyst,
                         .summary = "Publish it and let persons in; where campaigns are reviewed, ask for that"}),
      json_route<approve>({.method = post,
                           .path = "/api/journeys/{id}/approve",
                           .permission = kAnalyst,
                           .summary = "Let a journey begin that somebody else asked for"}),
      json_route<reject>({.method = post,
                          .path = "/api/journeys/{id}/reject",
                          .permission = kAnalyst,
                          .summary = "Send a journey that was asked for back to its draft"}),
      json_route<publish_change>({.method = post,
                                  .path = "/api/journeys/{id}/publish",
                                  .permission = kAnalyst,
                                  .summary = "Whoever enters from now on walks by it as it is now"}),
      json_route<pause>({.method = post,
                         .path = "/api/journeys/{id}/pause",
                         .permission = kAnalyst,
                         .summary = "Nobody enters or moves until it is resumed"}),
      json_route<resume>({.method = post,
                          .path = "/api/journeys/{id}/resume",
                          .permission = kAnalyst,
                          .summary = "Go on where it was paused; what was done meanwhile counts"}),
      json_route<stop>({.method = post,
                        .path = "/api/journeys/{id}/stop",
                        .permission = kAnalyst,
                        .summary = "End it: whoever is inside leaves, and what waits is not sent"}),
      json_route<numbers>({.path = "/api/journeys/{id}/numbers",
                           .permission = kViewer,
                           .summary = "How many took each way at each step, who stands where, and what was sent"}),
      json_route<persons>({.path = "/api/journeys/{id}/persons",
                           .permission = kViewer,
                           .summary = "The persons behind those numbers",
                           .query = {{"version", "integer", "of one version alone"},
                                     {"step", "string", "id; none: of entering and ending"},
                                     {"outcome", "string", "who went on that way"},
                                     {"standing", "boolean", "who is there now"},
                                     {"held", "boolean", "of the control group, or not of it"}}}),
      json_route<ways>({.path = "/api/persons/{person}/journeys",
                        .permission = kViewer,
                        .summary = "The journeys of one person, and where he is in them"}),
  };
}

}  // namespace throng::api
