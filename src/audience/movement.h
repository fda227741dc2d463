// A segment day by day: how large it was, who entered, who left.
#pragma once

#include "audience/versions.h"

namespace throng::audience {

struct DayOfSegment {
  CivilDate day;
  std::uint64_t persons = 0;
  std::uint64_t entered = 0, left = 0;  // since the version before, in the numbers of now; of the first day 0
};

// Days that have a version, ascending. Errors: the warehouse's.
Result<std::vector<DayOfSegment>> movement_of(const Versions& versions, const Object& segment, CivilDate from,
                                              CivilDate to,
                                              FunctionRef<model::PersonNumber(model::PersonNumber)> today);

// Who entered on (or left by) that day, ascending. Errors: not_found (no version of that day).
Result<Bitmap> moved_on(const Versions& versions, const Object& segment, CivilDate day, bool entered,
                        FunctionRef<model::PersonNumber(model::PersonNumber)> today);

}  // namespace throng::audience
