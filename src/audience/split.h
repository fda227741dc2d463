// Numbers put into named parts (分档): below 100, 100 to 500, 500 and more; or the lower 80 % of persons and the upper
// 20 %.
#pragma once

#include <span>
#include <string>
#include <vector>

#include <boost/describe.hpp>

#include "base/result.h"

namespace throng::audience {

inline constexpr std::size_t kMaxSplitCuts = 23;

// value: a number at a cut is above it. percent: a number is above the cut p if at least p % of all persons have a
// smaller one, so that equal numbers always lie in the same part, the lower one.
enum class CutBy { value, percent };
BOOST_DESCRIBE_ENUM(CutBy, value, percent)

struct Split {
  CutBy by = CutBy::value;
  std::vector<double> cuts;        // 1..kMaxSplitCuts, ascending; percent: between 0 and 100
  std::vector<std::string> names;  // of the parts, lowest first: one more than cuts, different
  static constexpr std::string_view kRequired[] = {"cuts", "names"};
};
BOOST_DESCRIBE_STRUCT(Split, (), (by, cuts, names))

// Errors: invalid_argument naming the field.
Result<void> check(const Split& split);

// The cuts of a split among these numbers, as values: a number x lies above cut i if x >= cuts_among()[i]. Where no
// number lies above a percent cut its value is infinite. `sorted`: ascending, finite.
std::vector<double> cuts_among(const Split& split, std::span<const double> sorted);

// Where a number lies: how many of the cuts (as cuts_among() gives them) are at or below it.
std::size_t part_of(std::span<const double> cuts, double number);

}  // namespace throng::audience
