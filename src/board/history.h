// What happened to saved things, as their histories keep it.
#pragma once

#include <utility>
#include <vector>

#include "base/json.h"
#include "ledger/saved.h"

namespace throng::board {

template <class Event>
struct Happened {
  Instant at{};
  Event event;
  long long id = 0;
};

// Newest first.
template <class Event>
Result<std::vector<Happened<Event>>> history_of(ledger::Db& db, std::string_view saved, std::size_t limit) {
  THRONG_TRY(const auto all, ledger::list_saved_events(db, saved, limit));
  std::vector<Happened<Event>> history;
  for (const ledger::SavedEvent& one : all) {
    THRONG_TRY(auto event, json::read<Event>(one.body));
    history.push_back({one.at, std::move(event), one.id});
  }
  return history;
}

}  // namespace throng::board
