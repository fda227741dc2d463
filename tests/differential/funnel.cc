#include "differential/funnel.h"

#include <algorithm>
#include <map>

#include "differential/questions.h"
#include "model/value.h"

namespace throng::testing {
namespace {

// Steps reached by the attempt that starts at `start`.
std::vector<const model::Event*> attempt(const std::vector<model::Event>& events, std::size_t start, Duration window,
                                         const std::vector<std::vector<bool>>& steps) {
  std::vector<const model::Event*> reached = {&events[start]};
  for (std::size_t at = start + 1; at < events.size() && reached.size() < steps.size(); ++at) {
    if (events[at].time - events[start].time > window) break;
    if (steps[reached.size()][at]) reached.push_back(&events[at]);
  }
  return reached;
}

analyze::FunnelGroup group_of(std::string label, std::size_t steps,
                              const std::vector<std::vector<const model::Event*>>& attempts) {
  analyze::FunnelGroup group{std::move(label), {}};
  for (std::size_t step = 0; step < steps; ++step) {
    analyze::FunnelStep out;
    std::vector<double> previous;
    std::vector<double> first;
    for (const auto& reached : attempts) {
      if (reached.size() <= step) continue;
      ++out.persons;
      if (step == 0) continue;
      previous.push_back(static_cast<double>((reached[step]->time - reached[step - 1]->time).count()));
      first.push_back(static_cast<double>((reached[step]->time - reached[0]->time).count()));
    }
    out.median_ms_from_previous = percentile(previous, 0.5);
    out.median_ms_from_first = percentile(first, 0.5);
    group.steps.push_back(out);
  }
  return group;
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
  return question;
}

analyze::FunnelAnswer answer(const Oracle& oracle, const analyze::FunnelQuestion& question) {
  const TimeRange range = model::resolve(question.range, oracle.context().calendar, oracle.context().now).value();
  using Reached = std::vector<const model::Event*>;
  std::vector<std::pair<std::string, Reached>> best_of_all;
  for (const Oracle::Person& person : oracle.persons()) {
    std::vector<std::vector<bool>> steps;
    for (const model::EventMatch& step : question.steps) steps.push_back(oracle.matching(step, person));
    Reached best;
    for (std::size_t start = 0; start < person.events.size(); ++start) {
      if (!range.contains(person.events[start].time) || !steps[0][start]) continue;
      Reached reached = attempt(person.events, start, question.window, steps);
      if (reached.size() > best.size()) best = std::move(reached);
    }
    if (best.empty()) continue;
    best_of_all.emplace_back(question.breakdown ? oracle.label(*question.breakdown, *best[0], person) : "", best);
  }
  const auto group = [&](const std::string& name, auto wanted) {
    std::vector<Reached> chosen;
    for (const auto& [own, reached] : best_of_all) {
      if (wanted(own)) chosen.push_back(reached);
    }
    return group_of(name, question.steps.size(), chosen);
  };
  analyze::FunnelAnswer answer;
  answer.rule = analyze::kFunnelRule;
  answer.all = group("", [](const std::string&) { return true; });
  if (!question.breakdown) return answer;
  std::map<std::string, double> counts;
  for (const auto& [own, reached] : best_of_all) ++counts[own];
  const auto top = top_of({counts.begin(), counts.end()}, question.top);
  for (const std::string& name : top)
    answer.groups.push_back(group(name, [&](const std::string& own) { return own == name; }));
  auto rest = group(std::string(model::kOther),
                    [&](const std::string& own) { return is_of_group(own, std::string(model::kOther), top); });
  if (rest.steps[0].persons > 0) answer.groups.push_back(std::move(rest));
  return answer;
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

}  // namespace throng::testing
