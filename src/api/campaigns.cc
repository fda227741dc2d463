// /api/campaigns: who is written to, when, and how far that is.
#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "api/internal/phases.h"
#include "api/internal/saved_resource.h"
#include "api/internal/sending.h"
#include "api/json_route.h"
#include "api/messages/campaigns.h"
#include "api/routes.h"

namespace throng::api {
namespace {

using engage::Campaign;
using ledger::CampaignPhase;
using ledger::RunState;
using ledger::SendState;
using Campaigns = SavedResource<CampaignBody, CampaignView>;

ledger::Db& db_of(Call& call) { return call.app.services.db; }

// Over all runs of all campaigns, or of one.
using Counts = std::map<std::string, std::vector<ledger::SendCount>>;
Result<Counts> counts_of(Call& call, std::string_view campaign) {
  THRONG_TRY(const auto runs, ledger::list_send_runs(db_of(call), call.app.project.id, campaign));
  Counts counts;
  for (const ledger::SendRun& run : runs) {
    THRONG_TRY(const auto some, ledger::count_sends(db_of(call), run.id));
    auto& all = counts[run.campaign];
    all.insert(all.end(), some.begin(), some.end());
  }
  return counts;
}

void add(CampaignView& view, const ledger::SendCount& count) {
  switch (count.state) {
    case SendState::sent: view.sent += count.count; break;
    case SendState::held_out: view.held_out += count.count; break;
    case SendState::queued:
    case SendState::claimed:
    case SendState::handing: view.waiting += count.count; break;
    case SendState::refused:
    case SendState::unknown: view.failed += count.count; break;
    case SendState::dropped: break;
  }
}

Result<CampaignView> view_of(Call& call, const ledger::Saved& saved, const Counts& counts) {
  THRONG_TRY(CampaignView view, Campaigns::view_of(saved));
  THRONG_TRY(const auto state, ledger::find_campaign_state(db_of(call), saved.id));
  view.phase = state.phase;
  view.next = state.next;
  view.by = state.by;
  if (const auto found = counts.find(saved.id); found != counts.end())
    for (const ledger::SendCount& count : found->second) add(view, count);
  return view;
}

Result<CampaignView> view_of(Call& call, const ledger::Saved& saved) {
  THRONG_TRY(const Counts counts, counts_of(call, saved.id));
  return view_of(call, saved, counts);
}

Result<ledger::Saved> saved_in(Call& call) { return ledger::find_saved(db_of(call), Campaigns::key(call)); }

Result<CampaignsResponse> list(Call& call) {
  THRONG_TRY(const auto all, ledger::list_saved(db_of(call), call.app.project.id, Campaign::kKind));
  THRONG_TRY(const Counts counts, counts_of(call, ""));
  CampaignsResponse response;
  for (const ledger::Saved& saved : all) {
    THRONG_TRY(CampaignView view, view_of(call, saved, counts));
    response.campaigns.push_back(std::move(view));
  }
  return response;
}

Result<CampaignView> find(Call& call) {
  THRONG_TRY(const auto saved, saved_in(call));
  return view_of(call, saved);
}

// ---- saving ----------------------------------------------------------------------------------------------------

Result<engage::RunPlan> plan_of(Call& call, const std::string& name, const Campaign& campaign) {
  engage::RunPlan plan{.name = name, .campaign = campaign, .messages = {}};
  for (std::size_t i = 0; i < campaign.variants.size(); ++i) {
    const std::string field = fmt::format("variants[{}].message", i);
    const auto saved =
        ledger::find_saved(db_of(call), {call.app.project.id, engage::Message::kKind, campaign.variants[i].message});
    if (!saved) return invalid(field, "there is no such template");
    THRONG_TRY(engage::Message message, engage::message_of(*saved));
    if (message.channel != campaign.channel) return invalid(field, "this template is for another channel");
    plan.messages.push_back(std::move(message));
  }
  return plan;
}

Result<void> check_names(Call& call, const Campaign& campaign) {
  THRONG_CHECK(plan_of(call, "", campaign));
  THRONG_CHECK(check_topic(call, campaign.topic, "topic"));
  return check_named(call, campaign.audience, "audience");
}

Result<CampaignView> create(Call& call, const CampaignBody& body) {
  THRONG_TRY(auto wanted, Campaigns::wanted(call, "", body));
  THRONG_CHECK(check_names(call, body));
  THRONG_TRY(const auto added, ledger::add_saved(db_of(call), std::move(wanted), call.app.now()));
  return view_of(call, added);
}

// What is being sent is not changed under the hands of whoever sends it; what waits is taken back first.
Result<CampaignView> change(Call& call, const CampaignBody& body) {
  THRONG_TRY(const auto before, saved_in(call));
  THRONG_TRY(const auto state, ledger::find_campaign_state(db_of(call), before.id));
  if (state.phase == CampaignPhase::active || state.phase == CampaignPhase::in_review)
    return fail(ErrorCode::conflict, "pause or stop the campaign before you change it");
  THRONG_TRY(const auto wanted, Campaigns::wanted(call, before.id, body));
  THRONG_CHECK(check_names(call, body));
  THRONG_TRY(const auto changed, ledger::update_saved(db_of(call), wanted, call.app.now()));
  return view_of(call, changed);
}

Result<CampaignView> clone(Call& call) {
  THRONG_TRY(auto saved, saved_in(call));
  THRONG_TRY(const auto added, add_copy(call, std::move(saved)));
  return view_of(call, added);
}

Result<Empty> remove_one(Call& call) {
  THRONG_TRY(const auto saved, saved_in(call));
  THRONG_TRY(const auto runs, ledger::list_send_runs(db_of(call), call.app.project.id, saved.id));
  if (!runs.empty())
    return fail(ErrorCode::conflict, "this campaign was sent: it stays, so that one can see who got what");
  return Campaigns::remove_one(call);
}

// ---- phases ----------------------------------------------------------------------------------------------------

Result<CampaignView> go(Call& call, const ledger::Saved& saved, const std::vector<CampaignPhase>& from,
                        CampaignPhase to, std::optional<Instant> next) {
  THRONG_CHECK(change_phase(call, saved.id, {from, to, next}));
  return view_of(call, saved);
}

Result<CampaignView> activate(Call& call, const ledger::Saved& saved, const std::vector<CampaignPhase>& from) {
  THRONG_TRY(const Campaign campaign, engage::campaign_of(saved));
  THRONG_CHECK(check_names(call, campaign));
  THRONG_TRY(engage::PostOffice* const office, office_of(call.app));
  THRONG_CHECK(office->check_open(campaign.channel));
  THRONG_TRY(const Instant first, first_time(call, campaign.timing));
  return go(call, saved, from, CampaignPhase::active, first);
}

Result<CampaignView> start(Call& call) {
  THRONG_TRY(const auto saved, saved_in(call));
  THRONG_TRY(const auto rules, rules_of(call.app));
  const std::vector<CampaignPhase> from = {CampaignPhase::draft, CampaignPhase::ended};
  if (rules.review) return go(call, saved, from, CampaignPhase::in_review, std::nullopt);
  return activate(call, saved, from);
}

Result<CampaignView> approve(Call& call) {
  THRONG_TRY(const auto saved, saved_in(call));
  THRONG_CHECK(check_other_approves(call, saved.id));
  return activate(call, saved, {CampaignPhase::in_review});
}

Result<CampaignView> reject(Call& call) {
  THRONG_TRY(const auto saved, saved_in(call));
  return go(call, saved, {CampaignPhase::in_review}, CampaignPhase::draft, std::nullopt);
}

// A run that is still being queued could not be gone on with: its audience would be another one then.
Result<void> check_none_fills(Call& call, const ledger::Saved& saved) {
  THRONG_TRY(const auto runs, ledger::list_send_runs(db_of(call), call.app.project.id, saved.id));
  if (std::ranges::find(runs, RunState::filling, &ledger::SendRun::state) == runs.end()) return {};
  return fail(ErrorCode::conflict, "the audience is being queued: pause in a few seconds, or stop the campaign");
}

Result<CampaignView> pause(Call& call) {
  THRONG_TRY(const auto saved, saved_in(call));
  THRONG_CHECK(check_none_fills(call, saved));
  THRONG_TRY(const auto state, ledger::find_campaign_state(db_of(call), saved.id));
  THRONG_CHECK(change_runs(call, saved.id, {{RunState::running}, RunState::paused, {}}));
  return go(call, saved, {CampaignPhase::active}, CampaignPhase::paused, state.next);
}

Result<CampaignView> resume(Call& call) {
  THRONG_TRY(const auto saved, saved_in(call));
  THRONG_TRY(const auto state, ledger::find_campaign_state(db_of(call), saved.id));
  THRONG_TRY(const Campaign campaign, engage::campaign_of(saved));
  const auto next = time_after_pause(call, campaign.timing, state.next);
  THRONG_CHECK(change_runs(call, saved.id, {{RunState::paused}, RunState::running, {}}));
  return go(call, saved, {CampaignPhase::paused}, CampaignPhase::active, next);
}

Result<CampaignView> stop(Call& call) {
  THRONG_TRY(const auto saved, saved_in(call));
  const std::string by = "stopped by " + call.principal->name;
  THRONG_CHECK(
      change_runs(call, saved.id, {{RunState::filling, RunState::running, RunState::paused}, RunState::stopped, by}));
  // Without open runs the server may have ended it meanwhile.
  using enum CampaignPhase;
  return go(call, saved, {active, paused, in_review, ended}, ended, std::nullopt);
}

// ---- looking ---------------------------------------------------------------------------------------------------

Result<engage::Rehearsal> rehearse(Call& call, const std::string& id, const std::string& name,
                                   const Campaign& campaign) {
  THRONG_TRY(auto plan, plan_of(call, name, campaign));
  THRONG_TRY(const auto composer, engage::Composer::create(id, std::move(plan)));
  THRONG_TRY(const auto rules, rules_of(call.app));
  const engage::Links links(sending_url(call), rules.secret);
  const auto responses = responses_of(call.app);
  return engage::rehearse({{call.app.services.audience, call.app.services.collector, call.app.calendar},
                           rules,
                           links,
                           call.app.now(),
                           *responses},
                          id, composer, call.request.gone);
}

Result<engage::Rehearsal> rehearse_draft(Call& call, const CampaignBody& body) {
  Campaign campaign = body;
  THRONG_CHECK(engage::check(campaign));
  THRONG_CHECK(check_names(call, campaign));
  return rehearse(call, call.query_or("campaign", "rehearsal"), body.name, campaign);
}

Result<engage::Rehearsal> rehearse_saved(Call& call) {
  THRONG_TRY(const auto saved, saved_in(call));
  THRONG_TRY(const Campaign campaign, engage::campaign_of(saved));
  THRONG_CHECK(check_names(call, campaign));
  return rehearse(call, saved.id, saved.name, campaign);
}

Result<RunsResponse> runs(Call& call) {
  THRONG_TRY(const auto saved, saved_in(call));
  THRONG_TRY(const auto all, ledger::list_send_runs(db_of(call), call.app.project.id, saved.id));
  RunsResponse response;
  for (const ledger::SendRun& run : all) {
    RunView view{run.id, run.occasion, run.state, run.problem, run.winner, run.created, run.ended, {}};
    THRONG_TRY(const auto counts, ledger::count_sends(db_of(call), run.id));
    for (const ledger::SendCount& one : counts) view.counts.push_back({one.state, one.reason, one.variant, one.count});
    response.runs.push_back(std::move(view));
  }
  return response;
}

}  // namespace

std::vector<Route> campaign_routes() {
  using enum http::Method;
  constexpr auto kViewer = Permission::viewer;
  constexpr auto kAnalyst = Permission::analyst;
  return {
      json_route<list>(
          {.path = "/api/campaigns", .permission = kViewer, .summary = "All campaigns, and how far they are"}),
      json_route<create>(
          {.method = post, .path = "/api/campaigns", .permission = kAnalyst, .summary = "Add a campaign, as a draft"}),
      json_route<rehearse_draft>(
          {.method = post,
           .path = "/api/campaigns/rehearse",
           .permission = kViewer,
           .summary = "Who would get what if this went out now, and what their messages would lack",
           .query = {{"campaign", "string", "id of the saved one: its draw of lots"}},
           .run_on = RunOn::heavy}),
      json_route<find>({.path = "/api/campaigns/{id}", .permission = kViewer, .summary = "One campaign"}),
      json_route<change>({.method = put,
                          .path = "/api/campaigns/{id}",
                          .permission = kAnalyst,
                          .summary = "Change a campaign that is not active; runs that have begun stay as they are"}),
      json_route<remove_one>({.method = remove,
                              .path = "/api/campaigns/{id}",
                              .permission = kAnalyst,
                              .summary = "Delete a campaign that was never sent"}),
      json_route<rehearse_saved>({.method = post,
                                  .path = "/api/campaigns/{id}/rehearse",
                                  .permission = kViewer,
                                  .summary = "The same of a campaign as it is saved",
                                  .run_on = RunOn::heavy}),
      json_route<clone>({.method = post,
                         .path = "/api/campaigns/{id}/clone",
                         .permission = kAnalyst,
                         .summary = "The same as a new draft"}),
      json_route<start>({.method = post,
                         .path = "/api/campaigns/{id}/start",
                         .permission = kAnalyst,
                         .summary = "Send it, at its time; where campaigns are reviewed, ask for that"}),
      json_route<approve>({.method = post,
                           .path = "/api/campaigns/{id}/approve",
                           .permission = kAnalyst,
                           .summary = "Let a campaign go that somebody else asked for"}),
      json_route<reject>({.method = post,
                          .path = "/api/campaigns/{id}/reject",
                          .permission = kAnalyst,
                          .summary = "Send a campaign that was asked for back to its draft"}),
      json_route<pause>({.method = post,
                         .path = "/api/campaigns/{id}/pause",
                         .permission = kAnalyst,
                         .summary = "Hand over nothing more until it is resumed"}),
      json_route<resume>({.method = post,
                          .path = "/api/campaigns/{id}/resume",
                          .permission = kAnalyst,
                          .summary = "Go on where it was paused"}),
      json_route<stop>({.method = post,
                        .path = "/api/campaigns/{id}/stop",
                        .permission = kAnalyst,
                        .summary = "End it; who has not got it yet does not"}),
      json_route<runs>({.path = "/api/campaigns/{id}/runs",
                        .permission = kViewer,
                        .summary = "Each time it was sent, newest first, with counts by state and reason"}),
  };
}

}  // namespace throng::api
