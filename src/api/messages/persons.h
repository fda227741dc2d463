// Persons, their events, and what links their ids.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/json.h"
#include "model/event.h"

namespace throng::api {

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
struct GivenId {
  model::IdKind kind = model::IdKind::user;
  std::string value;
  static constexpr std::string_view kRequired[] = {"value"};
};
BOOST_DESCRIBE_STRUCT(GivenId, (), (kind, value))
struct MergeRequest {  // POST /api/persons/merge; POST /api/links/{id}/undo takes Empty
  GivenId from;
  GivenId into;
  std::string why;
  static constexpr std::string_view kRequired[] = {"from", "into"};
};
BOOST_DESCRIBE_STRUCT(MergeRequest, (), (from, into, why))
struct LinksResponse {  // GET /api/links?kind=&person=&limit=&offset=, newest first
  std::uint64_t total = 0;
  std::vector<LinkView> links;
};
BOOST_DESCRIBE_STRUCT(LinksResponse, (), (total, links))

}  // namespace throng::api
