#include "analyze/path/internal/log.h"

#include <algorithm>

namespace throng::analyze::internal {
namespace {

constexpr std::uint8_t kNewPerson = 0x80;
static_assert(kMaxPathLevels < kNewPerson);

}  // namespace

void PathLog::add(const Path& path) {
  if (nodes_.size() + path.size > most_nodes_) {
    *this = PathLog(0);
    return;
  }
  heads_.push_back(static_cast<std::uint8_t>(path.size | (new_person_ ? kNewPerson : 0U)));
  new_person_ = false;
  nodes_.insert(nodes_.end(), path.nodes.begin(), path.nodes.begin() + path.size);
  ms_.insert(ms_.end(), path.ms.begin(), path.ms.begin() + path.size);
}

void PathLog::replay(PathTally& tally) const {
  Path path;
  std::size_t at = 0;
  for (const std::uint8_t head : heads_) {
    if ((head & kNewPerson) != 0) tally.enter_person();
    path.size = head & ~kNewPerson & 0xFFU;
    std::copy_n(nodes_.begin() + static_cast<std::ptrdiff_t>(at), path.size, path.nodes.begin());
    std::copy_n(ms_.begin() + static_cast<std::ptrdiff_t>(at), path.size, path.ms.begin());
    at += path.size;
    tally.add(path);
  }
}

}  // namespace throng::analyze::internal
