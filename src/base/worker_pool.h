// Numbered tasks on several threads; the caller works along.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <thread>
#include <vector>

#include "base/function_ref.h"

namespace throng {

// Thread-safe: several callers may run at once. A task must not throw and may not call run() of the same pool.
class WorkerPool {
 public:
  WorkerPool() = default;
  virtual ~WorkerPool() = default;
  WorkerPool(const WorkerPool&) = delete;
  WorkerPool& operator=(const WorkerPool&) = delete;

  // So many tasks run at a time, the caller's included.
  virtual unsigned width() const = 0;
  // Calls task(0) .. task(count - 1), each once, in any order and on any thread; returns when all are done.
  virtual void run(std::size_t count, FunctionRef<void(std::size_t)> task) = 0;
};

// A fixed set of threads, shared by all callers.
class ThreadPool final : public WorkerPool {
 public:
  // 0: one per core.
  explicit ThreadPool(unsigned width = 0);
  ~ThreadPool() override;

  unsigned width() const override { return static_cast<unsigned>(threads_.size()) + 1; }
  void run(std::size_t count, FunctionRef<void(std::size_t)> task) override;

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
