// Paths kept as they were found, so that counting them again needs no second scan.
#pragma once

#include <vector>

#include "analyze/path/internal/tally.h"

namespace throng::analyze::internal {

class PathLog {
 public:
  // Gives up, and forgets everything, when the paths have more nodes than that.
  explicit PathLog(std::size_t most_nodes) : most_nodes_(most_nodes) {}

  // The paths that follow are the next person's.
  void enter_person() { new_person_ = true; }
  void add(const Path& path);
  bool is_complete() const { return most_nodes_ > 0; }
  void replay(PathTally& tally) const;

 private:
  std::size_t most_nodes_;
  bool new_person_ = false;
  std::vector<std::uint8_t> heads_;  // per path: its size, and kNewPerson
  std::vector<NodeCode> nodes_;
  std::vector<std::int64_t> ms_;
};

}  // namespace throng::analyze::internal
