// A fixed set of threads that run numbered tasks; the caller works along.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <thread>
#include <vector>

#include "base/function_ref.h"

namespace throng {

// Thread-safe: several callers may run at once, they share the workers. A task must not throw and may not
// call run() of the same pool.
class WorkerPool {
 public:
  // `width` tasks run at a time, the caller's included. 0: one per core.
  explicit WorkerPool(unsigned width = 0);
  ~WorkerPool();
  WorkerPool(const WorkerPool&) = delete;
  WorkerPool& operator=(const WorkerPool&) = delete;

  unsigned width() const { return static_cast<unsigned>(threads_.size()) + 1; }

  // Calls task(0) .. task(count - 1), each once, in any order and on any thread; returns when all are done.
  void run(std::size_t count, FunctionRef<void(std::size_t)> task);

 private:
  struct Job {
    FunctionRef<void(std::size_t)> task;
    std::size_t count = 0;
    std::size_t next = 0;
    std::size_t finished = 0;
  };
  void work();
  bool take_one(Job& job, std::unique_lock<std::mutex>& lock);

  std::mutex mutex_;
  std::condition_variable has_work_;
  std::condition_variable has_finished_;
  std::deque<Job*> jobs_;  // with tasks nobody has taken yet
  bool stopping_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace throng
