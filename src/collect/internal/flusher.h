// The thread that brings batches into the warehouse, in order, again and again until it takes them.
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

#include "collect/internal/batch.h"
#include "collect/internal/state.h"

namespace throng::collect {

class Flusher {
 public:
  struct Options {
    std::string project;
    std::uint64_t epoch = 0;
    Duration retry_after{};
    const Log* log = nullptr;
    std::function<void(CutMark)> on_done;  // called on the flusher's thread
  };
  Flusher(Options options, warehouse::Warehouse& warehouse, Counters& counters);
  ~Flusher() { stop(); }
  Flusher(const Flusher&) = delete;
  Flusher& operator=(const Flusher&) = delete;

  void start();
  void push(Batch batch);
  std::size_t backlog() const;
  // Batches up to this one are in the warehouse before the flusher starts.
  void resume_after(std::uint64_t batch) { done_ = batch; }
  model::EventNumber committed() const { return committed_.load(); }

  // Waits until the batch is in the warehouse. Errors: the warehouse's, when an attempt fails meanwhile.
  Result<void> wait_for(std::uint64_t batch);

  // Runs `work` while nothing is being inserted; `work` is handed what is not in the warehouse yet.
  // Only for the thread that pushes: nobody else changes the queue then.
  void while_idle(FunctionRef<void(const std::deque<Batch>&)> work);

  // Runs `work` while nothing is being inserted.
  Result<void> while_still(FunctionRef<Result<void>()> work);

  // Tries what is left once more, then ends the thread.
  void stop();

 private:
  void run();
  bool insert_front();
  Result<void> insert_logged(Batch& batch) const;

  Options options_;
  warehouse::Warehouse& warehouse_;
  Counters& counters_;
  std::mutex insert_mutex_;  // held during an insert; taken before mutex_
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Batch> queue_;  // the front one may be under way: popped by the flusher only, under both mutexes
  std::uint64_t done_ = 0;
  std::uint64_t failures_ = 0;
  Error last_error_;
  bool stopping_ = false;
  std::atomic<model::EventNumber> committed_ = 0;
  std::thread thread_;
};

}  // namespace throng::collect
