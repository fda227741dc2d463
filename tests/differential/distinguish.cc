#include "differential/distinguish.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "differential/funnel.h"
#include "differential/questions.h"
#include "differential/sessions.h"
#include "model/value.h"

namespace throng::testing {
namespace {

using analyze::FunnelWithin;

// "event" or the reference of the property, and the name or value.
using Factor = std::pair<std::string, std::string>;

std::string reference(const analyze::PropertyRef& ref) {
  return (ref.scope == analyze::Scope::event ? "event." : "person.") + ref.name;
}

bool is_within(const Oracle& oracle, const analyze::FunnelQuestion& funnel, const FunnelOutcome& outcome,
               const Oracle::Person& person, const model::Event& event) {
  const model::Event& start = *outcome.steps.front();
  if (event.time < start.time) return false;
  if (outcome.steps.back() != nullptr) return event.time <= outcome.steps.back()->time;
  if (funnel.within == FunnelWithin::duration) return event.time - start.time <= funnel.window;
  const Calendar& calendar = oracle.context().calendar;
  if (funnel.within == FunnelWithin::day) return calendar.date_of(event.time) == calendar.date_of(start.time);
  const auto sessions = sessions_of(funnel.sessions.value_or(analyze::SessionRule{}), person);
  return event.time <= sessions[static_cast<std::size_t>(outcome.session)].back()->time;
}

std::set<Factor> factors_of(const Oracle& oracle, const analyze::DistinguishQuestion& question,
                            const FunnelOutcome& outcome, const Oracle::Person& person) {
  std::set<std::string> steps;
  for (const auto& step : question.funnel.steps) steps.insert(step.events.begin(), step.events.end());
  std::set<Factor> factors;
  const auto add = [&](const analyze::PropertyRef& ref, const model::Event& event) {
    const std::string label = oracle.label(ref, event, person);
    if (label != model::kNone) factors.emplace(reference(ref), label);
  };
  for (const auto& ref : question.properties)
    if (ref.scope == analyze::Scope::person) add(ref, person.events[0]);
  for (const model::Event& event : person.events) {
    if (!model::is_activity(event.name) || !is_within(oracle, question.funnel, outcome, person, event)) continue;
    if (question.events && !steps.contains(event.name)) factors.emplace("event", event.name);
    for (const auto& ref : question.properties)
      if (ref.scope == analyze::Scope::event) add(ref, event);
  }
  return factors;
}

analyze::DistinguishFactor named(const analyze::DistinguishQuestion& question, const Factor& factor) {
  analyze::DistinguishFactor out;
  if (factor.first == "event") {
    out.event = factor.second;
    return out;
  }
  out.value = factor.second;
  for (const auto& ref : question.properties)
    if (reference(ref) == factor.first) out.property = ref;
  return out;
}

}  // namespace

analyze::DistinguishQuestion random_distinguish(Dice& dice, const Data& data) {
  analyze::DistinguishQuestion question;
  question.funnel = random_funnel(dice, data);
  question.funnel.count = analyze::FunnelCount::persons;
  question.events = !dice.one_in(4);
  std::set<std::string> known;
  for (std::size_t n = dice.below(4); n > 0; --n) {
    const bool trait = dice.one_in(3);
    const analyze::PropertyRef ref{trait ? analyze::Scope::person : analyze::Scope::event,
                                   random_property(dice, trait)};
    if (known.insert(reference(ref)).second) question.properties.push_back(ref);
  }
  question.min_persons = static_cast<std::uint64_t>(dice.between(1, 6));
  question.top = static_cast<std::uint32_t>(dice.between(1, 30));
  return question;
}

analyze::DistinguishAnswer answer(const Oracle& oracle, const analyze::DistinguishQuestion& question) {
  analyze::DistinguishAnswer answer;
  std::map<Factor, std::pair<std::uint64_t, std::uint64_t>> counts;  // converted, others
  for (const Oracle::Person& person : oracle.persons()) {
    for (const FunnelOutcome& outcome : outcomes_of(oracle, question.funnel, person)) {
      const bool converted = outcome.steps.back() != nullptr;
      ++(converted ? answer.converted : answer.others);
      for (const Factor& factor : factors_of(oracle, question, outcome, person))
        ++(converted ? counts[factor].first : counts[factor].second);
    }
  }
  for (const auto& [factor, count] : counts) {
    const std::uint64_t with = count.first + count.second;
    const std::uint64_t all = answer.converted + answer.others;
    if (with < question.min_persons || all - with < question.min_persons) continue;
    analyze::DistinguishFactor out = named(question, factor);
    out.converted_with = count.first;
    out.others_with = count.second;
    out.converted_without = answer.converted - count.first;
    out.others_without = answer.others - count.second;
    const auto half = [](std::uint64_t n) { return static_cast<double>(n) + 0.5; };
    const double a = half(out.converted_with), b = half(out.others_with), c = half(out.converted_without),
                 d = half(out.others_without);
    out.odds_ratio = a * d / (b * c);
    const double spread = 1.959963984540054 * std::sqrt(1 / a + 1 / b + 1 / c + 1 / d);
    out.low = out.odds_ratio / std::exp(spread);
    out.high = out.odds_ratio * std::exp(spread);
    answer.factors.push_back(out);
  }
  const auto key = [](const analyze::DistinguishFactor& f) {
    const std::string scope = !f.property ? "0" : f.property->scope == analyze::Scope::event ? "1" : "2";
    return std::tuple(-std::llround(std::fabs(std::log(f.odds_ratio)) * 1e9), scope, f.property ? f.property->name : "",
                      f.event.value_or(""), f.value.value_or(""));
  };
  std::sort(answer.factors.begin(), answer.factors.end(),
            [&](const auto& a, const auto& b) { return key(a) < key(b); });
  if (answer.factors.size() > question.top) answer.factors.resize(question.top);
  analyze::DistinguishAnswer empty;
  analyze::rank(question, {}, empty);
  answer.rule = empty.rule;
  return answer;
}

Drill random_drill(Dice& dice, const analyze::DistinguishQuestion&, const analyze::DistinguishAnswer& answer) {
  analyze::DistinguishCell cell;
  cell.converted = dice.one_in(2);
  cell.has = dice.one_in(2);
  if (answer.factors.empty() || dice.one_in(4))
    return {json::to_string(cell), cell.converted ? answer.converted : answer.others};
  const analyze::DistinguishFactor& factor = dice.pick(answer.factors);
  cell.event = factor.event;
  cell.property = factor.property;
  cell.value = factor.value;
  const std::uint64_t with = cell.converted ? factor.converted_with : factor.others_with;
  const std::uint64_t without = cell.converted ? factor.converted_without : factor.others_without;
  return {json::to_string(cell), cell.has ? with : without};
}

}  // namespace throng::testing
