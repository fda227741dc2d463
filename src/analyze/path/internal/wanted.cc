#include "analyze/path/internal/wanted.h"

#include "model/value.h"

namespace throng::analyze::internal {
namespace {

std::vector<std::uint8_t> nodes_named(const std::string& text, std::size_t level, const NodeNames& names,
                                      const Folding* folding) {
  std::vector<std::uint8_t> out(names.count() + 1);
  for (NodeCode node = 1; node <= names.count(); ++node) {
    out[node] = text == model::kOther ? folding->group_of(level, node) == folding->others() : names.text(node) == text;
  }
  return out;
}

}  // namespace

bool needs_folding(const PathCell& cell) { return cell.node == model::kOther || cell.next == model::kOther; }

WantedPaths::WantedPaths(const PathQuestion& question, const PathCell& cell, const NodeNames& names,
                         const Folding* folding)
    : level_(cell.level - 1) {
  if (cell.node) node_ = nodes_named(*cell.node, level_, names, folding);
  if (!cell.next) return;
  ends_ = *cell.next == (is_backward(question) ? kPathEntry : kPathExit);
  if (!ends_) next_ = nodes_named(*cell.next, level_ + 1, names, folding);
}

bool WantedPaths::has(const Path& path) const {
  if (path.size <= level_) return false;
  if (!node_.empty() && node_[path.nodes[level_]] == 0) return false;
  if (ends_) return path.size == level_ + 1;
  return next_.empty() || (path.size > level_ + 1 && next_[path.nodes[level_ + 1]] != 0);
}

}  // namespace throng::analyze::internal
