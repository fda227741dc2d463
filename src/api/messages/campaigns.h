// Messages (templates), campaigns, their runs and what became of each send; the rules of sending.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "api/messages/saved.h"
#include "engage/campaign.h"
#include "engage/channels/sms_length.h"
#include "engage/rehearsal.h"
#include "engage/rules.h"
#include "ledger/campaign_states.h"
#include "ledger/consents.h"
#include "ledger/sends.h"

namespace throng::api {

struct TemplateBody : SavedWords, engage::Message {  // POST /api/templates, PUT /api/templates/{id}
  using Thing = engage::Message;
  static constexpr std::string_view kRequired[] = {"name", "contents"};
};
BOOST_DESCRIBE_STRUCT(TemplateBody, (SavedWords, engage::Message), ())
struct TemplateView : SavedView, engage::Message {};
BOOST_DESCRIBE_STRUCT(TemplateView, (SavedView, engage::Message), ())
struct TemplatesResponse {  // GET /api/templates
  std::vector<TemplateView> templates;
};
BOOST_DESCRIBE_STRUCT(TemplatesResponse, (), (templates))

struct PreviewRequest {  // POST /api/templates/preview
  engage::Message message;
  model::PersonNumber person = 0;  // as whom; 0: somebody of whom nothing is known
  std::string language;            // "": the person's own
  static constexpr std::string_view kRequired[] = {"message"};
};
BOOST_DESCRIBE_STRUCT(PreviewRequest, (), (message, person, language))
struct PreviewResponse {
  std::string to, subject, html, text, url;
  std::vector<std::string> missing;      // printed, but the person does not have it
  std::optional<engage::SmsLength> sms;  // how many short messages it makes; of SMS only
};
BOOST_DESCRIBE_STRUCT(PreviewResponse, (), (to, subject, html, text, url, missing, sms))
struct TestSendRequest {  // POST /api/templates/test
  engage::Message message;
  std::string to;                  // an address of the message's channel; not looked at where it has one for all
  model::PersonNumber person = 0;  // as whom
  static constexpr std::string_view kRequired[] = {"message"};
};
BOOST_DESCRIBE_STRUCT(TestSendRequest, (), (message, to, person))
struct TestSendResponse {
  engage::Handed how = engage::Handed::later;
  std::string detail;
};
BOOST_DESCRIBE_STRUCT(TestSendResponse, (), (how, detail))

struct CampaignBody : SavedWords, engage::Campaign {  // POST /api/campaigns, PUT /api/campaigns/{id}
  using Thing = engage::Campaign;
  static constexpr std::string_view kRequired[] = {"name", "audience", "variants"};
};
BOOST_DESCRIBE_STRUCT(CampaignBody, (SavedWords, engage::Campaign), ())
struct CampaignView : SavedView, engage::Campaign {
  ledger::CampaignPhase phase = ledger::CampaignPhase::draft;
  std::optional<Instant> next;                                    // when it is sent next
  std::string by;                                                 // who last changed the phase
  std::uint64_t sent = 0, held_out = 0, waiting = 0, failed = 0;  // over all runs
};
BOOST_DESCRIBE_STRUCT(CampaignView, (SavedView, engage::Campaign), (phase, next, by, sent, held_out, waiting, failed))
struct CampaignsResponse {  // GET /api/campaigns
  std::vector<CampaignView> campaigns;
};
BOOST_DESCRIBE_STRUCT(CampaignsResponse, (), (campaigns))

struct SendCountView {
  ledger::SendState state = ledger::SendState::queued;
  std::string reason;   // of those dropped or waiting; "" of others
  std::string variant;  // "": not chosen yet
  std::uint64_t count = 0;
};
BOOST_DESCRIBE_STRUCT(SendCountView, (), (state, reason, variant, count))
struct RunView {
  std::int64_t id = 0;
  Instant occasion{};
  ledger::RunState state = ledger::RunState::filling;
  std::string problem;
  std::string winner;  // the content that was chosen for those who waited for one; "": none was
  Instant created{};
  std::optional<Instant> ended;
  std::vector<SendCountView> counts;
};
BOOST_DESCRIBE_STRUCT(RunView, (), (id, occasion, state, problem, winner, created, ended, counts))
struct RunsResponse {  // GET /api/campaigns/{id}/runs, newest first
  std::vector<RunView> runs;
};
BOOST_DESCRIBE_STRUCT(RunsResponse, (), (runs))

struct SendView {
  std::int64_t id = 0;
  std::int64_t run = 0;
  std::string campaign, campaign_name;
  model::PersonNumber person = 0;
  std::string name;  // of the person, as lists show it
  ledger::SendState state = ledger::SendState::queued;
  std::string variant, channel, reason;
  bool held = false;
  Instant due{}, at{};
  std::uint32_t tries = 0;
};
BOOST_DESCRIBE_STRUCT(SendView, (),
                      (id, run, campaign, campaign_name, person, name, state, variant, channel, reason, held, due, at,
                       tries))
struct SendsResponse {  // GET /api/sends?run=&state=&reason=&person=&limit=, newest first
  std::vector<SendView> sends;
};
BOOST_DESCRIBE_STRUCT(SendsResponse, (), (sends))
struct ReconcileRequest {                             // POST /api/sends/{id}/reconcile
  ledger::SendState state = ledger::SendState::sent;  // sent, refused, or queued: send it again
  static constexpr std::string_view kRequired[] = {"state"};
};
BOOST_DESCRIBE_STRUCT(ReconcileRequest, (), (state))

struct SendingRulesView : engage::SendingRules {  // GET and PUT /api/sending
  std::vector<engage::ChannelKind> channels;      // that are set up in config.toml
  std::string web_push_key;  // what browsers subscribe with as applicationServerKey; "": web push is not set up
  std::string public_url;    // where the links in messages lead
  std::string reports_url;   // where mail servers and providers post bounces and complaints; "" for viewers
};
BOOST_DESCRIBE_STRUCT(SendingRulesView, (engage::SendingRules), (channels, web_push_key, public_url, reports_url))

struct ChannelResponses {
  engage::ChannelKind channel = engage::ChannelKind::email;
  std::uint64_t sent = 0, responded = 0;  // messages of the last 90 days, and those of them opened or clicked by humans
};
BOOST_DESCRIBE_STRUCT(ChannelResponses, (), (channel, sent, responded))
struct ResponseHabitsView {     // GET /api/sending/response-habits
  std::uint64_t responses = 0;  // of the last 90 days
  bool enough = false;          // to say when somebody responds most
  std::vector<double> hours;    // 24: everybody's shares by the hour of their own clocks, smoothed; they sum to 1
  std::vector<ChannelResponses> channels;  // that something was sent by
};
BOOST_DESCRIBE_STRUCT(ResponseHabitsView, (), (responses, enough, hours, channels))

struct SuppressionsResponse {  // GET /api/suppressions?channel=&begin=&limit=
  std::vector<ledger::Suppression> suppressions;
};
BOOST_DESCRIBE_STRUCT(SuppressionsResponse, (), (suppressions))
struct SuppressRequest {  // POST /api/suppressions, POST /api/suppressions/remove
  std::string channel = "email";
  std::vector<std::string> addresses;  // at most 10,000
  static constexpr std::string_view kRequired[] = {"addresses"};
};
BOOST_DESCRIBE_STRUCT(SuppressRequest, (), (channel, addresses))
struct SuppressResponse {
  std::uint64_t changed = 0;
};
BOOST_DESCRIBE_STRUCT(SuppressResponse, (), (changed))

struct ConsentView {
  std::string channel, topic, source;
  bool granted = false;
  Instant at{};
};
BOOST_DESCRIBE_STRUCT(ConsentView, (), (channel, topic, source, granted, at))
struct ConsentsResponse {             // GET /api/persons/{person}/consents
  std::vector<ConsentView> consents;  // decisions, latest first
};
BOOST_DESCRIBE_STRUCT(ConsentsResponse, (), (consents))
struct ConsentRequest {        // POST /api/persons/{person}/consents
  std::string channel, topic;  // "": all of them
  bool granted = false;
  static constexpr std::string_view kRequired[] = {"granted"};
};
BOOST_DESCRIBE_STRUCT(ConsentRequest, (), (channel, topic, granted))

}  // namespace throng::api
