// Random funnels, and numbers of their answers to ask for the persons of.
#include <algorithm>

#include "differential/funnel.h"
#include "differential/questions.h"
#include "differential/sessions.h"

namespace throng::testing {
namespace {

using analyze::BreakdownPlace;
using analyze::ExclusionScope;
using analyze::FunnelCount;
using analyze::FunnelWithin;
using analyze::StepOrder;

std::vector<std::uint32_t> random_optional(Dice& dice, std::size_t steps) {
  std::vector<std::uint32_t> out;
  for (std::uint32_t step = 2; step < steps; ++step)
    if (dice.one_in(2)) out.push_back(step);
  return out;
}

void add_exclusions(Dice& dice, const Data& data, analyze::FunnelQuestion& question) {
  std::vector<std::uint32_t> required;
  for (std::uint32_t step = 1; step <= question.steps.size(); ++step) {
    if (std::count(question.optional.begin(), question.optional.end(), step) == 0) required.push_back(step);
  }
  for (std::size_t n = 1 + dice.below(2); n > 0; --n) {
    analyze::FunnelExclusion exclusion;
    exclusion.match = random_match(dice, data, model::FilterPlace::event, 1);
    const std::size_t from = dice.below(required.size() - 1);
    exclusion.from = required[from];
    if (!dice.one_in(3)) exclusion.to = required[from + 1 + dice.below(required.size() - from - 1)];
    if (dice.one_in(3)) exclusion.scope = ExclusionScope::person;
    question.exclusions.push_back(exclusion);
  }
}

void add_times(Dice& dice, analyze::FunnelQuestion& question) {
  question.times.emplace();
  question.times->from =
      static_cast<std::uint32_t>(dice.between(1, static_cast<std::int64_t>(question.steps.size()) - 1));
  if (dice.one_in(2))
    question.times->to = static_cast<std::uint32_t>(
        dice.between(question.times->from + 1, static_cast<std::int64_t>(question.steps.size())));
  if (dice.one_in(2)) {
    const std::int64_t first = dice.between(1, 200);
    question.times->bins = {minutes(first), minutes(first + dice.between(1, 3000))};
  }
}

}  // namespace

analyze::FunnelQuestion random_funnel(Dice& dice, const Data& data) {
  analyze::FunnelQuestion question;
  for (std::size_t n = dice.one_in(10) ? 6 : 2 + dice.below(3); n > 0; --n) {
    question.steps.push_back(random_match(dice, data, model::FilterPlace::event, dice.one_in(3) ? 2 : 1));
  }
  question.range = random_window(dice, data);
  question.window = dice.one_in(2) ? minutes(dice.between(1, 3000)) : days(dice.between(1, 40));
  question.breakdown = random_breakdown(dice);
  question.top = static_cast<std::uint32_t>(dice.between(1, 6));
  if (dice.one_in(4)) return question;
  if (dice.one_in(3)) question.within = static_cast<FunnelWithin>(dice.below(3));
  if (dice.one_in(2)) question.order = static_cast<StepOrder>(dice.below(3));
  if (dice.one_in(3)) question.count = static_cast<FunnelCount>(dice.below(3));
  if (dice.one_in(2)) question.sessions = random_session_rule(dice);
  if (dice.one_in(4)) question.simultaneous = analyze::Simultaneous::any;
  if (question.order == StepOrder::ordered && dice.one_in(3))
    question.optional = random_optional(dice, question.steps.size());
  if (dice.one_in(3)) add_exclusions(dice, data, question);
  for (std::size_t n = dice.one_in(4) ? 1 + dice.below(2) : 0; n > 0; --n)
    question.hold.push_back({analyze::Scope::event, random_property(dice, false)});
  question.first_time = dice.one_in(5);
  question.breakdown_at = static_cast<BreakdownPlace>(dice.below(3));
  question.breakdown_step = static_cast<std::uint32_t>(1 + dice.below(question.steps.size()));
  if (dice.one_in(3)) question.bucket = static_cast<BucketUnit>(dice.below(4));
  if (dice.one_in(3)) add_times(dice, question);
  return question;
}

Drill random_drill(Dice& dice, const analyze::FunnelQuestion& question, const analyze::FunnelAnswer& answer) {
  analyze::FunnelCell cell;
  const analyze::FunnelGroup* group = &answer.all;
  if (!answer.groups.empty() && dice.one_in(2)) {
    group = &dice.pick(answer.groups);
    cell.label = group->label;
  }
  const bool once = question.count == FunnelCount::persons;  // else numbers are of other things than persons
  const auto persons = [once](std::uint64_t count) { return once ? std::optional(count) : std::nullopt; };
  if (!group->points.empty() && dice.one_in(3)) {
    cell.bucket = static_cast<std::uint32_t>(dice.below(group->points.size()));
    const bool converted = dice.one_in(2);
    if (converted) cell.step = static_cast<std::uint32_t>(question.steps.size());
    const analyze::FunnelPoint& point = group->points[*cell.bucket];
    return {json::to_string(cell), persons(converted ? point.converted : point.entered)};
  }
  if (!cell.label && answer.times && !answer.times->bins.empty() && dice.one_in(2)) {
    cell.bin = static_cast<std::uint32_t>(dice.below(answer.times->bins.size()));
    return {json::to_string(cell), answer.times->bins[*cell.bin].persons};
  }
  cell.step = static_cast<std::uint32_t>(1 + dice.below(question.steps.size()));
  cell.dropped = cell.step > 1 && dice.one_in(2);
  if (!cell.dropped) return {json::to_string(cell), group->steps[cell.step - 1].persons};
  const std::size_t before = analyze::previous_steps(question)[cell.step - 1];
  return {json::to_string(cell), persons(group->steps[before].count - group->steps[cell.step - 1].count)};
}

}  // namespace throng::testing
