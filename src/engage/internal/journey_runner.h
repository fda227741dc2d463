// Lets persons into the journeys that are active and walks with them: by what they do, as it is accepted, and by the
// clock.
#pragma once

#include <map>
#include <memory>
#include <set>
#include <stop_token>
#include <string>
#include <vector>

#include "engage/internal/ear.h"
#include "engage/internal/journey_acts.h"
#include "engage/internal/journey_facts.h"
#include "engage/journey_walk.h"
#include "engage/post_office.h"
#include "ledger/campaign_states.h"
#include "ledger/journeys.h"

namespace throng::engage::internal {

class JourneyRunner {
 public:
  explicit JourneyRunner(const PostOfficePlace& place)
      : place_(place), ear_(place), acts_(place), freshness_(place.collector) {}
  // Whether there was anything. Errors: the ledger's and the warehouse's; of one journey they are told to the log, and
  // the others go on.
  Result<bool> step(const std::stop_token& stop);

 private:
  struct Version {
    JourneyPlan plan;
    std::map<std::string, std::int64_t> runs;  // of the steps that send something
  };
  // A journey that is active, all versions that somebody may walk by.
  struct Open {
    ledger::Saved saved;
    Instant read_at{};  // when its state had changed last
    std::map<std::uint32_t, Version> versions;
    std::set<std::string> awaited;  // names of events that move somebody who is inside
    std::uint32_t newest() const { return versions.rbegin()->first; }
    const Journey& current() const { return versions.rbegin()->second.plan.journey; }
  };
  struct Active {
    ledger::CampaignState state;
    Open* open = nullptr;
    std::uint64_t heard = 0;
  };
  // Somebody on his way, with what he did since he was looked at last.
  struct Walking {
    ledger::Entrant entrant;
    model::PersonNumber person = 0;  // the representative
    std::vector<model::Event> events;
  };

  Result<bool> look(const std::stop_token& stop);
  Result<std::vector<Active>> active();
  Result<Open*> open(const ledger::CampaignState& state);
  // Added to `marks` is how far the journey has heard.
  Result<bool> go_on(const Active& active, Ear::News& news, std::map<std::string, std::uint64_t>& marks,
                     const std::stop_token& stop);
  Result<bool> enter_by_time(const Active& active, const std::stop_token& stop);
  Result<bool> take_events(const Open& open, std::span<const model::Event> events, const std::stop_token& stop);
  // Whether somebody entered. Added to `inside` is who did not because he is inside.
  Result<bool> enter_by_event(const Open& open, std::span<const model::Event> events,
                              std::set<model::PersonNumber>& inside, const std::stop_token& stop);
  Result<bool> enter(const Open& open, std::vector<ledger::NewEntrant> wanted, std::set<model::PersonNumber>& inside,
                     const std::stop_token& stop);
  Result<bool> walk_those_due(const Open& open, const std::stop_token& stop);
  Result<bool> walk_those_who_act(const Open& open, std::span<const model::Event> events, const std::stop_token& stop);
  Result<void> walk_all(const Open& open, std::vector<Walking> walking, const std::stop_token& stop);
  Result<std::vector<Walking>> walk_once(const Open& open, std::vector<Walking> walking, const std::stop_token& stop);
  Result<void> mark_merged(const Open& open, std::vector<Walking>& walking,
                           std::vector<ledger::EntrantMove>& moves) const;
  Result<bool> end_if_over(const Active& active);

  const PostOfficePlace& place_;
  Ear ear_;
  JourneyActs acts_;
  std::map<std::string, Open> open_;
  Freshness freshness_;
};

}  // namespace throng::engage::internal
