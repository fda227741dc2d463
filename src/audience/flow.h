// How persons went from one layer to another between two days: a matrix that sums to the population.
#pragma once

#include <optional>

#include "audience/assignment.h"

namespace throng::audience {

// persons[a][b]: from the layer from[a] to the layer to[b]. One row more than `from`: who was not there yet; one column
// more than `to`: who is there no longer.
struct Flow {
  std::vector<std::string> from;
  std::vector<std::string> to;
  std::vector<std::vector<std::uint64_t>> persons;
};

// A place of the matrix; empty: any. The text "" names the additional row or column.
struct FlowCell {
  std::optional<std::string> from;
  std::optional<std::string> to;
};

// Both as partitions, in the same numbers (in_todays_numbers).
Flow flow_between(const Assignment& before, const Assignment& after);
// Errors: not_found naming the layer that does not exist.
Result<Bitmap> persons_of(const FlowCell& cell, const Assignment& before, const Assignment& after);

}  // namespace throng::audience
