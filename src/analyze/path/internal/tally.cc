#include "analyze/path/internal/tally.h"

#include <algorithm>
#include <cstdlib>
#include <tuple>

#include "model/value.h"

namespace throng::analyze::internal {
namespace {

bool is_reserved(const std::string& text) { return text == model::kOther || text == kPathExit || text == kPathEntry; }

}  // namespace

bool Folding::needs_counts(const PathQuestion& question, const NodeNames& names) {
  return names.count() > question.top;
}

Folding::Folding(const PathQuestion& question, const NodeNames& names, const NodeCounts* counts)
    : nodes_(names.count()),
      others_(static_cast<std::uint16_t>(std::min<std::size_t>(question.top, names.count()))),
      kept_(question.levels),
      groups_((question.levels + 1) * names.count(), others_) {
  for (std::size_t level = 0; level < kept_.size(); ++level) {
    std::vector<NodeCode>& kept = kept_[level];
    for (NodeCode node = 1; node <= nodes_; ++node) {
      const bool occurs = counts == nullptr || counts->at(level, node) > 0;
      if (occurs && !is_reserved(names.text(node))) kept.push_back(node);
    }
    if (counts != nullptr) {
      const auto before = [&](NodeCode a, NodeCode b) {
        const auto left = counts->at(level, a);
        const auto right = counts->at(level, b);
        return left != right ? left > right : names.text(a) < names.text(b);
      };
      const std::size_t size = std::min<std::size_t>(kept.size(), question.top);
      std::partial_sort(kept.begin(), kept.begin() + static_cast<std::ptrdiff_t>(size), kept.end(), before);
      kept.resize(size);
    }
    for (std::size_t place = 0; place < kept.size(); ++place)
      groups_[level * nodes_ + kept[place] - 1] = static_cast<std::uint16_t>(place);
  }
}

PathTally::PathTally(const Folding& folding)
    : folding_(&folding),
      width_(folding.others() + 1U),
      nodes_((folding.levels() + 1) * width_),
      edges_((folding.levels() + 1) * width_ * (width_ + 1)) {}

void PathTally::add(const Path& path) {
  Walk walk(*this);
  walk.begin();
  for (std::uint32_t level = 0; level < path.size; ++level) walk.push(path.nodes[level], path.ms[level]);
  walk.end();
}
void PathTally::add(const PathTally& other) {
  paths_ += other.paths_;
  persons_.count += other.persons_.count;
  for (std::size_t i = 0; i < nodes_.size(); ++i) nodes_[i].count += other.nodes_[i].count;
  for (std::size_t i = 0; i < edges_.size(); ++i) {
    edges_[i].paths += other.edges_[i].paths;
    edges_[i].ms += other.edges_[i].ms;
    edges_[i].persons.count += other.edges_[i].persons.count;
  }
}

// Who is at a node leaves it or ends there; but for the last level, which is only reached.
std::uint64_t PathTally::paths_of(std::size_t level, std::size_t group) const {
  std::uint64_t paths = 0;
  if (level + 1 < folding_->levels()) {
    for (std::size_t to = 0; to <= width_; ++to) paths += edges_from(level, group)[to].paths;
  } else {
    for (std::size_t from = 0; from < width_; ++from) paths += edges_from(level - 1, from)[group].paths;
  }
  return paths;
}

std::string PathTally::text_of(std::size_t level, std::size_t group, const NodeNames& names) const {
  return group == folding_->others() ? std::string(model::kOther) : names.text(folding_->kept(level)[group]);
}

std::vector<PathNode> PathTally::nodes(std::size_t level, const NodeNames& names) const {
  std::vector<PathNode> out;
  const auto take = [&](std::size_t group) {
    const std::uint64_t paths = paths_of(level, group);
    if (paths > 0) out.push_back({text_of(level, group, names), paths, nodes_[node_at(level, group)].count});
  };
  for (std::size_t group = 0; group < folding_->kept(level).size(); ++group) take(group);
  std::sort(out.begin(), out.end(), [](const PathNode& a, const PathNode& b) {
    return a.paths != b.paths ? a.paths > b.paths : a.node < b.node;
  });
  take(folding_->others());
  return out;
}

void PathTally::add_edges(std::size_t level, const PathQuestion& question, const NodeNames& names,
                          std::vector<PathEdge>& out) const {
  const std::string end(is_backward(question) ? kPathEntry : kPathExit);
  const auto first = static_cast<std::ptrdiff_t>(out.size());
  for (std::size_t from = 0; from < width_; ++from) {
    for (std::size_t to = 0; to <= width_; ++to) {
      const Edge& sum = edges_from(level, from)[to];
      if (sum.paths == 0 || sum.paths < question.min_paths) continue;
      PathEdge& edge = out.emplace_back();
      edge.level = static_cast<std::uint32_t>(level + 1);
      edge.from = text_of(level, from, names);
      edge.to = to == folding_->exit() ? end : text_of(level + 1, to, names);
      edge.paths = sum.paths;
      edge.persons = sum.persons.count;
      if (to != folding_->exit()) edge.mean_ms = static_cast<double>(std::abs(sum.ms)) / static_cast<double>(sum.paths);
    }
  }
  std::sort(out.begin() + first, out.end(), [](const PathEdge& a, const PathEdge& b) {
    return a.paths != b.paths ? a.paths > b.paths : std::tie(a.from, a.to) < std::tie(b.from, b.to);
  });
}

PathAnswer PathTally::answer(const PathQuestion& question, const NodeNames& names) const {
  PathAnswer answer{paths_, persons_.count, {}, {}};
  for (std::size_t level = 0; level < question.levels; ++level) answer.levels.push_back(nodes(level, names));
  for (std::size_t level = 0; level + 1 < question.levels; ++level) add_edges(level, question, names, answer.edges);
  return answer;
}

}  // namespace throng::analyze::internal
