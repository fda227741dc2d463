// A question's context as filters over timelines want it.
#pragma once

#include "analyze/question.h"
#include "timeline/filter_scan.h"

namespace throng::analyze {

// Valid while context.memberships lives.
timeline::FilterContext filter_context(const AskContext& context);

}  // namespace throng::analyze
