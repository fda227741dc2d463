// Threads for what may block: a bounded queue, so that a flood is refused instead of piling up.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace throng::api {

class WorkerPool {
 public:
  using Job = std::move_only_function<void()>;

  WorkerPool(int threads, std::size_t queue);
  ~WorkerPool();  // stops

  // Ask this first and refuse the request if not: the queue's limit is kept by whoever submits.
  bool has_room() const;
  // After stop() the job is dropped.
  void submit(Job job);
  // Runs what is queued, then ends the threads. Idempotent.
  void stop();

 private:
  void work();

  const std::size_t limit_;
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Job> jobs_;
  bool stopping_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace throng::api
