// Sends pushes while the server runs, on a thread of its own: a receiver that hangs may hold it for the patience of a
// post, which alerts, mails and live segments must not wait for.
#pragma once

#include <condition_variable>
#include <mutex>
#include <thread>

#include "audience/push_changes.h"
#include "audience/push_pump.h"

namespace throng::audience {

class PushWatch {
 public:
  // Everything must outlive it.
  PushWatch(Audience& audience, collect::Collector& collector, outbound::Poster& poster, const Clock& clock,
            const Log& log);
  PushWatch(const PushWatch&) = delete;
  PushWatch& operator=(const PushWatch&) = delete;
  ~PushWatch();  // gives up a post under way; it is sent again at the next start

  // Looks now rather than within a second: a push was made, changed or resumed. Thread-safe.
  void nudge();
  // Sends a batch without changes, keeps in the push's history what became of it. Thread-safe.
  // Errors: cancelled, and the ledger's.
  Result<PushSending> test(const ledger::Saved& saved, std::stop_token stop);
  // The number after which a push that is made now tells changes: whatever is known now has been written down.
  Result<model::EventNumber> now_at();

 private:
  void run(const std::stop_token& stop);

  ledger::Db& db_;
  Audience& audience_;
  collect::Collector& collector_;
  outbound::Poster& poster_;
  const Clock& clock_;
  const Log& log_;
  StoredChanges changes_;
  PushPump pump_;
  std::mutex mutex_;
  std::condition_variable_any wake_;
  bool nudged_ = false;
  std::jthread thread_;  // last: uses everything above
};

}  // namespace throng::audience
