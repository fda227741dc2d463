#include "model/links.h"

#include <algorithm>
#include <unordered_set>
#include <vector>

namespace throng::model {
namespace {

PersonNumber root_of(Representatives& parents, PersonNumber number) {
  PersonNumber root = number;
  while (parents.try_emplace(root, root).first->second != root) root = parents[root];
  while (number != root) number = std::exchange(parents[number], root);
  return root;
}

}  // namespace

Representatives representatives(std::span<const Link> links) {
  std::unordered_set<std::uint64_t> undone;
  std::vector<const Link*> joins;
  for (const Link& link : links) {
    if (link.kind == LinkKind::undo) {
      undone.insert(link.target);
    } else {
      joins.push_back(&link);
    }
  }
  std::sort(joins.begin(), joins.end(), [](const Link* a, const Link* b) { return a->id < b->id; });
  Representatives parents;
  for (const Link* link : joins) {
    if (!undone.contains(link->id)) parents[root_of(parents, link->from)] = root_of(parents, link->into);
  }
  std::vector<PersonNumber> numbers;
  for (const auto& [number, parent] : parents) numbers.push_back(number);
  for (const PersonNumber number : numbers) parents[number] = root_of(parents, number);
  return parents;
}

}  // namespace throng::model
