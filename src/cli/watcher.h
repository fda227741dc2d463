// What the server does by itself once an hour: looks at the alerts, sends the boards that are due, works out the tags,
// segments and layers that are due.
#pragma once

#include "base/hourly.h"
#include "cli/house.h"
#include "cli/teller.h"
#include "jobs/runner.h"

namespace throng::cli {

// Works until it is destroyed. Everything must outlive it.
class Watcher {
 public:
  Watcher(const House& house, const Teller& teller, jobs::Runner& jobs, const Clock& clock, const Log& log);

 private:
  void work(Instant now, const std::stop_token& stop);
  void work_out_audience(Instant now);

  const House& house_;
  const Teller& teller_;
  jobs::Runner& jobs_;
  const Log& log_;
  Hourly hourly_;  // last: uses everything above
};

}  // namespace throng::cli
