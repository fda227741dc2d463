// One person's numbers, group by group.
#pragma once

#include <span>

#include "analyze/distribution/spec.h"

namespace throng::analyze::internal {

class PersonNumbers {
 public:
  PersonNumbers(DistributionMeasure measure, std::size_t groups) : measure_(measure), groups_(groups) {}

  // A matching event, in the person's order. `bucket`: the day or hour it is in; `value`: NaN if it is no number.
  struct Event {
    std::uint32_t bucket = 0;
    double value = 0;
  };
  void add(std::size_t group, const Event& event);

  // Calls visit(group, number) for every group with an event that counts, and forgets the person.
  template <class Visit>
  void take(Visit visit) {
    for (const std::uint32_t group : touched_) {
      visit(group, number(groups_[group]));
      groups_[group] = Group{};
    }
    touched_.clear();
  }

 private:
  struct Group {
    std::uint64_t count = 0;  // events, or days and hours
    std::uint32_t bucket = 0;
    double least = 0, greatest = 0;
    long double sum = 0;
  };
  double number(const Group& group) const;

  DistributionMeasure measure_;
  std::vector<Group> groups_;
  std::vector<std::uint32_t> touched_;
};

struct GroupNumber {
  std::uint32_t group = 0;
  double number = 0;
};
// One series per group, labels left out.
std::vector<DistributionSeries> read_distribution(std::size_t groups, const Bins& bins,
                                                  std::span<const std::vector<GroupNumber>> slices);

}  // namespace throng::analyze::internal
