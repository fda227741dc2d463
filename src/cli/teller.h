// Tells people by mail when an alert begins or stops to fire, and carries boards to those who subscribed.
#pragma once

#include "board/post.h"
#include "board/watch.h"
#include "cli/house.h"
#include "outbound/mailer.h"

namespace throng::cli {

// Thread-safe. Everything must outlive it.
class Teller {
 public:
  // Without [smtp] in the configuration it only writes to the log.
  static Result<std::unique_ptr<Teller>> create(const House& house, const Clock& clock, const Log& log);

  void alert_changed(const ledger::Saved& alert, const board::AlertFinding& found) const;
  // Carries boards; valid while this lives.
  board::Postman postman() const;

 private:
  Teller(const House& house, const Log& log, std::unique_ptr<outbound::Mailer> mailer)
      : house_(house), log_(log), mailer_(std::move(mailer)) {}

  board::MailPlace place_for(const std::string& owner) const;

  const House& house_;
  const Log& log_;
  std::unique_ptr<outbound::Mailer> mailer_;  // may be null
};

}  // namespace throng::cli
