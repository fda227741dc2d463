// May this filter be saved as a segment? It must be valid for persons, and the segments it names must exist
// and not lead back to it.
#pragma once

#include <string>
#include <vector>

#include "ledger/projects.h"
#include "model/filter.h"

namespace throng::audience {

// Reads and checks the filter of a segment. Errors carry the path in the filter, under "filter".
Result<model::Filter> parse_segment_filter(std::string_view filter_json);

// `saved`: all segments of the project. `id`: of the segment being changed, "" for a new one.
// Errors: invalid_argument (field "filter"): a segment that does not exist, or a circle, named in order.
Result<void> check_references(const std::vector<ledger::SavedSegment>& saved, std::string_view id,
                              const model::Filter& filter);

// Those that name `id` in their filter.
std::vector<ledger::SavedSegment> referring_to(const std::vector<ledger::SavedSegment>& saved, std::string_view id);

}  // namespace throng::audience
