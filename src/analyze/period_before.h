// The range just before another, as long as it: what `previous_period` and operating models compare with.
#pragma once

#include "base/calendar.h"
#include "model/filter.h"

namespace throng::analyze {

// Of `last N units` the N units before; of a range from midnight to midnight as many days before; else as much time
// before. `range` is the window, resolved. Of `ever` there is nothing before.
TimeRange period_before(const model::Window& window, TimeRange range, const Calendar& calendar);

}  // namespace throng::analyze
