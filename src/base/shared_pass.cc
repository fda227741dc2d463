#include "base/shared_pass.h"

#include <algorithm>
#include <utility>

namespace throng {

void SharedPass::run(std::size_t count, FunctionRef<void(std::size_t)> task) {
  Job job{.count = count, .task = task};
  std::unique_lock lock(mutex_);
  waiting_.push_back(&job);
  while (!job.done) {
    if (is_complete()) {
      run_round(lock);
    } else {
      changed_.wait(lock);
    }
  }
}

// Whoever finds the round complete takes it; the others find nothing waiting until it is done.
void SharedPass::run_round(std::unique_lock<std::mutex>& lock) {
  const std::vector<Job*> jobs = std::exchange(waiting_, {});
  std::size_t count = 0;
  for (const Job* job : jobs) count = std::max(count, job->count);
  lock.unlock();
  pool_.run(count, [&](std::size_t i) {
    for (Job* job : jobs) {
      if (i < job->count) job->task(i);
    }
  });
  lock.lock();
  for (Job* job : jobs) job->done = true;
  changed_.notify_all();
}

void SharedPass::leave() {
  const std::lock_guard lock(mutex_);
  --callers_;
  changed_.notify_all();
}

}  // namespace throng
