#include "base/shared_pass.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

namespace throng {
namespace {

// Every caller runs a round of tasks, then leaves; what ran when, in order.
std::vector<std::string> ran(unsigned width, const std::vector<std::vector<std::size_t>>& rounds_of_callers) {
  ThreadPool pool(width);
  SharedPass pass(pool, rounds_of_callers.size());
  std::mutex mutex;
  std::vector<std::string> log;
  std::vector<std::jthread> callers;
  for (std::size_t caller = 0; caller < rounds_of_callers.size(); ++caller) {
    callers.emplace_back([&, caller] {
      for (const std::size_t count : rounds_of_callers[caller]) {
        pass.run(count, [&](std::size_t i) {
          const std::lock_guard lock(mutex);
          log.push_back(std::to_string(i) + static_cast<char>('a' + caller));
        });
      }
      pass.leave();
    });
  }
  callers.clear();
  return log;
}

TEST(SharedPass, RunsTasksOfOneNumberSideBySide) {
  std::vector<std::string> log = ran(1, {{3}, {2}});
  ASSERT_EQ(log.size(), 5U);
  std::sort(log.begin(), log.begin() + 2);
  std::sort(log.begin() + 2, log.begin() + 4);
  EXPECT_EQ(log, (std::vector<std::string>{"0a", "0b", "1a", "1b", "2a"}));
}

TEST(SharedPass, GoesOnWithoutThoseWhoLeft) {
  std::vector<std::string> log = ran(1, {{1, 1, 2}, {1}, {}});
  ASSERT_EQ(log.size(), 5U);
  std::sort(log.begin(), log.begin() + 2);
  EXPECT_EQ(log, (std::vector<std::string>{"0a", "0b", "0a", "0a", "1a"}));
}

TEST(SharedPass, RunsEveryTaskOnceHoweverManyCallersAndThreads) {
  std::vector<std::vector<std::size_t>> rounds;
  std::size_t tasks = 0;
  for (std::size_t caller = 0; caller < 20; ++caller) {
    rounds.emplace_back();
    for (std::size_t round = 0; round < caller; ++round) tasks += rounds.back().emplace_back(round * 3 % 7);
  }
  EXPECT_EQ(ran(4, rounds).size(), tasks);
}

}  // namespace
}  // namespace throng
