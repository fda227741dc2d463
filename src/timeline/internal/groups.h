// Which numbers are one person: the effect of links, in order.
#pragma once

#include <span>
#include <unordered_map>
#include <vector>

#include "model/event.h"

namespace throng::timeline {

class Groups {
 public:
  // The representative of `from` and all it stands for go over to the representative of `into`.
  void link(model::PersonNumber from, model::PersonNumber into);
  model::PersonNumber representative(model::PersonNumber number) const {
    const auto found = representative_.find(number);
    return found == representative_.end() ? number : found->second;
  }
  // Ascending; {representative} for a number that was never linked.
  std::vector<model::PersonNumber> members(model::PersonNumber representative) const;

  bool empty() const { return representative_.empty(); }
  std::size_t size() const { return representative_.size(); }
  // Representatives of more than one number, with all their numbers.
  const std::unordered_map<model::PersonNumber, std::vector<model::PersonNumber>>& all() const { return members_; }

 private:
  std::unordered_map<model::PersonNumber, model::PersonNumber> representative_;  // without those that stand for themselves
  std::unordered_map<model::PersonNumber, std::vector<model::PersonNumber>> members_;
};

// Claims and merges that no later undo takes back, applied in order of id.
Groups groups_of(std::span<const model::Link> links);

}  // namespace throng::timeline
