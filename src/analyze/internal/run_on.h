// Tasks side by side where there is a pool.
#pragma once

#include "base/worker_pool.h"

namespace throng::analyze::internal {

// task(0) .. task(count - 1), on the pool if there is one.
inline void run_on(WorkerPool* pool, std::size_t count, FunctionRef<void(std::size_t)> task) {
  if (pool != nullptr) return pool->run(count, task);
  for (std::size_t i = 0; i < count; ++i) task(i);
}

}  // namespace throng::analyze::internal
