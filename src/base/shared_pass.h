// Callers that go through their tasks side by side: task i of all of them before task i + 1 of any, so that what
// tasks of one number read (a slice of the timelines) comes from memory once and from the cache for the others.
#pragma once

#include "base/worker_pool.h"

namespace throng {

// A round begins when every caller is either waiting in run() or has left. Callers need not run equally often, nor
// equally many tasks.
class SharedPass final : public WorkerPool {
 public:
  // `pool` must outlive the pass. Each of the callers has a thread of its own and calls leave() once, last.
  SharedPass(WorkerPool& pool, std::size_t callers) : pool_(pool), callers_(callers) {}

  unsigned width() const override { return pool_.width(); }
  void run(std::size_t count, FunctionRef<void(std::size_t)> task) override;
  void leave();

 private:
  struct Job {
    std::size_t count = 0;
    FunctionRef<void(std::size_t)> task;
    bool done = false;
  };
  bool is_complete() const { return !waiting_.empty() && waiting_.size() == callers_; }
  void run_round(std::unique_lock<std::mutex>& lock);

  WorkerPool& pool_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::size_t callers_;
  std::vector<Job*> waiting_;
};

}  // namespace throng
