// Sends boards to those who subscribed.
#pragma once

#include "board/board_mail.h"
#include "board/history.h"
#include "board/postman.h"
#include "board/subscription.h"
#include "board/watch.h"

namespace throng::board {

// What sending needs; everything must outlive it.
struct PostPlace {
  ledger::Db* db = nullptr;
  analyze::Sources sources;
  audience::Audience* audience = nullptr;
  Calendar calendar = Calendar::utc();
  Postman postman;
};

// Sends one now, whatever its times, and writes that into its history. Errors: conflict (no [smtp]), not_found (the
// board is gone), io (the mail server's words).
Result<void> send_now(const PostPlace& place, const ledger::Saved& subscription, Instant now, std::stop_token stop);

// Sends all that are due: enabled ones whose last time came after they were last changed, and was neither served nor
// tried kMostTries times. A crash between the mail server's yes and the note of it sends that mail twice. How many went
// out. Failures are in the histories.
Result<std::size_t> send_due(const PostPlace& place, Instant now, std::stop_token stop = {});

}  // namespace throng::board
