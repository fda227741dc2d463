// Rows of journeys as the database gives them.
#pragma once

#include <soci/soci.h>

#include <string>
#include <vector>

#include "ledger/journeys.h"

namespace throng::ledger::internal {

inline constexpr long long kNone = -1;  // an instant that is not there

inline long long ms_of(const std::optional<Instant>& at) { return at ? to_ms(*at) : kNone; }
inline std::optional<Instant> instant_of(long long ms) {
  return ms == kNone ? std::nullopt : std::optional(from_ms(ms));
}

inline constexpr std::string_view kEntrantColumns =
    "e.id, e.journey, e.version, e.person, e.entry, e.held, e.entered_ms, e.step, e.arrived_ms, e.due_ms, e.pass, "
    "e.seen, e.context, e.ended_ms, e.reason";

// Where such columns go.
struct EntrantRow {
  Entrant entrant;
  long long id = 0, person = 0, entry = 0, entered = 0, arrived = 0, due = 0, seen = 0, ended = 0;
  int version = 0, held = 0, pass = 0;

  Entrant read() {
    entrant.id = id;
    entrant.version = static_cast<std::uint32_t>(version);
    entrant.person = static_cast<model::PersonNumber>(person);
    entrant.entry = entry;
    entrant.held = held != 0;
    entrant.entered = from_ms(entered);
    entrant.arrived = from_ms(arrived);
    entrant.due = instant_of(due);
    entrant.pass = static_cast<std::uint32_t>(pass);
    entrant.seen = static_cast<std::uint64_t>(seen);
    entrant.ended = instant_of(ended);
    return entrant;
  }
};

template <class Prepared>
auto into(Prepared&& statement, EntrantRow& row) {
  return (std::forward<Prepared>(statement), soci::into(row.id), soci::into(row.entrant.journey),
          soci::into(row.version), soci::into(row.person), soci::into(row.entry), soci::into(row.held),
          soci::into(row.entered), soci::into(row.entrant.step), soci::into(row.arrived), soci::into(row.due),
          soci::into(row.pass), soci::into(row.seen), soci::into(row.entrant.context), soci::into(row.ended),
          soci::into(row.entrant.reason));
}

// The entrants that `condition` lets through. `uses` are what soci::use(value, "name") gives.
template <class... Uses>
void select_entrants(soci::session& sql, const std::string& condition, std::vector<Entrant>& all, const Uses&... uses) {
  const std::string text = "SELECT " + std::string(kEntrantColumns) + " FROM entrants AS e " + condition;
  EntrantRow row;
  soci::statement found = into(((sql.prepare << text), ..., uses), row);
  found.execute();
  while (found.fetch()) all.push_back(row.read());
}

}  // namespace throng::ledger::internal
