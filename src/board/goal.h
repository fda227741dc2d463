// A goal: a number that is to reach a target between two days, and how far it has come.
#pragma once

#include <string>

#include "board/number.h"
#include "ledger/saved.h"

namespace throng::board {

enum class GoalDirection { at_least, at_most };
BOOST_DESCRIBE_ENUM(GoalDirection, at_least, at_most)

struct Goal {
  static constexpr ledger::SavedKind kKind = ledger::SavedKind::goal;
  analyze::TrendQuestion question;  // one number; its range and bucket are not looked at
  double target = 0;
  double from = 0;    // where it starts; not the target
  std::string start;  // date: from its midnight on
  std::string due;    // date: to its end
  GoalDirection direction = GoalDirection::at_least;
};
BOOST_DESCRIBE_STRUCT(Goal, (), (question, target, from, start, due, direction))

// Errors: invalid_argument naming the field.
Result<void> check(Goal& goal);
// From the midnight that begins the start date to the one that ends the due date.
Result<TimeRange> span_of(const Goal& goal, const Calendar& calendar);

// A number that adds up grows with the time it is measured over (events, sums, different persons or values); any other
// one (means, percentiles, formulas) has a level that time does not change.
bool adds_up(const analyze::TrendQuestion& question);

// waiting: not begun. reached: the number is where it should be - for at_most, that is known at the end only. missed:
// the end has come without. on_track, behind: whether the projected number would do.
enum class GoalState { waiting, on_track, behind, reached, missed };
BOOST_DESCRIBE_ENUM(GoalState, waiting, on_track, behind, reached, missed)

struct GoalProgress {
  GoalState state = GoalState::waiting;
  std::optional<double> value;  // the number over [start, now or end); absent before the start, and where it has none
  std::optional<double> progress;   // (value - from) / (target - from)
  std::optional<double> expected;   // from + (target - from) * elapsed share: where a straight line would be now
  std::optional<double> pace;       // (value - from) / (expected - from); 1 is just in time
  std::optional<double> projected;  // at the end: from + (value - from) / elapsed share if it adds up, else the value
  double elapsed = 0;               // share of the time, 0..1
};
BOOST_DESCRIBE_STRUCT(GoalProgress, (), (state, value, progress, expected, pace, projected, elapsed))

// `value`: over [span.begin, min(now, span.end)).
GoalProgress progress_of(const Goal& goal, const TimeRange& span, Instant now, std::optional<double> value);

// Where the number is looked at for its chart: ends of days, at most `most`, evenly spread, the last one now or the
// end.
std::vector<Instant> points_of(const TimeRange& span, Instant now, const Calendar& calendar, std::size_t most);

}  // namespace throng::board
