// /api/sends: what became of each message. /api/sending, /api/suppressions, consents: who may be written to.
#include <algorithm>

#include "api/internal/sending.h"
#include "api/internal/who_is.h"
#include "api/json_route.h"
#include "api/messages/campaigns.h"
#include "api/messages/session.h"
#include "api/routes.h"
#include "engage/journey.h"
#include "engage/message_event.h"

namespace throng::api {
namespace {

constexpr std::uint64_t kMostSends = 1000;
constexpr std::size_t kMostAddresses = 10'000;

ledger::Db& db_of(Call& call) { return call.app.services.db; }

// ---- sends -----------------------------------------------------------------------------------------------------

Result<ledger::SendsWanted> wanted_by(Call& call) {
  ledger::SendsWanted wanted;
  THRONG_TRY(const auto run, call.query_number("run", 0, INT64_MAX));
  if (run != 0) wanted.run = static_cast<std::int64_t>(run);
  if (const std::string state = call.query_or("state", ""); !state.empty()) {
    ledger::SendState is{};
    if (!boost::describe::enum_from_string(state.c_str(), is)) return invalid("state", "expected a state of a send");
    wanted.state = is;
  }
  wanted.reason = call.query_or("reason", "");
  THRONG_TRY(wanted.limit, call.query_number("limit", 100, kMostSends));
  THRONG_TRY(const auto person, call.query_number("person", 0, UINT32_MAX));
  if (person == 0) return wanted;
  THRONG_TRY(const timeline::Snapshot snapshot, call.app.services.timeline.snapshot());
  wanted.persons = snapshot.numbers_of(snapshot.representative(static_cast<model::PersonNumber>(person)));
  return wanted;
}

Result<SendsResponse> sends(Call& call) {
  THRONG_TRY(const auto wanted, wanted_by(call));
  THRONG_TRY(const auto all, ledger::list_sends(db_of(call), call.app.project.id, wanted));
  THRONG_TRY(const auto runs, ledger::list_send_runs(db_of(call), call.app.project.id, ""));
  THRONG_TRY(auto campaigns, ledger::list_saved(db_of(call), call.app.project.id, engage::Campaign::kKind));
  THRONG_TRY(auto journeys, ledger::list_saved(db_of(call), call.app.project.id, engage::Journey::kKind));
  std::ranges::move(journeys, std::back_inserter(campaigns));
  THRONG_TRY(const timeline::Snapshot snapshot, call.app.services.timeline.snapshot());
  SendsResponse response;
  for (const ledger::Send& send : all) {
    SendView view;
    view.id = send.id;
    view.run = send.run;
    const auto run = std::ranges::find(runs, send.run, &ledger::SendRun::id);
    if (run != runs.end()) view.campaign = run->campaign;
    const auto campaign = std::ranges::find(campaigns, view.campaign, &ledger::Saved::id);
    if (campaign != campaigns.end()) view.campaign_name = campaign->name;
    view.person = snapshot.representative(send.person);
    if (auto id = engage::shown_id(call.app.services.collector, view.person)) view.name = std::move(id->value);
    view.state = send.state;
    view.variant = send.variant;
    view.channel = send.channel;
    view.reason = send.reason;
    view.held = send.held;
    view.due = send.due;
    view.at = send.at;
    view.tries = send.tries;
    response.sends.push_back(std::move(view));
  }
  return response;
}

Result<Empty> reconcile(Call& call, const ReconcileRequest& request) {
  THRONG_TRY(const auto send, call.param_number(0, "send"));
  THRONG_CHECK(ledger::reconcile_send(db_of(call), static_cast<std::int64_t>(send), request.state, call.app.now()));
  if (call.app.services.office != nullptr) call.app.services.office->nudge();
  return Empty{};
}

// ---- rules -----------------------------------------------------------------------------------------------------

// Whoever has the address for reports can have addresses suppressed: analysts may do so anyway.
SendingRulesView view_of(Call& call, const engage::SendingRules& rules, const std::string& secret) {
  SendingRulesView view;
  static_cast<engage::SendingRules&>(view) = rules;
  if (check_role(*call.principal, Permission::analyst))
    view.reports_url = engage::Links(sending_url(call), secret).reports();
  view.public_url = sending_url(call);
  if (const engage::PostOffice* const office = call.app.services.office; office != nullptr) {
    view.channels = office->channels();
    view.web_push_key = office->web_push_key();
  }
  return view;
}

Result<SendingRulesView> rules(Call& call) {
  THRONG_TRY(const engage::StoredRules stored, rules_of(call.app));
  return view_of(call, stored, stored.secret);
}

Result<SendingRulesView> change_rules(Call& call, const engage::SendingRules& wanted) {
  THRONG_CHECK(engage::put_sending_rules(db_of(call), call.app.project.id, wanted, call.app.now()));
  return rules(call);
}

Result<ResponseHabitsView> response_habits(Call& call) {
  THRONG_TRY(const engage::StoredRules rules, rules_of(call.app));
  const auto habits = responses_of(call.app);
  audience::Audience& audience = call.app.services.audience;
  const Instant now = call.app.now();
  const std::stop_token stop = call.request.gone;
  const engage::ResponseHours::Wanted wanted{audience, call.app.calendar, rules.zone_trait, now};
  THRONG_TRY(const auto hours, habits->hours.get(now, [&] { return engage::ResponseHours::read(wanted, stop); }));
  THRONG_TRY(const auto channels,
             habits->channels.get(now, [&] { return engage::ResponseChannels::read(audience, now, stop); }));
  ResponseHabitsView view{hours->responses(), hours->is_enough(), {}, {}};
  view.hours.assign(hours->everybody().begin(), hours->everybody().end());
  for (const auto& [channel, counts] : channels->everybody())
    view.channels.push_back({channel, counts.sent, counts.responded});
  return view;
}

// ---- suppressions ----------------------------------------------------------------------------------------------

Result<SuppressionsResponse> suppressions(Call& call) {
  THRONG_TRY(const auto limit, call.query_number("limit", 100, kMostSends));
  THRONG_TRY(auto found, ledger::list_suppressions(db_of(call), call.app.project.id,
                                                   {call.query_or("channel", ""), call.query_or("begin", ""), limit}));
  return SuppressionsResponse{std::move(found)};
}

Result<void> check(const SuppressRequest& request) {
  if (request.addresses.size() > kMostAddresses)
    return fail(ErrorCode::too_large, "at most 10,000 addresses at once", "addresses");
  engage::ChannelKind kind{};
  if (!boost::describe::enum_from_string(request.channel.c_str(), kind))
    return invalid("channel", "expected a channel");
  return {};
}

Result<SuppressResponse> suppress(Call& call, const SuppressRequest& request) {
  THRONG_CHECK(check(request));
  std::vector<ledger::Suppression> all;
  for (const std::string& address : request.addresses)
    all.push_back({request.channel, address, "by hand", call.principal->name, call.app.now()});
  THRONG_TRY(const auto added, ledger::add_suppressions(db_of(call), call.app.project.id, all));
  return SuppressResponse{added};
}

Result<SuppressResponse> release(Call& call, const SuppressRequest& request) {
  THRONG_CHECK(check(request));
  SuppressResponse response;
  for (const std::string& address : request.addresses) {
    ledger::Suppression one;
    one.channel = request.channel;
    one.address = address;
    const auto removed = ledger::remove_suppression(db_of(call), call.app.project.id, one);
    if (!removed && removed.error().code != ErrorCode::not_found) return std::unexpected(removed.error());
    response.changed += removed ? 1 : 0;
  }
  return response;
}

// ---- consents --------------------------------------------------------------------------------------------------

Result<ConsentsResponse> consents(Call& call) {
  THRONG_TRY(const Who who, who_is(call));
  THRONG_TRY(auto all, ledger::list_consents(db_of(call), call.app.project.id, who.numbers));
  std::ranges::sort(all, std::ranges::greater{}, &ledger::Consent::at);
  ConsentsResponse response;
  for (const ledger::Consent& one : all)
    response.consents.push_back({one.channel, one.topic, one.source, one.granted, one.at});
  return response;
}

Result<ConsentsResponse> decide(Call& call, const ConsentRequest& request) {
  THRONG_TRY(const Who who, who_is(call));
  const ledger::Consent consent{who.representative, request.channel,      request.topic,
                                request.granted,    call.principal->name, call.app.now()};
  THRONG_CHECK(ledger::put_consents(db_of(call), call.app.project.id, {&consent, 1}));
  return consents(call);
}

}  // namespace

std::vector<Route> send_routes() {
  using enum http::Method;
  constexpr auto kViewer = Permission::viewer;
  constexpr auto kAnalyst = Permission::analyst;
  return {
      json_route<sends>({.path = "/api/sends",
                         .permission = kViewer,
                         .summary = "What became of messages, newest first",
                         .query = {{"run", "integer", "only those of this run"},
                                   {"person", "integer", "only those to this person"},
                                   {"state", "string", "only those in this state"},
                                   {"reason", "string", "only those with this reason"},
                                   {"limit", "integer", "at most this many; 100"}}}),
      json_route<reconcile>({.method = post,
                             .path = "/api/sends/{send}/reconcile",
                             .permission = kAnalyst,
                             .summary = "Say what became of a message of which that was not known"}),
      json_route<rules>({.path = "/api/sending",
                         .permission = kViewer,
                         .summary = "Topics, caps, quiet hours, control group, and who messages come from"}),
      json_route<response_habits>({.path = "/api/sending/response-habits",
                                   .permission = kViewer,
                                   .summary = "In which hours of the day, and by which channels people respond"}),
      json_route<change_rules>(
          {.method = put, .path = "/api/sending", .permission = Permission::owner, .summary = "Change these rules"}),
      json_route<suppressions>({.path = "/api/suppressions",
                                .permission = kViewer,
                                .summary = "Addresses that are not written to",
                                .query = {{"channel", "string", "only of this channel"},
                                          {"begin", "string", "only those that begin so"},
                                          {"limit", "integer", "at most this many; 100"}}}),
      json_route<suppress>({.method = post,
                            .path = "/api/suppressions",
                            .permission = kAnalyst,
                            .summary = "Write to these addresses no more"}),
      json_route<release>({.method = post,
                           .path = "/api/suppressions/remove",
                           .permission = kAnalyst,
                           .summary = "These may be written to again"}),
      json_route<consents>({.path = "/api/persons/{person}/consents",
                            .permission = kViewer,
                            .summary = "What a person decided about being written to, latest first"}),
      json_route<decide>({.method = post,
                          .path = "/api/persons/{person}/consents",
                          .permission = kAnalyst,
                          .summary = "Write down what a person decided"}),
  };
}

}  // namespace throng::api
