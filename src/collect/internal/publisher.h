// The thread that shows accepted events: to the timeline, to live subscribers; then it gathers them into batches.
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "collect/internal/flusher.h"
#include "timeline/timeline.h"

namespace throng::collect {

class Subscribers {
 public:
  // Unsubscribes when the last reference is dropped, also from within on_event; returns once no call is under way
  // any more, one's own aside.
  std::shared_ptr<void> add(std::function<void(const model::Event&)> on_event);
  void tell(std::span<const model::Event> events);

 private:
  struct One {
    std::mutex mutex;                                   // held while on_event is called
    std::function<void(const model::Event&)> on_event;  // empty: unsubscribed
    std::atomic<std::thread::id> teller;                // who calls on_event now
    bool left = false;                                  // unsubscribed by on_event itself
  };
  std::mutex mutex_;
  std::vector<std::shared_ptr<One>> all_;
};

class Publisher {
 public:
  Publisher(timeline::Timeline& timeline, Flusher& flusher) : timeline_(timeline), flusher_(flusher) {}
  ~Publisher() { stop(); }
  Publisher(const Publisher&) = delete;
  Publisher& operator=(const Publisher&) = delete;

  // Rows recovered from the journal, shown already. Before start().
  void resume(Rows rows) { open_ = std::move(rows); }
  void start();
  void push(Group group);
  void wake();  // something was committed
  // Waits until everything pushed so far is visible.
  void publish();
  // Reads the timeline anew (after an undo), with what the warehouse does not have yet; waits for it.
  Result<void> rebuild();
  // Handles what is left, then ends the thread.
  void stop();
  Subscribers& subscribers() { return subscribers_; }

 private:
  void run();
  void take(Group& group);
  Result<void> rebuild_now();
  bool publish_due(std::chrono::steady_clock::time_point now) const;

  timeline::Timeline& timeline_;
  Flusher& flusher_;
  Subscribers subscribers_;
  Rows open_;  // since the last cut; this thread only

  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Group> queue_;
  std::uint64_t asked_ = 0, answered_ = 0;  // publish() calls
  std::vector<std::function<void(Result<void>)>> rebuilds_;
  bool stopping_ = false, woken_ = false;
  bool dirty_ = false;  // this thread only
  std::chrono::steady_clock::time_point last_publish_{};
  model::EventNumber told_committed_ = 0;
  std::thread thread_;
};

}  // namespace throng::collect
