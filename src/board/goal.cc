#include "board/goal.h"

#include <algorithm>
#include <cmath>

#include "board/dates.h"

namespace throng::board {
namespace {

GoalState state_of(const Goal& goal, const GoalProgress& progress, bool ended, bool adds) {
  const double value = *progress.value;
  if (goal.direction == GoalDirection::at_least) {
    // A level may still fall, so that only the end decides.
    if (value >= goal.target && (adds || ended)) return GoalState::reached;
    if (ended) return GoalState::missed;
    return progress.projected.value_or(value) >= goal.target ? GoalState::on_track : GoalState::behind;
  }
  if (ended) return value <= goal.target ? GoalState::reached : GoalState::missed;
  if (adds && value > goal.target) return GoalState::missed;  // it never shrinks
  return progress.projected.value_or(value) <= goal.target ? GoalState::on_track : GoalState::behind;
}

}  // namespace

Result<void> check(Goal& goal) {
  THRONG_CHECK(check_one_number(goal.question));
  if (!std::isfinite(goal.target)) return invalid("target", "expected a number");
  if (!std::isfinite(goal.from)) return invalid("from", "expected a number");
  if (goal.target == goal.from) return invalid("target", "expected another number than the one it starts from");
  THRONG_TRY(const TimeRange span, span_of(goal, Calendar::utc()));
  if (span.end - span.begin > days(3660)) return invalid("due", "at most ten years after the start");
  return {};
}

Result<TimeRange> span_of(const Goal& goal, const Calendar& calendar) {
  THRONG_TRY(const Instant begin, midnight_of(goal.start, calendar, "start"));
  THRONG_TRY(const Instant last, midnight_of(goal.due, calendar, "due"));
  if (last < begin) return invalid("due", "the due date lies before the start");
  return TimeRange{begin, calendar.advance(last, BucketUnit::day, 1)};
}

bool adds_up(const analyze::TrendQuestion& question) {
  using enum analyze::Measure;
  if (!question.formulas.empty()) return false;
  const analyze::Measure measure = question.series.front().measure;
  return measure == total || measure == persons || measure == sum || measure == distinct || measure == sessions;
}

GoalProgress progress_of(const Goal& goal, const TimeRange& span, Instant now, std::optional<double> value) {
  GoalProgress out;
  if (now <= span.begin) return out;
  const bool ended = now >= span.end;
  out.elapsed =
      ended ? 1
            : static_cast<double>((now - span.begin).count()) / static_cast<double>((span.end - span.begin).count());
  const double way = goal.target - goal.from;
  out.expected = goal.from + way * out.elapsed;
  out.state = ended ? GoalState::missed : GoalState::behind;
  if (!value) return out;
  out.value = value;
  out.progress = (*value - goal.from) / way;
  out.pace = (*value - goal.from) / (*out.expected - goal.from);
  const bool adds = adds_up(goal.question);
  out.projected = adds ? goal.from + (*value - goal.from) / out.elapsed : *value;
  out.state = state_of(goal, out, ended, adds);
  return out;
}

std::vector<Instant> points_of(const TimeRange& span, Instant now, const Calendar& calendar, std::size_t most) {
  std::vector<Instant> points;
  const Instant last = std::min(now, span.end);
  if (last <= span.begin) return points;
  std::vector<Instant> ends = calendar.boundaries({span.begin, last}, BucketUnit::day);
  ends.erase(ends.begin());
  ends.back() = last;
  const std::size_t count = std::min(most, ends.size());
  for (std::size_t i = 1; i <= count; ++i) points.push_back(ends[i * ends.size() / count - 1]);
  return points;
}

}  // namespace throng::board
