// One path, built node by node.
#pragma once

#include <array>
#include <limits>
#include <span>

#include "analyze/path/internal/names.h"

namespace throng::analyze::internal {

// The nodes by level, level 1 first, and when they were.
struct Path {
  std::array<NodeCode, kMaxPathLevels + 1>
      nodes;  // one more, so that a node may be written before it is known to count
  std::array<std::int64_t, kMaxPathLevels + 1> ms;
  std::uint32_t size = 0;
};

// An anchor that no event makes; it is never met.
inline constexpr NodeCode kNoSuchNode = std::numeric_limits<NodeCode>::max();

struct PathShape {
  std::uint32_t levels = kMinPathLevels;
  bool collapse = true;
  NodeCode start = 0, end = 0;  // 0: no anchor
};
PathShape shape_of(const PathQuestion& question, const NodeNames& names);

// Takes the nodes of one session (or window) in order, in constant time each, whatever their number; an end node
// counted backwards costs a copy of the levels.
class PathBuilder {
 public:
  explicit PathBuilder(const PathShape& shape) : shape_(shape) {}

  void clear() {
    path_.size = 0;
    taken_ = 0;
    end_at_ = 0;
    last_ = 0;
  }
  void push(NodeCode node, std::int64_t ms) {
    const bool fresh = !shape_.collapse || node != last_;
    last_ = node;
    if (shape_.end == 0) {
      forward(node, ms, fresh);
    } else if (fresh) {
      towards_end(node, ms);
    }
  }
  // Whether what was pushed makes a path that counts.
  bool finish() {
    if (shape_.end != 0 && shape_.start != 0) path_.size = std::min(end_at_, shape_.levels);
    return path_.size > 0;
  }
  const Path& path() const { return path_; }
  const PathShape& shape() const { return shape_; }

 private:
  // Without a branch on what the node is, which nobody could foresee.
  void forward(NodeCode node, std::int64_t ms, bool fresh) {
    const std::uint32_t size = path_.size;
    const bool begun = size != 0 || shape_.start == 0 || node == shape_.start;
    path_.nodes[size] = node;
    path_.ms[size] = ms;
    path_.size = size + static_cast<std::uint32_t>(fresh & begun & (size < shape_.levels));
  }
  void towards_end(NodeCode node, std::int64_t ms) {
    if (shape_.start == 0) {
      backward(node, ms);
    } else {
      between(node, ms);
    }
  }
  void between(NodeCode node, std::int64_t ms);
  void backward(NodeCode node, std::int64_t ms);

  PathShape shape_;
  Path path_;
  NodeCode last_ = 0;
  std::uint32_t taken_ = 0;   // nodes of the path so far, also those beyond the levels
  std::uint32_t end_at_ = 0;  // how many there were at the latest end node
  Path ring_;                 // counted backwards: the latest nodes, at their number modulo levels
};

}  // namespace throng::analyze::internal
