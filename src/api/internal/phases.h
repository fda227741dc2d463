// What the routes of campaigns and journeys share: their phases, and the runs that they send by.
#pragma once

#include "api/internal/app_state.h"
#include "api/route.h"
#include "engage/campaign.h"
#include "ledger/campaign_states.h"
#include "ledger/saved.h"
#include "ledger/sends.h"

namespace throng::api {

struct PhaseChange {
  std::vector<ledger::CampaignPhase> from;
  ledger::CampaignPhase to = ledger::CampaignPhase::draft;
  std::optional<Instant> next;
};
// By whoever calls; the server looks at once. Errors: conflict (it is in another phase).
Result<void> change_phase(Call& call, const std::string& id, const PhaseChange& change);

// The same under a name of its own: "Sale (2)". Errors: conflict (there are too many copies).
Result<ledger::Saved> add_copy(Call& call, ledger::Saved saved);
// Errors: forbidden: whoever asked for it to be started does not approve it.
Result<void> check_other_approves(Call& call, const std::string& id);

// All of its runs that are in one of those states.
Result<void> change_runs(Call& call, const std::string& id, const ledger::RunChange& change);

// Its first time: now, or as its timing says. Errors: invalid_argument (timing).
Result<Instant> first_time(Call& call, const engage::Timing& timing);
// The time after a pause: those that went by meanwhile are left out.
std::optional<Instant> time_after_pause(Call& call, const engage::Timing& timing, std::optional<Instant> next);

// Whether that topic is one of the rules. Errors: invalid_argument (field).
Result<void> check_topic(Call& call, std::string_view topic, std::string_view field);
// Whether the segments, tags and layers that it names are there. Errors: invalid_argument (field).
Result<void> check_named(Call& call, const model::Filter& filter, std::string_view field);

}  // namespace throng::api
