#include "base/worker_pool.h"

#include <algorithm>

namespace throng {

ThreadPool::ThreadPool(unsigned width) {
  if (width == 0) width = std::max(1U, std::thread::hardware_concurrency());
  for (unsigned i = 1; i < width; ++i) threads_.emplace_back([this] { work(); });
}

ThreadPool::~ThreadPool() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  has_work_.notify_all();
  for (std::thread& thread : threads_) thread.join();
}

void ThreadPool::run(std::size_t count, FunctionRef<void(std::size_t)> task) {
  if (count == 0) return;
  Job job{.task = task, .count = count};
  std::unique_lock lock(mutex_);
  jobs_.push_back(&job);
  if (count > 1) has_work_.notify_all();
  while (take_one(job, lock)) {
  }
  has_finished_.wait(lock, [&] { return job.finished == job.count; });
}

void ThreadPool::work() {
  std::unique_lock lock(mutex_);
  for (;;) {
    has_work_.wait(lock, [this] { return stopping_ || !jobs_.empty(); });
    if (stopping_) return;
    take_one(*jobs_.front(), lock);
  }
}

bool ThreadPool::take_one(Job& job, std::unique_lock<std::mutex>& lock) {
  if (job.next == job.count) return false;
  const std::size_t index = job.next++;
  if (job.next == job.count) std::erase(jobs_, &job);
  lock.unlock();
  job.task(index);
  lock.lock();
  // The job lives on its caller's stack: nothing touches it after the last task reported under the lock.
  if (++job.finished == job.count) has_finished_.notify_all();
  return true;
}

}  // namespace throng
