// Asks how far goals have come.
#pragma once

#include <span>

#include "board/goal.h"

namespace throng::board {

// One per goal, in their order, asked together. Errors stand in the places of their goals.
std::vector<Result<GoalProgress>> progress_now(std::span<const Goal> goals, const analyze::Sources& sources,
                                               const analyze::AskContext& context);

struct GoalPoint {
  Instant at{};  // the number is over [start, at)
  std::optional<double> value;
  double expected = 0;  // of a straight line
};
BOOST_DESCRIBE_STRUCT(GoalPoint, (), (at, value, expected))
inline constexpr std::size_t kMaxGoalPoints = 40;
Result<std::vector<GoalPoint>> course_of(const Goal& goal, const analyze::Sources& sources,
                                         const analyze::AskContext& context);

}  // namespace throng::board
