// Which values one person has, found in a place or two of memory: an assignment laid out by person. Compressed sets by
// value answer "who?"; this answers "which?", for a reader who asks about one person in hundreds of assignments.
#pragma once

#include <memory>

#include "audience/assignment.h"

namespace throng::audience {

// Takes for each person number up to the greatest as many bits as it needs to tell the values: those of the value's
// number where nobody has two, else one per value. Beyond 64 bits it takes none and asks the sets themselves.
class Lookup {
 public:
  explicit Lookup(std::shared_ptr<const Assignment> assignment);

  const Assignment& assignment() const { return *assignment_; }
  // Calls with each place in `values` of the person's, ascending.
  void each_value(model::PersonNumber person, FunctionRef<void(std::size_t)> visit) const;
  std::optional<double> number_of(model::PersonNumber person) const;
  std::uint64_t bytes() const { return words_.size() * sizeof(std::uint64_t); }

 private:
  void lay_out();
  void write(model::PersonNumber person, std::uint64_t bits);
  std::uint64_t bits_of(model::PersonNumber person) const;

  std::shared_ptr<const Assignment> assignment_;
  bool is_exclusive_ = false;  // nobody has two values: the bits are 1 + its place, or 0
  unsigned width_ = 0;         // bits per person; 0: ask the sets
  std::vector<std::uint64_t> words_;
};

}  // namespace throng::audience
