// Looks at the alerts of a project, remembers what it found, and tells people when one begins or stops to fire.
#pragma once

#include <functional>

#include "audience/memberships.h"
#include "board/alert.h"
#include "board/history.h"
#include "board/postman.h"

namespace throng::board {

// What a look needs; everything must outlive it.
struct WatchPlace {
  ledger::Db* db = nullptr;
  analyze::Sources sources;
  audience::Audience* audience = nullptr;
  Calendar calendar = Calendar::utc();
  Postman postman;
  // Hears of an alert that begins or stops to fire, once it was tried to mail that, and of each later try; may be
  // empty.
  std::function<void(const ledger::Saved& alert, const AlertFinding& found)> changed;
};

// Looks at one alert now, and adds that to its history. Mails it if the alert began or stopped to fire. A question that
// cannot be asked, or a mail that was not sent, is a finding, not an error.
Result<AlertFinding> look_at(const WatchPlace& place, const ledger::Saved& saved, Instant now, std::stop_token stop);

// First mails what could not be mailed before, up to kMostTries times in all, oldest first. Then looks at all enabled
// alerts whose last bucket that is over was not looked at yet, or could not be. How many that were. A crash between the
// mail server's yes and the note of it sends that mail again.
Result<std::size_t> look_at_alerts(const WatchPlace& place, Instant now, std::stop_token stop = {});

}  // namespace throng::board
