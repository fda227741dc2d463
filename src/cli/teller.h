// Who carries mail, and the log of what alerts found.
#pragma once

#include "board/post.h"
#include "board/watch.h"
#include "cli/house.h"
#include "outbound/mailer.h"

namespace throng::cli {

// Thread-safe. Everything must outlive it.
class Teller {
 public:
  // Without [smtp] in the configuration nothing can be sent.
  static Result<std::unique_ptr<Teller>> create(const House& house, const Clock& clock, const Log& log);

  // Writes into the log what an alert found that began or stopped to fire, and what became of the mail.
  void alert_changed(const ledger::Saved& alert, const board::AlertFinding& found) const;
  // Valid while this lives.
  board::Postman postman() const;

 private:
  Teller(const House& house, const Log& log, std::unique_ptr<outbound::Mailer> mailer)
      : house_(house), log_(log), mailer_(std::move(mailer)) {}

  board::MailPlace place_for(const std::string& owner) const;

  const House& house_;
  const Log& log_;
  std::unique_ptr<outbound::Mailer> mailer_;  // may be null
  mutable std::mutex turn_;                   // of whoever looks at an alert
};

}  // namespace throng::cli
