// Follows the live segments while the server runs: listens to what collect takes, lets time pass, and writes who
// entered and who left down as events ($segment_entered, $segment_left), so that they survive whatever happens and
// everybody can ask about them.
#pragma once

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "audience/audience.h"
#include "audience/live.h"
#include "base/calendar.h"
#include "base/clock.h"
#include "base/log.h"
#include "collect/collector.h"

namespace throng::audience {

// Who was in the followed segments when the last event about them was written: their last version and the events since.
// A segment without a version is not in it. Errors: the warehouse's.
Result<std::map<std::string, Bitmap>> members_as_told(Audience& audience, std::span<const std::string> segments);

// The live segments as rules. Named segments are put in place of their names where they are filters alone, so that they
// need no looking up.
std::vector<LiveRule> live_rules(const std::vector<Definition>& definitions);

class LiveWatch {
 public:
  // Everything must outlive it. Followed members stand in for live segments that are worked out (audience/recompute.h).
  LiveWatch(Audience& audience, collect::Collector& collector, Calendar calendar, const Clock& clock, const Log& log);
  LiveWatch(const LiveWatch&) = delete;
  LiveWatch& operator=(const LiveWatch&) = delete;
  ~LiveWatch();  // what is not written down yet is found and told at the next start

  // Looks now. All that was accepted before is taken into account and told of when it returns.
  Result<void> look();
  // There is news of these that no event tells: they were merged by hand.
  void touch(std::span<const model::PersonNumber> numbers);

  struct Stats {
    std::uint64_t segments = 0;  // followed
    std::uint64_t looked_at = 0, entered = 0, left = 0;
    std::uint64_t waiting = 0;  // numbers with news that was not looked at yet
  };
  Stats stats() const;

 private:
  void hear(const model::Event& event);
  void run(const std::stop_token& stop);
  Result<void> step(const std::stop_token& stop);
  Result<void> take_rules(const analyze::AskContext& context);
  Result<void> tell(std::span<const MembershipChange> changes, Instant now);

  Audience& audience_;
  collect::Collector& collector_;
  Calendar calendar_;
  const Clock& clock_;
  const Log& log_;

  std::mutex step_mutex_;  // one step at a time; guards what follows
  LiveSegments live_;
  Audience::Definitions seen_;  // the definitions that the rules were made of
  std::vector<MembershipChange> untold_;

  mutable std::mutex mutex_;  // guards what follows
  std::condition_variable_any wake_;
  std::vector<model::PersonNumber> news_;
  model::EventNumber last_heard_ = 0;
  Stats stats_;

  collect::Collector::Subscription subscription_;
  std::jthread thread_;  // last: uses everything above
};

}  // namespace throng::audience
