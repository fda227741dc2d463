// An annotation: what happened on a day or at an instant, marked on every axis of time.
#pragma once

#include <string>

#include "base/calendar.h"
#include "base/json.h"
#include "ledger/saved.h"

namespace throng::board {

enum class AnnotationColor { blue, orange, green, red, violet };
BOOST_DESCRIBE_ENUM(AnnotationColor, blue, orange, green, red, violet)

// Its text is its name.
struct Annotation {
  static constexpr ledger::SavedKind kKind = ledger::SavedKind::annotation;
  std::string at;  // ISO 8601 date (a midnight of the project's zone) or instant
  AnnotationColor color = AnnotationColor::blue;
};
BOOST_DESCRIBE_STRUCT(Annotation, (), (at, color))

Result<void> check(Annotation& annotation);
// Errors: invalid_argument (at).
Result<Instant> instant_of(const Annotation& annotation, const Calendar& calendar);

}  // namespace throng::board
