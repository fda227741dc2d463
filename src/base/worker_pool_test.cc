#include "base/worker_pool.h"

#include <gtest/gtest.h>

#include <atomic>

namespace throng {
namespace {

TEST(WorkerPool, RunsEveryTaskOnce) {
  ThreadPool pool(4);
  std::vector<std::atomic<int>> seen(1000);
  pool.run(seen.size(), [&](std::size_t i) { ++seen[i]; });
  for (const auto& count : seen) EXPECT_EQ(count.load(), 1);
}

TEST(WorkerPool, WorksWithoutThreadsOfItsOwn) {
  ThreadPool pool(1);
  std::size_t sum = 0;
  pool.run(10, [&](std::size_t i) { sum += i; });
  pool.run(0, [&](std::size_t) { ADD_FAILURE(); });
  EXPECT_EQ(sum, 45U);
}

TEST(WorkerPool, ServesSeveralCallersAtOnce) {
  ThreadPool pool(3);
  std::atomic<std::size_t> total = 0;
  std::vector<std::thread> callers;
  for (int c = 0; c < 4; ++c) {
    callers.emplace_back([&] {
      for (int round = 0; round < 50; ++round) {
        std::atomic<std::size_t> mine = 0;
        pool.run(20, [&](std::size_t i) { mine += i; });
        EXPECT_EQ(mine.load(), 190U);
        total += mine.load();
      }
    });
  }
  for (std::thread& caller : callers) caller.join();
  EXPECT_EQ(total.load(), 4U * 50 * 190);
}

}  // namespace
}  // namespace throng
