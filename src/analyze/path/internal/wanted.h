// The paths that a cell means.
#pragma once

#include "analyze/path/internal/tally.h"

namespace throng::analyze::internal {

// Whether $other must be known to tell.
bool needs_folding(const PathCell& cell);

class WantedPaths {
 public:
  // `folding` may be null if the cell needs none.
  WantedPaths(const PathQuestion& question, const PathCell& cell, const NodeNames& names, const Folding* folding);
  bool has(const Path& path) const;

 private:
  std::uint32_t level_;                    // from 0
  bool ends_ = false;                      // nothing may follow
  std::vector<std::uint8_t> node_, next_;  // per node; empty: any
};

}  // namespace throng::analyze::internal
