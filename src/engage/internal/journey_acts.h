// Does what steps of journeys bring about outside of the ledger, and tells of entering and ending as events. Done twice
// it is still there once: an event's id is that of the visit.
#pragma once

#include <map>

#include "engage/journey.h"
#include "engage/post_office.h"
#include "ledger/journeys.h"

namespace throng::engage::internal {

class JourneyActs {
 public:
  explicit JourneyActs(const PostOfficePlace& place) : place_(place) {}
  // All that is to be done. Whether there was anything.
  Result<bool> step();

 private:
  struct Given {
    std::string tag;
    model::PersonNumber person = 0;
    std::string value;
  };
  Result<const Step*> step_of(const ledger::UntoldVisit& visit);
  Result<std::optional<model::Event>> event_of(const ledger::UntoldVisit& visit, const Step* step,
                                               model::PersonNumber person) const;
  Result<void> give(const std::vector<Given>& given) const;

  const PostOfficePlace& place_;
  std::map<std::pair<std::string, std::uint32_t>, JourneyPlan> plans_;  // by journey and version
};

}  // namespace throng::engage::internal
