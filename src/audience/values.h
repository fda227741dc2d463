// One value per person, as statistics and statements give it, made an assignment.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "analyze/statistic/spec.h"
#include "audience/assignment.h"
#include "audience/split.h"

namespace throng::audience {

// Numbers of persons, each at most once, in any order.
using Numbers = std::vector<std::pair<model::PersonNumber, double>>;
Numbers numbers_of(const analyze::StatisticValues& values);

// What is not a finite number is left out.
Assignment assignment_of(Numbers numbers);
Assignment assignment_of(Numbers numbers, const Split& split);  // the parts, empty ones too

using PersonsByValue = std::map<std::string, std::vector<std::uint32_t>, std::less<>>;
PersonsByValue persons_by_value(const analyze::StatisticValues& values);

// The value that most have first, of equal ones by name. A value "" is none. Longer ones than kMaxTagValueBytes are
// cut. Errors: too_large (more than kMaxTagValues).
Result<Assignment> assignment_of(PersonsByValue persons);

// The first rule that holds: `holders` of each, `values` in the same order.
Assignment first_of(std::vector<std::string> values, std::span<const Bitmap> holders);

}  // namespace throng::audience
