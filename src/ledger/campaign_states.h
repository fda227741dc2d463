// How far a campaign or journey (a saved thing, engage/campaign.h and journey.h) is. Written by operators and by the
// sender; removed with it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/describe/enum.hpp>

#include "base/time.h"
#include "ledger/db.h"
#include "ledger/saved.h"

namespace throng::ledger {

// in_review: asked to be started, waits for somebody else's yes. active: is sent when its times come. ended: its times
// are over, or somebody stopped it.
enum class CampaignPhase { draft, in_review, active, paused, ended };
BOOST_DESCRIBE_ENUM(CampaignPhase, draft, in_review, active, paused, ended)

struct CampaignState {
  std::string campaign;
  CampaignPhase phase = CampaignPhase::draft;
  std::optional<Instant> next;  // when it is sent next
  std::string by;               // who said so: e-mail, or "" for the server itself
  Instant changed{};
};

// What was never written down is a draft.
Result<CampaignState> find_campaign_state(Db& db, std::string_view campaign);
// From one of these phases to what `state` says. Errors: not_found (the campaign is gone), conflict (it is in another
// phase: the message names it).
Result<void> change_campaign_state(Db& db, const std::vector<CampaignPhase>& from, const CampaignState& state);
// Of all that is of this kind: campaigns or journeys.
Result<std::vector<CampaignState>> list_campaign_states(Db& db, std::string_view project, SavedKind kind);

}  // namespace throng::ledger
