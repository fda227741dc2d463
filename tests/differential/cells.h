// A number of an answer, to ask for the persons behind it.
#pragma once

#include <optional>
#include <string>

#include "differential/questions.h"

namespace throng::testing {

struct Drill {
  std::string cell;                     // JSON
  std::optional<std::uint64_t> number;  // how many persons the answer says; empty where it counts something else
};

Drill random_drill(Dice& dice, const analyze::SegmentQuestion& question, const analyze::SegmentAnswer& answer);
Drill random_drill(Dice& dice, const analyze::TrendQuestion& question, const analyze::TrendAnswer& answer);
Drill random_drill(Dice& dice, const analyze::FunnelQuestion& question, const analyze::FunnelAnswer& answer);
// Empty when the answer has no rows.
std::optional<Drill> random_drill(Dice& dice, const analyze::RetentionQuestion& question,
                                  const analyze::RetentionAnswer& answer);

}  // namespace throng::testing
