// What the server does by itself once an hour: looks at the alerts, and sends the boards that are due.
#pragma once

#include "audience/memberships.h"
#include "base/hourly.h"
#include "cli/house.h"
#include "cli/teller.h"

namespace throng::cli {

// Works until it is destroyed. Everything must outlive it.
class Watcher {
 public:
  Watcher(const House& house, const Teller& teller, const Clock& clock, const Log& log);

 private:
  void work(Instant now, const std::stop_token& stop);

  const House& house_;
  const Teller& teller_;
  const Log& log_;
  audience::MembershipCache members_;
  Hourly hourly_;  // last: uses everything above
};

}  // namespace throng::cli
