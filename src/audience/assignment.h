// Who has which value: what a tag, a segment or a layer scheme comes to at some moment.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "analyze/question.h"
#include "base/bitmap.h"

namespace throng::audience {

// Named values, or numbers, or both (RFM: the group and the scores). A segment has one value, "". Of a layer scheme
// every person of the project has exactly one value; of a tag at most one, but for the most frequent values of a
// property, of which there may be several.
struct Assignment {
  std::vector<std::string> values;  // distinct
  std::vector<Bitmap> persons;      // of each value
  Bitmap numbered;                  // who has a number, and
  std::vector<double> numbers;      // which, in ascending order of persons

  std::optional<std::size_t> find(std::string_view value) const;
  Bitmap everyone() const;  // who has any value or number
  std::uint64_t bytes() const;
};

// The persons as numbers of now: whoever has become part of somebody else since is that other one. Who then would have
// two values of which only one is allowed keeps the first in the order of `values` (of numbers: that of the least
// number that he was known by).
Assignment in_todays_numbers(const Assignment& assignment, FunctionRef<model::PersonNumber(model::PersonNumber)> today);

}  // namespace throng::audience
