#include "board/progress.h"

#include <algorithm>

namespace throng::board {
namespace {

using analyze::AskRequest;

Result<std::optional<double>> total_of(const Result<analyze::Answered>& answered) {
  if (!answered) return std::unexpected(answered.error());
  THRONG_TRY(const Line line, line_of(*answered));
  return line.total;
}

// As many as asked together at most, again and again.
std::vector<Result<analyze::Answered>> ask_all(std::span<const AskRequest> requests, const analyze::Sources& sources,
                                               const analyze::AskContext& context) {
  std::vector<Result<analyze::Answered>> all;
  for (std::size_t i = 0; i < requests.size(); i += analyze::kMaxAskedTogether) {
    const auto some = requests.subspan(i, std::min(analyze::kMaxAskedTogether, requests.size() - i));
    std::ranges::move(analyze::ask_many(some, sources, context), std::back_inserter(all));
  }
  return all;
}

}  // namespace

std::vector<Result<GoalProgress>> progress_now(std::span<const Goal> goals, const analyze::Sources& sources,
                                               const analyze::AskContext& context) {
  std::vector<Result<GoalProgress>> all(goals.size());
  std::vector<AskRequest> requests;
  std::vector<std::size_t> whose;
  for (std::size_t i = 0; i < goals.size(); ++i) {
    const auto span = span_of(goals[i], context.calendar);
    if (!span) {
      all[i] = std::unexpected(span.error());
    } else if (span->begin >= context.now) {
      all[i] = progress_of(goals[i], *span, context.now, std::nullopt);
    } else {
      requests.push_back(
          request_of(goals[i].question, {span->begin, std::min(context.now, span->end)}, BucketUnit::total));
      whose.push_back(i);
    }
  }
  const auto answers = ask_all(requests, sources, context);
  for (std::size_t k = 0; k < whose.size(); ++k) {
    const Goal& goal = goals[whose[k]];
    const auto value = total_of(answers[k]);
    if (value)
      all[whose[k]] = progress_of(goal, *span_of(goal, context.calendar), context.now, *value);
    else
      all[whose[k]] = std::unexpected(value.error());
  }
  return all;
}

Result<std::vector<GoalPoint>> course_of(const Goal& goal, const analyze::Sources& sources,
                                         const analyze::AskContext& context) {
  THRONG_TRY(const TimeRange span, span_of(goal, context.calendar));
  const std::vector<Instant> points = points_of(span, context.now, context.calendar, kMaxGoalPoints);
  std::vector<AskRequest> requests;
  for (const Instant at : points) requests.push_back(request_of(goal.question, {span.begin, at}, BucketUnit::total));
  const auto answers = ask_all(requests, sources, context);
  std::vector<GoalPoint> course;
  for (std::size_t i = 0; i < points.size(); ++i) {
    THRONG_TRY(const auto value, total_of(answers[i]));
    const double share =
        static_cast<double>((points[i] - span.begin).count()) / static_cast<double>((span.end - span.begin).count());
    course.push_back({points[i], value, goal.from + (goal.target - goal.from) * share});
  }
  return course;
}

}  // namespace throng::board
