// What is known of one person beside her events: how traits came about, what she did and bought, where she belongs,
// and what operators noted.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "api/messages/persons.h"
#include "audience/playbook.h"

namespace throng::api {

// One value of a trait, and the $identify that brought it.
struct TraitChange {
  json::Raw value;  // null: unset
  Instant since{};
  Instant last_said{};                     // the last $identify that said the same, before another value
  std::uint64_t times = 0;                 // that said it
  std::string event;                       // id of the first of these
  model::IdKind by = model::IdKind::user;  // the id it was said of
  std::string by_id;
  std::string channel, device;  // of that event; "": not known
};
BOOST_DESCRIBE_STRUCT(TraitChange, (), (value, since, last_said, times, event, by, by_id, channel, device))
struct TraitHistory {
  std::string name;
  std::vector<TraitChange> changes;  // newest first
  std::uint64_t older = 0;           // changes that are not listed
};
BOOST_DESCRIBE_STRUCT(TraitHistory, (), (name, changes, older))
struct TraitsResponse {              // GET /api/persons/{person}/traits
  std::vector<TraitHistory> traits;  // by name
  bool more = false;                 // there are older $identify events than were looked at
};
BOOST_DESCRIBE_STRUCT(TraitsResponse, (), (traits, more))

struct PersonFigures {       // GET /api/persons/{person}/figures; ever
  std::uint64_t events = 0;  // activities: those of the system are not counted
  std::uint64_t sessions = 0;
  std::uint64_t active_days = 0;  // of the project's calendar
  std::optional<Instant> first, last;
  std::optional<std::uint64_t> purchases;  // absent: no event is mapped as the purchase
  std::optional<double> revenue;           // absent: no property of it is mapped as the revenue
  std::optional<Instant> last_purchase;
  std::string currency;
  std::vector<audience::PlayRole> missing;  // purchase, revenue
};
BOOST_DESCRIBE_STRUCT(PersonFigures, (),
                      (events, sessions, active_days, first, last, purchases, revenue, last_purchase, currency,
                       missing))

// A segment, or the layer of a scheme, that the person is in now.
struct BelongsTo {
  std::string id, name;
  std::string layer;               // "" of a segment
  std::optional<Instant> entered;  // of a live segment: the very instant
  std::optional<std::string> day;  // else the first kept version without a break, as a date; absent: none has it yet
  bool or_before = false;          // no older version is kept
};
BOOST_DESCRIBE_STRUCT(BelongsTo, (), (id, name, layer, entered, day, or_before))
struct PersonAudiences {  // GET /api/persons/{person}/audiences
  std::vector<BelongsTo> segments, layers;
};
BOOST_DESCRIBE_STRUCT(PersonAudiences, (), (segments, layers))

struct NoteBody {    // POST /api/persons/{person}/notes, PUT /api/notes/{id}
  std::string text;  // 1..ledger::kMaxNote characters
  static constexpr std::string_view kRequired[] = {"text"};
};
BOOST_DESCRIBE_STRUCT(NoteBody, (), (text))
struct NoteView {
  std::string id;
  model::PersonNumber person = 0;  // the number it was written to
  std::string text;
  std::string author;
  Instant created{}, updated{};
  bool may_edit = false;    // who asks wrote it
  bool may_delete = false;  // or is an owner
};
BOOST_DESCRIBE_STRUCT(NoteView, (), (id, person, text, author, created, updated, may_edit, may_delete))
struct NotesResponse {  // GET /api/persons/{person}/notes, newest first
  std::vector<NoteView> notes;
};
BOOST_DESCRIBE_STRUCT(NotesResponse, (), (notes))

}  // namespace throng::api
