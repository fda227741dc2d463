// Rows of the send ledger as the database gives them.
#pragma once

#include <soci/soci.h>

#include <string>
#include <vector>

#include "ledger/internal/text.h"
#include "ledger/sends.h"

namespace throng::ledger::internal {

// The rows of sends that `condition` lets through. `uses` are what soci::use(value, "name") gives.
template <class... Uses>
Result<void> select_sends(soci::session& sql, const std::string& condition, std::vector<Send>& all,
                          const Uses&... uses) {
  const std::string text =
      "SELECT id, run, person, entry, state, variant, held, channel, first_due_ms, due_ms, at_ms, tries, reason, "
      "context FROM sends " +
      condition;
  Send send;
  std::string state;
  long long id = 0, run = 0, person = 0, entry = 0, first_due = 0, due = 0, at = 0;
  int held = 0, tries = 0;
  soci::statement found =
      (((sql.prepare << text), ..., uses), soci::into(id), soci::into(run), soci::into(person), soci::into(entry),
       soci::into(state), soci::into(send.variant), soci::into(held), soci::into(send.channel), soci::into(first_due),
       soci::into(due), soci::into(at), soci::into(tries), soci::into(send.reason), soci::into(send.context));
  found.execute();
  while (found.fetch()) {
    THRONG_TRY(send.state, enum_of<SendState>(state));
    send.id = id;
    send.run = run;
    send.person = static_cast<model::PersonNumber>(person);
    send.entry = entry;
    send.held = held != 0;
    send.first_due = from_ms(first_due);
    send.due = from_ms(due);
    send.at = from_ms(at);
    send.tries = static_cast<std::uint32_t>(tries);
    all.push_back(send);
  }
  return {};
}

}  // namespace throng::ledger::internal
