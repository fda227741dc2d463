// Making base blocks: from the source, or by folding the delta of a core into its base.
#pragma once

#include "base/worker_pool.h"
#include "timeline/internal/source.h"
#include "timeline/internal/state.h"

namespace throng::timeline {

struct BuildRequest {
  std::size_t slices = 64;
  std::uint64_t layout_id = 0;
  model::EventNumber last_number = 0;
  std::uint64_t events = 0;  // expected, for progress
  FunctionRef<void(std::uint64_t, std::uint64_t)> progress;
};
Result<std::shared_ptr<const Layout>> build_layout(Source& source, Groups groups, Dictionary& names, const BuildRequest& request);

// A layout without events.
std::shared_ptr<const Layout> empty_layout(std::size_t slices, std::uint64_t id);

// All events of the core's base and delta under its present representatives, its columns carried over.
struct Folded {
  std::shared_ptr<const Layout> layout;
  std::vector<std::shared_ptr<const BaseColumn>> columns;  // as in `columns`
};
Folded fold(const Core& core, std::span<const BoundColumn> columns, std::uint64_t layout_id, WorkerPool& pool);

}  // namespace throng::timeline
