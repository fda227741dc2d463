// Requests and responses of the API, as described structs: JSON, /openapi.json and the web client's types
// all follow from these. Times are ISO 8601 in JSON.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "analyze/registry.h"
#include "base/json.h"
#include "ledger/operators.h"
#include "model/event.h"

namespace throng::api {

struct Empty {};
BOOST_DESCRIBE_STRUCT(Empty, (), ())

// ---- session -------------------------------------------------------------------------------------------------
struct SignInRequest {  // POST /api/session
  std::string email;
  std::string password;
};
BOOST_DESCRIBE_STRUCT(SignInRequest, (), (email, password))
struct OperatorView {
  std::int64_t id = 0;
  std::string email;
  std::string name;
  ledger::Role role = ledger::Role::viewer;
  std::string language;
};
BOOST_DESCRIBE_STRUCT(OperatorView, (), (id, email, name, role, language))
struct SessionView {  // answer of POST and GET /api/session; 401 when not signed in
  OperatorView who;
  model::Project project;
  std::string csrf;  // send as X-CSRF-Token with every POST, PUT, PATCH, DELETE
};
BOOST_DESCRIBE_STRUCT(SessionView, (), (who, project, csrf))
struct LanguageRequest {  // PUT /api/session/language
  std::string language;   // "zh-CN" or "en"
};
BOOST_DESCRIBE_STRUCT(LanguageRequest, (), (language))

struct PasswordRequest {  // PUT /api/session/password
  std::string current;
  std::string wanted;
};
BOOST_DESCRIBE_STRUCT(PasswordRequest, (), (current, wanted))

// ---- questions -----------------------------------------------------------------------------------------------
// POST /api/ask takes analyze::AskRequest.
struct AskResponse {
  std::string analysis;
  analyze::Engine engine = analyze::Engine::timeline;
  std::uint64_t snapshot = 0;
  double milliseconds = 0;
  json::Raw answer;  // TrendAnswer, FunnelAnswer, RetentionAnswer or SegmentAnswer
};
BOOST_DESCRIBE_STRUCT(AskResponse, (), (analysis, engine, snapshot, milliseconds, answer))
struct PersonsBehindRequest : analyze::PersonsRequest {  // POST /api/ask/persons
  std::uint64_t offset = 0;
  std::uint32_t limit = 50;  // 1..1000
};
BOOST_DESCRIBE_STRUCT(PersonsBehindRequest, (analyze::PersonsRequest), (offset, limit))

// ---- persons -------------------------------------------------------------------------------------------------
struct PersonRow {
  model::PersonNumber person = 0;
  std::string label;  // name or e-mail trait, else first user id, else first anonymous id
  std::vector<std::string> user_ids;
  std::uint64_t anonymous_ids = 0;
  std::optional<Instant> first_seen;
  std::optional<Instant> last_seen;
  std::uint64_t events = 0;
};
BOOST_DESCRIBE_STRUCT(PersonRow, (), (person, label, user_ids, anonymous_ids, first_seen, last_seen, events))
struct PersonsResponse {  // POST /api/ask/persons, GET /api/persons?query=&limit=
  std::uint64_t total = 0;
  std::vector<PersonRow> persons;
};
BOOST_DESCRIBE_STRUCT(PersonsResponse, (), (total, persons))
struct IdView {
  model::IdKind kind = model::IdKind::user;
  std::string value;
  model::PersonNumber number = 0;
};
BOOST_DESCRIBE_STRUCT(IdView, (), (kind, value, number))
struct TraitView {
  std::string name;
  json::Raw value;
  Instant since{};
};
BOOST_DESCRIBE_STRUCT(TraitView, (), (name, value, since))
struct SegmentRef {
  std::string id;
  std::string name;
};
BOOST_DESCRIBE_STRUCT(SegmentRef, (), (id, name))
struct LinkView {
  std::uint64_t id = 0;
  model::LinkKind kind = model::LinkKind::claim;
  IdView from;
  IdView into;
  std::uint64_t target = 0;
  Instant at{};
  std::string why;
  bool undone = false;
};
BOOST_DESCRIBE_STRUCT(LinkView, (), (id, kind, from, into, target, at, why, undone))
struct PersonView {  // GET /api/persons/{person}
  PersonRow summary;
  std::vector<IdView> ids;
  std::vector<TraitView> traits;
  std::vector<SegmentRef> segments;  // saved segments the person is in now
  std::vector<LinkView> links;       // merges that made this person
};
BOOST_DESCRIBE_STRUCT(PersonView, (), (summary, ids, traits, segments, links))
struct EventView {
  std::uint64_t number = 0;
  std::string id;
  model::PersonNumber person = 0;  // the representative
  std::string name;
  Instant time{};
  Instant received{};
  std::string anonymous_id, user_id, session, channel, device, os, browser, page;
  json::Raw properties;
};
BOOST_DESCRIBE_STRUCT(EventView, (),
                      (number, id, person, name, time, received, anonymous_id, user_id, session, channel, device, os,
                       browser, page, properties))
struct EventsResponse {  // GET /api/persons/{person}/events?before=ISO&limit=, newest first; GET /api/live sends
                         // EventView as SSE "event"
  std::vector<EventView> events;
  bool more = false;
};
BOOST_DESCRIBE_STRUCT(EventsResponse, (), (events, more))
struct MergeRequest {  // POST /api/persons/merge; POST /api/links/{id}/undo takes Empty; GET /api/links
  IdView from;         // number is not read
  IdView into;
  std::string why;
};
BOOST_DESCRIBE_STRUCT(MergeRequest, (), (from, into, why))
struct LinksResponse {
  std::vector<LinkView> links;
};
BOOST_DESCRIBE_STRUCT(LinksResponse, (), (links))

// ---- schema (for builders) -----------------------------------------------------------------------------------
struct EventNameView {
  std::string name;
  std::uint64_t events = 0;  // ever
  Instant last_seen{};
};
BOOST_DESCRIBE_STRUCT(EventNameView, (), (name, events, last_seen))
struct EventNamesResponse {  // GET /api/schema/events, most frequent first
  std::vector<EventNameView> events;
};
BOOST_DESCRIBE_STRUCT(EventNamesResponse, (), (events))
enum class PropertyType { text, number, boolean, instant, list };
BOOST_DESCRIBE_ENUM(PropertyType, text, number, boolean, instant, list)
struct PropertyView {
  std::string ref;                         // "event.price", "person.plan", "event.$channel"
  PropertyType type = PropertyType::text;  // of most values
};
BOOST_DESCRIBE_STRUCT(PropertyView, (), (ref, type))
struct PropertiesResponse {  // GET /api/schema/properties?event=NAME (absent: all)
  std::vector<PropertyView> properties;
};
BOOST_DESCRIBE_STRUCT(PropertiesResponse, (), (properties))
struct ValuesResponse {  // GET /api/schema/values?ref=event.plan&prefix=p, at most 50, most frequent first
  std::vector<std::string> values;
};
BOOST_DESCRIBE_STRUCT(ValuesResponse, (), (values))

// ---- segments ------------------------------------------------------------------------------------------------
struct SegmentBody {  // POST /api/segments, PUT /api/segments/{id}
  std::string name;
  std::string description;
  json::Raw filter;  // model::Filter
};
BOOST_DESCRIBE_STRUCT(SegmentBody, (), (name, description, filter))
struct SegmentView {
  std::string id, name, description;
  json::Raw filter;
  std::string owner;
  Instant created{};
  Instant updated{};
  std::optional<std::uint64_t> persons;  // size now; absent if the filter cannot be evaluated
};
BOOST_DESCRIBE_STRUCT(SegmentView, (), (id, name, description, filter, owner, created, updated, persons))
struct SegmentsResponse {  // GET /api/segments
  std::vector<SegmentView> segments;
};
BOOST_DESCRIBE_STRUCT(SegmentsResponse, (), (segments))

// ---- overview, quarantine, settings --------------------------------------------------------------------------
struct OverviewResponse {     // GET /api/overview
  std::uint64_t persons = 0;  // ever
  std::uint64_t events = 0;   // ever
  std::uint64_t active_today = 0;
  std::uint64_t active_yesterday = 0;
  std::uint64_t new_today = 0;
  std::uint64_t new_yesterday = 0;
  std::uint64_t events_today = 0;
  std::uint64_t events_yesterday = 0;
  std::uint64_t quarantined = 0;  // last 7 days
};
BOOST_DESCRIBE_STRUCT(OverviewResponse, (),
                      (persons, events, active_today, active_yesterday, new_today, new_yesterday, events_today,
                       events_yesterday, quarantined))
struct QuarantineItem {
  Instant at{};
  std::string source, reason, field, message, body;
  std::uint64_t line = 0;
};
BOOST_DESCRIBE_STRUCT(QuarantineItem, (), (at, source, reason, field, message, body, line))
struct QuarantineResponse {  // GET /api/quarantine?reason=&limit=&offset=, newest first
  std::uint64_t total = 0;
  std::vector<QuarantineItem> items;
};
BOOST_DESCRIBE_STRUCT(QuarantineResponse, (), (total, items))
struct KeyView {
  std::int64_t id = 0;
  ledger::KeyKind kind = ledger::KeyKind::write;
  std::string label;
  std::string shown;
  ledger::Role role = ledger::Role::owner;
  Instant created{};
};
BOOST_DESCRIBE_STRUCT(KeyView, (), (id, kind, label, shown, role, created))
struct KeysResponse {  // GET /api/keys
  std::vector<KeyView> keys;
};
BOOST_DESCRIBE_STRUCT(KeysResponse, (), (keys))
struct NewKeyRequest {  // POST /api/keys
  ledger::KeyKind kind = ledger::KeyKind::write;
  std::string label;
  ledger::Role role = ledger::Role::owner;
};
BOOST_DESCRIBE_STRUCT(NewKeyRequest, (), (kind, label, role))
struct NewKeyResponse {
  KeyView key;
  std::string text;  // shown this once
};
BOOST_DESCRIBE_STRUCT(NewKeyResponse, (), (key, text))
struct OperatorsResponse {  // GET /api/operators
  std::vector<OperatorView> operators;
};
BOOST_DESCRIBE_STRUCT(OperatorsResponse, (), (operators))
struct NewOperatorRequest {  // POST /api/operators
  std::string email, name, password;
  ledger::Role role = ledger::Role::viewer;
};
BOOST_DESCRIBE_STRUCT(NewOperatorRequest, (), (email, name, password, role))

struct RoleRequest {  // PUT /api/operators/{id}/role; DELETE /api/operators/{id}
  ledger::Role role = ledger::Role::viewer;
};
BOOST_DESCRIBE_STRUCT(RoleRequest, (), (role))

// ---- collect -------------------------------------------------------------------------------------------------
struct CollectResponse {  // POST /v1/...; only `success` when every event was fine
  bool success = true;
  std::optional<std::uint32_t> accepted, duplicates, quarantined;
  std::optional<std::vector<std::string>> problems;
};
BOOST_DESCRIBE_STRUCT(CollectResponse, (), (success, accepted, duplicates, quarantined, problems))
struct SegmentIntegration {
  std::string apiKey;
  std::string apiHost;   // "host:port/v1"
  std::string protocol;  // "http" or "https"
};
BOOST_DESCRIBE_STRUCT(SegmentIntegration, (), (apiKey, apiHost, protocol))
struct SdkMetrics {
  double sampleRate = 0;
};
BOOST_DESCRIBE_STRUCT(SdkMetrics, (), (sampleRate))
struct SdkSettings {  // GET /v1/projects/{writeKey}/settings: the Segment browser SDK's own names
  std::map<std::string, SegmentIntegration> integrations;
  std::map<std::string, json::Raw> plan;
  std::map<std::string, json::Raw> edgeFunction;
  bool analyticsNextEnabled = true;
  SdkMetrics metrics;
};
BOOST_DESCRIBE_STRUCT(SdkSettings, (), (integrations, plan, edgeFunction, analyticsNextEnabled, metrics))

// RFC 9457, content type application/problem+json.
struct Problem {
  std::string type;   // "about:blank"
  std::string title;  // the error code's name
  int status = 500;
  std::string detail;                // what is wrong and what to do
  std::optional<std::string> field;  // dotted path in the request
};
BOOST_DESCRIBE_STRUCT(Problem, (), (type, title, status, detail, field))

}  // namespace throng::api
