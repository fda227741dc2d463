// The changes that pushes tell: the events that live segments write down ($segment_entered, $segment_left), read from
// the warehouse when there is news, with the persons' ids and traits as they are now.
#pragma once

#include <atomic>

#include "audience/audience.h"
#include "audience/push_pump.h"
#include "collect/collector.h"

namespace throng::audience {

// Thread-safe. Everything must outlive it.
class StoredChanges final : public ChangeSource {
 public:
  StoredChanges(Audience& audience, collect::Collector& collector);

  Result<model::EventNumber> newest() override;
  Result<Found> read(const Wanted& wanted, std::stop_token stop) override;

 private:
  Result<std::vector<NumberedChange>> told_events(const Wanted& wanted, model::EventNumber up_to,
                                                  std::stop_token stop) const;
  Result<void> add_persons(const Push& push, std::vector<NumberedChange>& changes, std::stop_token stop) const;

  Audience& audience_;
  collect::Collector& collector_;
  std::atomic<model::EventNumber> newest_ = 0;     // 0: not known yet
  collect::Collector::Subscription subscription_;  // last: uses what is above
};

}  // namespace throng::audience
