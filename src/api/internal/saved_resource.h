// What the routes of saved things share: a body struct that is SavedWords and a thing of board/, a view that is
// SavedView and the same thing.
#pragma once

#include "api/internal/app_state.h"
#include "api/messages/saved.h"
#include "api/messages/session.h"
#include "api/route.h"
#include "board/history.h"

namespace throng::api {

template <class View>
Result<void> leave(Call&, View&) {
  return {};
}

template <class Body, class View>
struct SavedResource {
  using Thing = typename Body::Thing;

  static ledger::SavedKey key(const Call& call) { return {call.app.project.id, Thing::kKind, call.params[0]}; }

  static Result<View> view_of(const ledger::Saved& saved) {
    View view;
    THRONG_TRY(static_cast<Thing&>(view), json::read<Thing>(saved.body));
    static_cast<SavedView&>(view) = {saved.id,    saved.name,    saved.description,
                                     saved.owner, saved.created, saved.updated};
    return view;
  }

  static Result<std::vector<View>> all(Call& call) {
    THRONG_TRY(const auto saved, ledger::list_saved(call.app.services.db, call.app.project.id, Thing::kKind));
    std::vector<View> views;
    for (const ledger::Saved& one : saved) {
      THRONG_TRY(View view, view_of(one));
      views.push_back(std::move(view));
    }
    return views;
  }

  static Result<ledger::Saved> wanted(Call& call, std::string_view id, const Body& body) {
    Thing thing = body;
    THRONG_CHECK(check(thing));
    return ledger::Saved{.id = std::string(id),
                         .project = call.app.project.id,
                         .kind = Thing::kKind,
                         .name = body.name,
                         .description = body.description,
                         .body = json::to_string(thing),
                         .owner = call.principal->name};
  }

  // At most so many things of its history, newest first. A Look is what happened and `at`.
  template <class Look, class Event>
  static Result<std::vector<Look>> history(Call& call, std::string_view id, std::size_t limit) {
    THRONG_TRY(auto all, board::history_of<Event>(call.app.services.db, id, limit));
    std::vector<Look> looks;
    for (auto& one : all) {
      static_cast<Event&>(looks.emplace_back()) = std::move(one.event);
      looks.back().at = one.at;
    }
    return looks;
  }
  // As many as the query asks for.
  template <class Look, class Event>
  static Result<std::vector<Look>> history(Call& call) {
    THRONG_TRY(const auto limit, call.query_number("limit", 100, ledger::kKeptSavedEvents));
    THRONG_TRY(const auto saved, ledger::find_saved(call.app.services.db, key(call)));
    return history<Look, Event>(call, saved.id, limit);
  }

  // The routes' functions. `finish` adds to a view what the ledger does not know.
  template <Result<void> (*finish)(Call&, View&) = &leave<View>>
  static Result<View> find(Call& call) {
    THRONG_TRY(const auto saved, ledger::find_saved(call.app.services.db, key(call)));
    return finished<finish>(call, saved);
  }
  template <Result<void> (*finish)(Call&, View&) = &leave<View>>
  static Result<View> create(Call& call, const Body& body) {
    THRONG_TRY(auto saved, wanted(call, "", body));
    THRONG_TRY(const auto added, ledger::add_saved(call.app.services.db, std::move(saved), call.app.now()));
    return finished<finish>(call, added);
  }
  template <Result<void> (*finish)(Call&, View&) = &leave<View>>
  static Result<View> change(Call& call, const Body& body) {
    THRONG_TRY(const auto before, ledger::find_saved(call.app.services.db, key(call)));
    THRONG_TRY(const auto saved, wanted(call, before.id, body));
    THRONG_TRY(const auto changed, ledger::update_saved(call.app.services.db, saved, call.app.now()));
    return finished<finish>(call, changed);
  }
  static Result<Empty> remove_one(Call& call) {
    THRONG_CHECK(ledger::remove_saved(call.app.services.db, key(call)));
    return Empty{};
  }

  // A view of what was just read or written.
  template <Result<void> (*finish)(Call&, View&)>
  static Result<View> finished(Call& call, const ledger::Saved& saved) {
    THRONG_TRY(View view, view_of(saved));
    THRONG_CHECK(finish(call, view));
    return view;
  }
};

}  // namespace throng::api
