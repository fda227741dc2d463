#include "timeline/internal/groups.h"

#include <algorithm>
#include <unordered_set>

namespace throng::timeline {

void Groups::link(model::PersonNumber from, model::PersonNumber into) {
  const model::PersonNumber source = representative(from);
  const model::PersonNumber target = representative(into);
  if (source == target) return;
  std::vector<model::PersonNumber> moved = members(source);
  members_.erase(source);
  auto& members = members_[target];
  if (members.empty()) members.push_back(target);
  for (const model::PersonNumber number : moved) representative_[number] = target;
  members.insert(members.end(), moved.begin(), moved.end());
}

std::vector<model::PersonNumber> Groups::members(model::PersonNumber representative) const {
  const auto found = members_.find(representative);
  if (found == members_.end()) return {representative};
  std::vector<model::PersonNumber> sorted = found->second;
  std::sort(sorted.begin(), sorted.end());
  return sorted;
}

Groups groups_of(std::span<const model::Link> links) {
  std::vector<const model::Link*> ordered;
  std::unordered_set<std::uint64_t> undone;
  for (const model::Link& link : links) {
    ordered.push_back(&link);
    if (link.kind == model::LinkKind::undo) undone.insert(link.target);
  }
  std::sort(ordered.begin(), ordered.end(), [](const auto* a, const auto* b) { return a->id < b->id; });
  Groups groups;
  for (const model::Link* link : ordered) {
    if (link->kind != model::LinkKind::undo && !undone.contains(link->id)) groups.link(link->from, link->into);
  }
  return groups;
}

}  // namespace throng::timeline
