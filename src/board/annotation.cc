#include "board/annotation.h"

#include "board/dates.h"

namespace throng::board {

Result<void> check(Annotation& annotation) {
  THRONG_TRY([[maybe_unused]] const Instant at, instant_of(annotation, Calendar::utc()));
  return {};
}

Result<Instant> instant_of(const Annotation& annotation, const Calendar& calendar) {
  return date_or_instant(annotation.at, calendar, "at");
}

}  // namespace throng::board
