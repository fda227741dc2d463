// The content that did best with those it was tried on, and so goes to all the others (自动优选).
#pragma once

#include <span>
#include <stop_token>
#include <string>

#include "audience/audience.h"
#include "base/calendar.h"
#include "engage/campaign.h"

namespace throng::engage {

// Persons who were sent a content, and those of them who did what the winner is chosen by.
struct Tried {
  std::string variant;
  std::uint64_t sent = 0, did = 0;
};
// The greatest share of those sent to; of equal ones, and where nobody was sent anything, the first.
std::string best_of(std::span<const Tried> tried);

// What became of the contents of a run up to now, in the order of its variants, as the effect analysis says.
// Errors: those of the analysis.
struct TrialWanted {
  const ledger::SendRun& run;
  const Campaign& campaign;  // has a winner
  Calendar calendar = Calendar::utc();
  Instant now{};
};
Result<std::vector<Tried>> tried_of(audience::Audience& audience, const TrialWanted& wanted,
                                    const std::stop_token& stop);

// Whether somebody is one of those it is tried on.
bool is_tried_on(std::string_view campaign, model::PersonNumber person, double percent);

}  // namespace throng::engage
