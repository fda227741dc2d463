// Counts paths: first which nodes of each level to keep, then nodes and edges with the rest folded.
#pragma once

#include <vector>

#include "analyze/path/internal/builder.h"

namespace throng::analyze::internal {

// Paths per level and node.
class NodeCounts {
 public:
  NodeCounts(std::size_t levels, std::size_t nodes) : nodes_(nodes), counts_(levels * nodes) {}
  void add(const Path& path) {
    for (std::uint32_t level = 0; level < path.size; ++level) ++counts_[level * nodes_ + path.nodes[level] - 1];
  }
  void add(const NodeCounts& other) {
    for (std::size_t i = 0; i < counts_.size(); ++i) counts_[i] += other.counts_[i];
  }
  std::uint32_t at(std::size_t level, NodeCode node) const { return counts_[level * nodes_ + node - 1]; }

 private:
  std::size_t nodes_;
  std::vector<std::uint32_t> counts_;
};

// Per level the nodes that are kept, and per level and node its group: the place among them, or others().
class Folding {
 public:
  // Whether the most frequent nodes must be known to fold.
  static bool needs_counts(const PathQuestion& question, const NodeNames& names);
  Folding(const PathQuestion& question, const NodeNames& names, const NodeCounts* counts);

  std::uint16_t group_of(std::size_t level, NodeCode node) const { return groups_[level * nodes_ + node - 1]; }
  // Of level 1, per node; then those of level 2; behind the last level one more.
  const std::uint16_t* groups() const { return groups_.data(); }
  std::size_t nodes() const { return nodes_; }
  std::uint16_t others() const { return others_; }
  std::uint16_t exit() const { return static_cast<std::uint16_t>(others_ + 1); }  // as the end of an edge
  const std::vector<NodeCode>& kept(std::size_t level) const { return kept_[level]; }
  std::size_t levels() const { return kept_.size(); }

 private:
  std::size_t nodes_;
  std::uint16_t others_;
  std::vector<std::vector<NodeCode>> kept_;
  std::vector<std::uint16_t> groups_;
};

class PathTally {
  struct Persons;
  struct Edge;

 public:
  explicit PathTally(const Folding& folding);
  // Counts the paths that follow for the next person.
  void enter_person() { ++place_; }
  void add(const Path& path);
  // Paths without anchors, given node by node. By value, so that loops keep it in registers.
  class Walk {
   public:
    explicit Walk(PathTally& tally)
        : tally_(tally),
          groups_(tally.folding_->groups()),
          nodes_(tally.folding_->nodes()),
          levels_(tally.folding_->levels()),
          width_(tally.width_),
          place_(tally.place_) {}
    void begin() {
      level_ = 0;
      level_groups_ = groups_;
      level_nodes_ = tally_.nodes_.data();
    }
    bool is_full() const { return level_ == levels_; }  // what follows does not count
    void push(NodeCode node, std::int64_t ms) {
      const std::size_t to = level_groups_[node - 1];
      level_nodes_[to].add(place_);
      if (level_ > 0) out_[to].add(place_, ms - last_ms_);
      out_ = tally_.edges_from(level_, to);
      last_ms_ = ms;
      level_groups_ += nodes_;
      level_nodes_ += width_;
      ++level_;
    }
    void end() {
      if (level_ == 0) return;
      ++tally_.paths_;
      tally_.persons_.add(place_);
      if (level_ < levels_) out_[width_].add(place_, 0);
    }

   private:
    PathTally& tally_;
    const std::uint16_t* groups_;
    std::size_t nodes_, levels_, width_;
    std::uint32_t place_;
    // Of the next level.
    std::size_t level_ = 0;
    const std::uint16_t* level_groups_ = nullptr;
    Persons* level_nodes_ = nullptr;
    // Of the last node.
    Edge* out_ = nullptr;
    std::int64_t last_ms_ = 0;
  };
  void add(const PathTally& other);
  PathAnswer answer(const PathQuestion& question, const NodeNames& names) const;

 private:
  struct Persons {
    std::uint32_t count = 0;
    std::uint32_t seen = 0;  // the last person counted
    void add(std::uint32_t place) {
      count += seen != place ? 1 : 0;
      seen = place;
    }
  };
  struct Edge {
    std::uint64_t paths = 0;
    std::int64_t ms = 0;
    Persons persons;
    void add(std::uint32_t place, std::int64_t time) {
      ++paths;
      ms += time;
      persons.add(place);
    }
  };
  std::size_t node_at(std::size_t level, std::size_t group) const { return level * width_ + group; }
  // The edges to each group of the next level, and to the exit.
  Edge* edges_from(std::size_t level, std::size_t group) {
    return edges_.data() + node_at(level, group) * (width_ + 1);
  }
  const Edge* edges_from(std::size_t level, std::size_t group) const {
    return edges_.data() + node_at(level, group) * (width_ + 1);
  }
  std::uint64_t paths_of(std::size_t level, std::size_t group) const;
  std::string text_of(std::size_t level, std::size_t group, const NodeNames& names) const;
  std::vector<PathNode> nodes(std::size_t level, const NodeNames& names) const;
  void add_edges(std::size_t level, const PathQuestion& question, const NodeNames& names,
                 std::vector<PathEdge>& out) const;

  const Folding* folding_;
  std::size_t width_;  // groups of a level, others included
  std::uint32_t place_ = 0;
  std::uint64_t paths_ = 0;
  Persons persons_;
  // Of each level, the last one's edges and one level more included, which nobody reads.
  std::vector<Persons> nodes_;
  std::vector<Edge> edges_;
};

}  // namespace throng::analyze::internal
