// /api/persons/{person}/notes, /api/notes: what operators note about a person.
#include "ledger/notes.h"

#include "api/internal/who_is.h"
#include "api/json_route.h"
#include "api/messages/person_facts.h"
#include "api/messages/session.h"
#include "api/routes.h"

namespace throng::api {
namespace {

bool may_edit(const Call& call, const ledger::Note& note) {
  return call.principal->role != ledger::Role::viewer && call.principal->name == note.author;
}
bool may_delete(const Call& call, const ledger::Note& note) {
  return may_edit(call, note) || call.principal->role == ledger::Role::owner;
}

NoteView view_of(const Call& call, const ledger::Note& note) {
  return {note.id,
          note.person,
          note.text,
          note.author,
          note.created,
          note.updated,
          may_edit(call, note),
          may_delete(call, note)};
}

Result<NotesResponse> list(Call& call) {
  THRONG_TRY(const Who who, who_is(call));
  THRONG_TRY(const auto notes, ledger::list_notes(call.app.services.db, call.app.project.id, who.numbers));
  NotesResponse response;
  for (const ledger::Note& note : notes) response.notes.push_back(view_of(call, note));
  return response;
}

Result<NoteView> add(Call& call, const NoteBody& body) {
  THRONG_TRY(const Who who, who_is(call));
  ledger::Note note{
      .project = call.app.project.id, .person = who.representative, .text = body.text, .author = call.principal->name};
  THRONG_TRY(const auto added, ledger::add_note(call.app.services.db, std::move(note), who.numbers, call.app.now()));
  return view_of(call, added);
}

Result<NoteView> change(Call& call, const NoteBody& body) {
  auto& db = call.app.services.db;
  THRONG_TRY(const auto note, ledger::find_note(db, call.app.project.id, call.params[0]));
  if (!may_edit(call, note)) return fail(ErrorCode::forbidden, "only who wrote a note may change it");
  THRONG_TRY(const auto changed, ledger::change_note(db, note, body.text, call.app.now()));
  return view_of(call, changed);
}

Result<Empty> remove_one(Call& call) {
  auto& db = call.app.services.db;
  THRONG_TRY(const auto note, ledger::find_note(db, call.app.project.id, call.params[0]));
  if (!may_delete(call, note)) return fail(ErrorCode::forbidden, "only who wrote a note, or an owner, may delete it");
  THRONG_CHECK(ledger::remove_note(db, call.app.project.id, note.id));
  return Empty{};
}

}  // namespace

std::vector<Route> note_routes() {
  using enum http::Method;
  constexpr auto kAnalyst = Permission::analyst;
  return {
      json_route<list>({.path = "/api/persons/{person}/notes",
                        .permission = Permission::viewer,
                        .summary = "What operators noted about a person, newest first"}),
      json_route<add>({.method = post,
                       .path = "/api/persons/{person}/notes",
                       .permission = kAnalyst,
                       .summary = "Note something about a person"}),
      json_route<change>(
          {.method = put, .path = "/api/notes/{id}", .permission = kAnalyst, .summary = "Change a note of one's own"}),
      json_route<remove_one>({.method = remove,
                              .path = "/api/notes/{id}",
                              .permission = kAnalyst,
                              .summary = "Delete a note of one's own; an owner may delete any"}),
  };
}

}  // namespace throng::api
