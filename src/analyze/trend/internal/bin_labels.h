// Bins of a breakdown: their ends, and what they are called in answers.
#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

namespace throng::analyze::internal {

struct NumberEnds {
  double least = 0, greatest = 0;
};
inline void add_number(std::optional<NumberEnds>& ends, double number) {
  if (!ends) ends = NumberEnds{number, number};
  ends = NumberEnds{std::min(ends->least, number), std::max(ends->greatest, number)};
}

// The numbers between automatic bins, the outer ends among them: what lies beyond (in another series, or the range
// compared with) has bins of its own. At least two.
std::vector<double> automatic_edges(const std::optional<NumberEnds>& ends);

// "< 2", "[2, 5)", ">= 5": one more than there are edges, of which there is at least one.
std::vector<std::string> bin_labels(const std::vector<double>& edges);

}  // namespace throng::analyze::internal
