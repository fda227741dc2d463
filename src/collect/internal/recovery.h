// What a collector knows when it opens: from the warehouse, and from the journal what the warehouse lacks.
#pragma once

#include <vector>

#include "collect/internal/batch.h"
#include "collect/internal/journal.h"
#include "collect/internal/state.h"

namespace throng::collect {

struct Recovered {
  std::vector<Batch> cut;  // to be sent again as they were
  Rows uncut;              // journaled after the last cut
  std::uint64_t last_done = 0;
  // Of the above, what the timeline does not have because the warehouse did not have it.
  std::vector<model::Event> unseen_events;
  std::vector<model::Link> unseen_links;
  bool scattered = false;  // newer events than some unseen one are in the warehouse: the timeline must be rebuilt
};

// Fills `state`; opens `journal`. Errors: corrupt, io, the warehouse's.
Result<Recovered> recover(warehouse::Warehouse& warehouse, std::string_view project, Journal& journal, State& state,
                          Instant now);

}  // namespace throng::collect
