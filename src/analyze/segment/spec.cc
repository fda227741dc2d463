#include "analyze/segment/spec.h"

#include "analyze/internal/checks.h"

namespace throng::analyze {

Result<void> validate(const SegmentQuestion& question) {
  return internal::at_field("filter", model::validate(question.filter, model::FilterPlace::person));
}

}  // namespace throng::analyze
