// Looks at the alerts of a project and remembers what it found.
#pragma once

#include <functional>

#include "audience/memberships.h"
#include "board/alert.h"

namespace throng::board {

// What a look needs; everything must outlive it.
struct WatchPlace {
  ledger::Db* db = nullptr;
  analyze::Sources sources;
  audience::MembershipCache* members = nullptr;
  Calendar calendar = Calendar::utc();
  // Told when an alert begins to fire, or stops; may be empty.
  std::function<void(const ledger::Saved& alert, const AlertFinding& found)> changed;
};

// What was found last, and when.
struct AlertLook {
  Instant at{};
  AlertFinding finding;
};
// Newest first.
Result<std::vector<AlertLook>> looks_at(ledger::Db& db, std::string_view alert, std::size_t limit);

// Looks at one alert now, and adds that to its history. A question that cannot be asked is a finding, not an error.
Result<AlertFinding> look_at(const WatchPlace& place, const ledger::Saved& saved, Instant now, std::stop_token stop);

// At all enabled ones whose last bucket that is over was not looked at yet, or could not be. How many that were.
Result<std::size_t> look_at_alerts(const WatchPlace& place, Instant now, std::stop_token stop = {});

}  // namespace throng::board
