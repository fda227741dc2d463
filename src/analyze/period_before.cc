#include "analyze/period_before.h"

#include <algorithm>

namespace throng::analyze {
namespace {

Instant begin_before(const model::Window& window, TimeRange range, const Calendar& calendar) {
  if (const auto* last = std::get_if<model::Window::Last>(&window.form))
    return calendar.advance(range.begin, last->unit, -last->count);
  const auto is_midnight = [&](Instant t) { return calendar.floor(t, BucketUnit::day) == t; };
  if (!is_midnight(range.begin) || !is_midnight(range.end)) return range.begin - (range.end - range.begin);
  const auto days = static_cast<int>(calendar.boundaries(range, BucketUnit::day).size()) - 1;
  return calendar.advance(range.begin, BucketUnit::day, -days);
}

}  // namespace

TimeRange period_before(const model::Window& window, TimeRange range, const Calendar& calendar) {
  const Instant begin = std::max(begin_before(window, range, calendar), model::kBeginningOfTime);
  return {begin, std::max(begin, range.begin)};
}

}  // namespace throng::analyze
