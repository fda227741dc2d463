#include "cli/teller.h"

#include <algorithm>

#include "ledger/operators.h"

namespace throng::cli {
namespace {

// In the language of whoever saved it.
bool speaks_chinese(ledger::Db& db, const std::string& owner) {
  const auto operators = ledger::list_operators(db);
  if (!operators) return false;
  const auto who = std::ranges::find(*operators, owner, &ledger::Operator::email);
  return who != operators->end() && who->language == "zh-CN";
}

}  // namespace

Result<std::unique_ptr<Teller>> Teller::create(const House& house, const Clock& clock, const Log& log) {
  std::unique_ptr<outbound::Mailer> mailer;
  if (const auto& smtp = house.stores.config.smtp) {
    THRONG_TRY(mailer, outbound::smtp_mailer(*smtp, clock));
  }
  return std::unique_ptr<Teller>(new Teller(house, log, std::move(mailer)));
}

void Teller::alert_changed(const ledger::Saved& saved, const board::AlertFinding& found) const {
  const bool fires = found.state == board::AlertState::firing;
  if (!found.told || found.told->tries <= 1)
    log_.info(fires ? "an alert fires" : "an alert is quiet again", {{"alert", saved.name}});
  if (found.told && !found.told->sent)
    log_.warn("a mail was not sent", {{"alert", saved.name}, {"why", found.told->message}});
}

board::Postman Teller::postman() const {
  return {mailer_.get(), [this](const std::string& owner) { return place_for(owner); }, &turn_};
}

board::MailPlace Teller::place_for(const std::string& owner) const {
  const Stores& stores = house_.stores;
  return {stores.project.name, stores.config.public_url, speaks_chinese(*stores.db, owner), stores.calendar};
}

}  // namespace throng::cli
