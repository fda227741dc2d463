#pragma once

#include "analyze/funnel/spec.h"
#include "differential/drill.h"
#include "differential/oracle.h"

namespace throng::testing {

analyze::FunnelQuestion random_funnel(Dice& dice, const Data& data);
// An attempt that counts.
struct FunnelOutcome {
  model::PersonNumber person = 0;
  std::vector<const model::Event*> steps;  // null: not done
  std::size_t depth = 0;
  int session = -1;  // of the start, as sessions_of() counts from 0
  std::string label;

  double ms(std::size_t from, std::size_t to) const {
    return static_cast<double>((steps[to]->time - steps[from]->time).count());
  }
};
std::vector<FunnelOutcome> outcomes_of(const Oracle& oracle, const analyze::FunnelQuestion& question,
                                       const Oracle::Person& person);
analyze::FunnelAnswer answer(const Oracle& oracle, const analyze::FunnelQuestion& question);
Drill random_drill(Dice& dice, const analyze::FunnelQuestion& question, const analyze::FunnelAnswer& answer);

}  // namespace throng::testing
