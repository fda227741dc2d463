#include "differential/funnel.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "differential/questions.h"
#include "differential/sessions.h"
#include "model/value.h"

namespace throng::testing {
namespace {

using analyze::BreakdownPlace;
using analyze::ExclusionScope;
using analyze::FunnelCount;
using analyze::FunnelWithin;
using analyze::StepOrder;

// An event as a funnel sees it.
struct Seen {
  const model::Event* event = nullptr;
  std::vector<bool> steps;     // which it matches
  std::vector<bool> excluded;  // which exclusions
  int session = -1;
  std::vector<std::string> held;

  std::size_t first_step() const {
    return static_cast<std::size_t>(std::find(steps.begin(), steps.end(), true) - steps.begin());
  }
};

using Outcome = FunnelOutcome;

// The attempts of one person, each followed on its own through all of the person's events.
class Attempts {
 public:
  Attempts(const Oracle& oracle, const analyze::FunnelQuestion& question, const Oracle::Person& person)
      : oracle_(oracle), question_(question), person_(person) {
    range_ = model::resolve(question.range, oracle.context().calendar, oracle.context().now).value();
    see();
  }

  std::vector<Outcome> counted() {
    std::vector<Outcome> all;
    std::map<std::vector<std::string>, std::size_t> free_from;  // per line, for attempts that must not overlap
    for (std::size_t start = 0; start < seen_.size(); ++start) {
      if (!starts(start)) continue;
      if (question_.count == FunnelCount::totals && start < free_from[line(start)]) continue;
      std::size_t end = 0;
      std::optional<Outcome> outcome = follow(start, end);
      if (!outcome) return {};
      free_from[line(start)] = end;
      all.push_back(*outcome);
    }
    if (question_.count == FunnelCount::totals) return all;
    std::map<int, Outcome> best;
    for (const Outcome& outcome : all) {
      const int unit = question_.count == FunnelCount::sessions ? outcome.session : 0;
      if (!best.contains(unit) || outcome.depth > best[unit].depth) best[unit] = outcome;
    }
    std::vector<Outcome> out;
    for (const auto& [unit, outcome] : best) out.push_back(outcome);
    return out;
  }

 private:
  void see();
  bool needs_sessions() const {
    return question_.within == FunnelWithin::session || question_.count == FunnelCount::sessions;
  }
  bool starts(std::size_t i) const {
    const bool matches =
        question_.order == StepOrder::any ? seen_[i].first_step() < seen_[i].steps.size() : seen_[i].steps[0];
    return matches && range_.contains(seen_[i].event->time);
  }
  std::vector<std::string> line(std::size_t i) const {
    std::vector<std::string> line = seen_[i].held;
    if (question_.within == FunnelWithin::session) line.push_back(std::to_string(seen_[i].session));
    if (question_.within == FunnelWithin::day) {
      const CivilDate date = oracle_.context().calendar.date_of(seen_[i].event->time);
      line.push_back(std::to_string(date.year) + "-" + std::to_string(date.month) + "-" + std::to_string(date.day));
    }
    return line;
  }
  bool is_optional(std::size_t step) const {
    return std::count(question_.optional.begin(), question_.optional.end(), step + 1) > 0;
  }
  // Empty when the person is out; `end`: from which event on another attempt may start.
  std::optional<Outcome> follow(std::size_t start, std::size_t& end) const;
  void fill_optional(std::vector<std::size_t>& places, std::size_t end, const std::vector<std::string>& own) const;
  Outcome outcome(std::size_t start, std::vector<std::size_t> places, std::size_t depth) const;
  std::string label(const Outcome& outcome) const;

  const Oracle& oracle_;
  const analyze::FunnelQuestion& question_;
  const Oracle::Person& person_;
  TimeRange range_;
  std::vector<Seen> seen_;
};

constexpr std::size_t kNot = ~std::size_t{0};

void Attempts::see() {
  std::map<const model::Event*, int> session_of;
  int session = 0;
  for (const EventList& events : sessions_of(question_.sessions.value_or(analyze::SessionRule{}), person_)) {
    for (const model::Event* event : events) session_of[event] = session;
    ++session;
  }
  bool first = true;
  std::vector<std::size_t> rank;
  for (const model::Event& event : person_.events) {
    Seen seen{&event, {}, {}, session_of.contains(&event) ? session_of[&event] : -1, {}};
    if (needs_sessions() && seen.session < 0) continue;
    for (const model::EventMatch& step : question_.steps) seen.steps.push_back(oracle_.matches(step, event, person_));
    for (const auto& one : question_.exclusions) seen.excluded.push_back(oracle_.matches(one.match, event, person_));
    const std::size_t own_rank = seen.first_step();
    if (question_.first_time && seen.steps[0]) {
      if (!first) seen.steps[0] = false;
      first = false;
    }
    bool has_all = true;
    for (const auto& property : question_.hold) {
      seen.held.push_back(oracle_.label(property, event, person_));
      has_all = has_all && seen.held.back() != model::kNone;
    }
    if (!has_all) continue;
    std::size_t at = seen_.size();
    if (question_.simultaneous == analyze::Simultaneous::any)
      while (at > 0 && seen_[at - 1].event->time == event.time && rank[at - 1] > own_rank) --at;
    seen_.insert(seen_.begin() + static_cast<std::ptrdiff_t>(at), seen);
    rank.insert(rank.begin() + static_cast<std::ptrdiff_t>(at), own_rank);
  }
}

std::optional<Outcome> Attempts::follow(std::size_t start, std::size_t& end) const {
  const std::vector<std::string> own = line(start);
  const std::size_t n = question_.steps.size();
  std::vector<std::size_t> places(n, kNot);
  std::vector<std::size_t> required;
  for (std::size_t step = 0; step < n; ++step)
    if (!is_optional(step)) required.push_back(step);
  std::size_t depth = 0;
  const auto done = [&](std::size_t step) {
    return question_.order == StepOrder::any ? depth >= step : places[step - 1] != kNot;
  };
  for (end = start; end < seen_.size() && depth < required.size(); ++end) {
    const Seen& seen = seen_[end];
    if (line(end) != own) continue;
    if (question_.within == FunnelWithin::duration && seen.event->time - seen_[start].event->time > question_.window)
      break;
    bool killed = false;
    for (std::size_t x = 0; x < question_.exclusions.size(); ++x) {
      const auto& exclusion = question_.exclusions[x];
      if (!seen.excluded[x] || !done(exclusion.from) || done(exclusion.to.value_or(static_cast<std::uint32_t>(n))))
        continue;
      if (exclusion.scope == ExclusionScope::person) return std::nullopt;
      killed = true;
    }
    if (killed) break;
    std::size_t served = kNot;
    if (question_.order != StepOrder::any) {
      if (seen.steps[required[depth]]) served = required[depth];
      if (served == kNot && question_.order == StepOrder::strict) break;
    } else {
      for (std::size_t step = n; step-- > 0;)
        if (seen.steps[step] && places[step] == kNot) served = step;
    }
    if (served == kNot) continue;
    places[served] = end;
    ++depth;
  }
  fill_optional(places, end, own);
  return outcome(start, places, depth);
}

void Attempts::fill_optional(std::vector<std::size_t>& places, std::size_t end,
                             const std::vector<std::string>& own) const {
  for (std::size_t step = 1; step < places.size(); ++step) {
    if (!is_optional(step)) continue;
    std::size_t before = kNot, after = end;
    bool reached = false;
    for (std::size_t s = 0; s < step; ++s) {
      if (places[s] != kNot) before = places[s];
      if (!is_optional(s)) reached = places[s] != kNot;
    }
    for (std::size_t s = places.size(); s-- > step + 1;)
      if (!is_optional(s) && places[s] != kNot) after = places[s];
    for (std::size_t i = before + 1; reached && i < after; ++i) {
      if (!seen_[i].steps[step] || line(i) != own) continue;
      places[step] = i;
      break;
    }
  }
}

Outcome Attempts::outcome(std::size_t start, std::vector<std::size_t> places, std::size_t depth) const {
  // In any order steps are told apart by when they were done.
  if (question_.order == StepOrder::any) std::sort(places.begin(), places.end());
  Outcome out{.person = person_.number, .steps = {}, .depth = depth, .session = seen_[start].session, .label = ""};
  for (const std::size_t place : places) out.steps.push_back(place == kNot ? nullptr : seen_[place].event);
  // A property is read where the question's step was done.
  out.label = label(out);
  return out;
}

std::string Attempts::label(const Outcome& outcome) const {
  if (!question_.breakdown) return "";
  if (question_.breakdown->scope == analyze::Scope::person)
    return oracle_.label(*question_.breakdown, *outcome.steps[0], person_);
  std::string last(model::kNone);
  for (std::size_t step = 0; step < outcome.steps.size(); ++step) {
    const model::Event* event = outcome.steps[step];
    const std::string own =
        event == nullptr ? std::string(model::kNone) : oracle_.label(*question_.breakdown, *event, person_);
    if (question_.breakdown_at == BreakdownPlace::step && step + 1 == question_.breakdown_step) return own;
    if (question_.breakdown_at == BreakdownPlace::step || own == model::kNone) continue;
    if (question_.breakdown_at == BreakdownPlace::first_seen) return own;
    last = own;
  }
  return last;
}

using Outcomes = std::vector<const Outcome*>;

template <class Wanted>
Outcomes select(const Outcomes& outcomes, Wanted wanted) {
  Outcomes out;
  std::copy_if(outcomes.begin(), outcomes.end(), std::back_inserter(out),
               [&](const Outcome* one) { return wanted(*one); });
  return out;
}

std::uint64_t persons_of(const Outcomes& outcomes) {
  std::set<model::PersonNumber> persons;
  for (const Outcome* outcome : outcomes) persons.insert(outcome->person);
  return persons.size();
}

std::optional<double> mean(const std::vector<double>& values) {
  if (values.empty()) return std::nullopt;
  double sum = 0;
  for (const double value : values) sum += value;
  return sum / static_cast<double>(values.size());
}

analyze::FunnelStep step_of(const analyze::FunnelQuestion& question, std::size_t step, const Outcomes& all) {
  analyze::FunnelStep out;
  const Outcomes did = select(all, [&](const Outcome& one) { return one.steps[step] != nullptr; });
  out.count = did.size();
  out.persons = persons_of(did);
  if (step == 0) return out;
  std::size_t previous = step - 1;
  while (std::count(question.optional.begin(), question.optional.end(), previous + 1) > 0) --previous;
  std::vector<double> from_previous;
  std::vector<double> from_first;
  for (const Outcome* one : did) {
    from_previous.push_back(one->ms(previous, step));
    from_first.push_back(one->ms(0, step));
  }
  out.mean_ms_from_previous = mean(from_previous);
  out.median_ms_from_previous = percentile(from_previous, 0.5);
  out.p90_ms_from_previous = percentile(from_previous, 0.9);
  out.mean_ms_from_first = mean(from_first);
  out.median_ms_from_first = percentile(from_first, 0.5);
  out.p90_ms_from_first = percentile(from_first, 0.9);
  return out;
}

analyze::FunnelGroup group_of(const analyze::FunnelQuestion& question, const std::string& label, const Outcomes& all,
                              const analyze::Buckets& buckets) {
  analyze::FunnelGroup group;
  group.label = label;
  for (std::size_t step = 0; step < question.steps.size(); ++step) group.steps.push_back(step_of(question, step, all));
  for (std::size_t i = 0; i < buckets.count(); ++i) {
    const TimeRange bucket{buckets.bounds[i], buckets.bounds[i + 1]};
    const Outcomes entered = select(all, [&](const Outcome& one) { return bucket.contains(one.steps[0]->time); });
    const Outcomes converted = select(entered, [](const Outcome& one) { return one.steps.back() != nullptr; });
    group.points.push_back({entered.size(), converted.size()});
  }
  return group;
}

// The chance of so great a difference or a greater one, between shares a / n and b / m that are the same in truth.
std::optional<double> z_of(double a, double n, double b, double m) {
  if (n == 0 || m == 0 || a + b == 0 || a + b == n + m) return std::nullopt;
  const double pooled = (a + b) / (n + m);
  return (a / n - b / m) / std::sqrt(pooled * (1 - pooled) / n + pooled * (1 - pooled) / m);
}

void compare(analyze::FunnelAnswer& answer) {
  std::vector<double> raw;
  const auto entered = [](const analyze::FunnelGroup& g) { return static_cast<double>(g.steps.front().count); };
  const auto converted = [](const analyze::FunnelGroup& g) { return static_cast<double>(g.steps.back().count); };
  for (analyze::FunnelGroup& group : answer.groups) {
    group.z = z_of(converted(group), entered(group), converted(answer.all) - converted(group),
                   entered(answer.all) - entered(group));
    if (group.z) raw.push_back(std::erfc(std::fabs(*group.z) / std::sqrt(2.0)));
  }
  std::sort(raw.begin(), raw.end());
  for (analyze::FunnelGroup& group : answer.groups) {
    if (!group.z) continue;
    const double own = std::erfc(std::fabs(*group.z) / std::sqrt(2.0));
    double adjusted = 0;
    for (std::size_t k = 0; k < raw.size() && raw[k] <= own; ++k)
      adjusted = std::max(adjusted, std::min(1.0, raw[k] * static_cast<double>(raw.size() - k)));
    group.p = adjusted;
  }
}

std::vector<analyze::FunnelBin> bins_for(const analyze::FunnelPair& pair, double longest) {
  std::vector<analyze::FunnelBin> bins;
  double begin = 0;
  for (const Duration edge : pair.bins) {
    bins.push_back({begin, static_cast<double>(edge.count()), 0, 0});
    begin = static_cast<double>(edge.count());
  }
  if (!pair.bins.empty()) bins.push_back({begin, std::nullopt, 0, 0});
  const double width = pair.bins.empty() && longest >= 0 ? time_width_for(longest) : 0;
  for (; width > 0 && begin <= longest; begin += width) bins.push_back({begin, begin + width, 0, 0});
  return bins;
}

analyze::FunnelTimes times_of(const analyze::FunnelQuestion& question, const Outcomes& all) {
  const std::size_t from = question.times->from - 1;
  const std::size_t to = question.times->to.value_or(static_cast<std::uint32_t>(question.steps.size())) - 1;
  const Outcomes both = select(all, [&](const Outcome& one) { return one.steps[from] && one.steps[to]; });
  std::vector<double> values;
  for (const Outcome* one : both) values.push_back(one->ms(from, to));
  analyze::FunnelTimes out;
  out.count = both.size();
  out.mean_ms = mean(values);
  out.min_ms = percentile(values, 0);
  out.p10_ms = percentile(values, 0.1);
  out.p25_ms = percentile(values, 0.25);
  out.median_ms = percentile(values, 0.5);
  out.p75_ms = percentile(values, 0.75);
  out.p90_ms = percentile(values, 0.9);
  out.p99_ms = percentile(values, 0.99);
  out.max_ms = percentile(values, 1);
  out.bins = bins_for(*question.times, out.max_ms.value_or(-1));
  for (analyze::FunnelBin& bin : out.bins) {
    const Outcomes in = select(both, [&](const Outcome& one) {
      return one.ms(from, to) >= bin.from_ms && (!bin.to_ms || one.ms(from, to) < *bin.to_ms);
    });
    bin.count = in.size();
    bin.persons = persons_of(in);
  }
  return out;
}

void add_buckets(const Oracle& oracle, const analyze::FunnelQuestion& question, const analyze::Buckets& buckets,
                 analyze::FunnelAnswer& answer) {
  constexpr std::int64_t kQuarter = 900'000;
  const Instant now = from_ms(to_ms(oracle.context().now) / kQuarter * kQuarter);
  for (std::size_t i = 0; i < buckets.count(); ++i) {
    const Instant begin = buckets.bounds[i], end = buckets.bounds[i + 1];
    bool complete = begin >= buckets.range.begin && end <= buckets.range.end && end <= now;
    if (question.within == FunnelWithin::duration) complete = complete && end + question.window <= now;
    if (question.within == FunnelWithin::day) {
      const Calendar& calendar = oracle.context().calendar;
      const Instant day = calendar.floor(end - Duration(1), BucketUnit::day);
      complete = complete && calendar.advance(day, BucketUnit::day, 1) <= now;
    }
    answer.buckets.push_back(begin);
    answer.complete.push_back(complete);
  }
}

}  // namespace

std::vector<FunnelOutcome> outcomes_of(const Oracle& oracle, const analyze::FunnelQuestion& question,
                                       const Oracle::Person& person) {
  return Attempts(oracle, question, person).counted();
}

analyze::FunnelAnswer answer(const Oracle& oracle, const analyze::FunnelQuestion& question) {
  std::vector<Outcome> outcomes;
  for (const Oracle::Person& person : oracle.persons()) {
    for (Outcome& outcome : outcomes_of(oracle, question, person)) outcomes.push_back(std::move(outcome));
  }
  Outcomes all;
  std::map<std::string, double> counts;
  for (const Outcome& outcome : outcomes) {
    all.push_back(&outcome);
    ++counts[outcome.label];
  }
  const analyze::Buckets buckets =
      question.bucket ? oracle.buckets(question.range, *question.bucket) : analyze::Buckets{};
  analyze::FunnelAnswer answer;
  answer.rule = analyze::rule_of(question);
  answer.all = group_of(question, "", all, buckets);
  add_buckets(oracle, question, buckets, answer);
  if (question.times) answer.times = times_of(question, all);
  if (!question.breakdown) return answer;
  auto names = top_of({counts.begin(), counts.end()}, question.top);
  const auto top = names;
  names.emplace_back(model::kOther);
  for (const std::string& name : names) {
    const Outcomes own = select(all, [&](const Outcome& one) { return is_of_group(one.label, name, top); });
    if (!own.empty()) answer.groups.push_back(group_of(question, name, own, buckets));
  }
  compare(answer);
  return answer;
}

}  // namespace throng::testing
