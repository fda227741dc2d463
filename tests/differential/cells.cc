#include "differential/cells.h"

namespace throng::testing {

Drill random_drill(Dice& dice, const analyze::SegmentQuestion&, const analyze::SegmentAnswer& answer) {
  const bool others = dice.one_in(2);
  return {json::to_string(analyze::SegmentCell{others}), others ? answer.everyone - answer.persons : answer.persons};
}

Drill random_drill(Dice& dice, const analyze::TrendQuestion& question, const analyze::TrendAnswer& answer) {
  analyze::TrendCell cell;
  if (answer.series.empty()) return {json::to_string(cell), 0};
  const analyze::TrendSeries& series = dice.pick(answer.series);
  if (question.breakdown) cell.label = series.label;
  std::optional<double> value = series.total;
  if (!series.values.empty() && dice.one_in(2)) {
    cell.bucket = static_cast<std::uint32_t>(dice.below(series.values.size()));
    value = series.values[*cell.bucket];
  }
  if (question.measure != analyze::Measure::persons) return {json::to_string(cell), std::nullopt};
  return {json::to_string(cell), static_cast<std::uint64_t>(value.value())};
}

Drill random_drill(Dice& dice, const analyze::FunnelQuestion& question, const analyze::FunnelAnswer& answer) {
  analyze::FunnelCell cell;
  const analyze::FunnelGroup* group = &answer.all;
  if (!answer.groups.empty() && dice.one_in(2)) {
    group = &dice.pick(answer.groups);
    cell.label = group->label;
  }
  cell.step = static_cast<std::uint32_t>(1 + dice.below(question.steps.size()));
  cell.dropped = cell.step > 1 && dice.one_in(2);
  const std::uint64_t reached = group->steps[cell.step - 1].persons;
  return {json::to_string(cell), cell.dropped ? group->steps[cell.step - 2].persons - reached : reached};
}

std::optional<Drill> random_drill(Dice& dice, const analyze::RetentionQuestion&,
                                  const analyze::RetentionAnswer& answer) {
  if (answer.cohorts.empty()) return std::nullopt;
  analyze::RetentionCell cell;
  cell.cohort = static_cast<std::uint32_t>(dice.below(answer.cohorts.size()));
  const analyze::RetentionRow& row = answer.cohorts[cell.cohort];
  if (dice.one_in(4)) return Drill{json::to_string(cell), row.persons};
  cell.bucket = static_cast<std::uint32_t>(dice.below(row.returned.size()));
  cell.absent = dice.one_in(2);
  const std::uint64_t returned = row.returned[*cell.bucket];
  return Drill{json::to_string(cell), cell.absent ? row.persons - returned : returned};
}

}  // namespace throng::testing
