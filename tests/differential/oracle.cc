#include "differential/oracle.h"

#include <algorithm>
#include <cmath>
#include <set>

#include "model/properties.h"
#include "model/value.h"

namespace throng::testing {
namespace {

using analyze::Measure;

// Type 7 by its definition: position p (n - 1) among the ordered values.
std::optional<double> percentile(std::vector<double> values, double p) {
  if (values.empty()) return std::nullopt;
  std::sort(values.begin(), values.end());
  const double at = p * static_cast<double>(values.size() - 1);
  const auto low = static_cast<std::size_t>(at);
  const std::size_t high = std::min(low + 1, values.size() - 1);
  return values[low] + (values[high] - values[low]) * (at - static_cast<double>(low));
}

struct Matched {
  const model::Event* event;
  model::PersonNumber person;
  std::string label;
};

std::optional<double> of_numbers(Measure measure, const std::vector<double>& numbers) {
  double sum = 0;
  for (const double n : numbers) sum += n;
  if (measure == Measure::sum) return sum;
  if (numbers.empty()) return std::nullopt;
  switch (measure) {
    case Measure::avg: return sum / static_cast<double>(numbers.size());
    case Measure::min: return *std::min_element(numbers.begin(), numbers.end());
    case Measure::max: return *std::max_element(numbers.begin(), numbers.end());
    case Measure::p75: return percentile(numbers, 0.75);
    case Measure::p90: return percentile(numbers, 0.9);
    case Measure::p95: return percentile(numbers, 0.95);
    case Measure::p99: return percentile(numbers, 0.99);
    default: return percentile(numbers, 0.5);
  }
}

std::optional<double> measure_of(const analyze::TrendQuestion& question, const std::vector<const Matched*>& events) {
  std::set<model::PersonNumber> persons;
  std::set<std::string> raws;
  std::vector<double> numbers;
  for (const Matched* matched : events) {
    persons.insert(matched->person);
    if (question.property.empty()) continue;
    const std::string raw = model::raw_property(*matched->event, question.property);
    if (!raw.empty()) raws.insert(raw);
    if (const auto number = model::as_number(raw)) numbers.push_back(*number);
  }
  const auto total = static_cast<double>(events.size());
  switch (question.measure) {
    case Measure::total: return total;
    case Measure::persons: return static_cast<double>(persons.size());
    case Measure::per_person:
      return persons.empty() ? std::nullopt : std::optional(total / static_cast<double>(persons.size()));
    case Measure::distinct: return static_cast<double>(raws.size());
    default: return of_numbers(question.measure, numbers);
  }
}

std::vector<std::string> top_of(std::vector<std::pair<std::string, std::optional<double>>> totals, std::size_t top) {
  std::sort(totals.begin(), totals.end(), [](const auto& a, const auto& b) {
    if (a.second != b.second) return b.second < a.second;  // no value is less than any
    return a.first < b.first;
  });
  std::vector<std::string> labels;
  for (const auto& [label, total] : totals) {
    if (label != model::kOther && labels.size() < top) labels.push_back(label);
  }
  return labels;
}

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

Oracle::Oracle(const Data& data, const analyze::AskContext& context)
    : context_(context), moment_{context.calendar, context.now} {
  for (auto& [number, events] : by_person(data)) persons_.push_back({number, std::move(events), {}});
  for (Person& person : persons_) {
    person.live.events = person.events;
    person.live.traits = model::traits_of(person.events);
    person.live.is_member = [this, number = person.number](const model::Filter& leaf) {
      return is_member(number, leaf);
    };
  }
}

bool Oracle::is_member(model::PersonNumber person, const model::Filter& leaf) const {
  const auto holds = [person](const auto& list) {
    return std::binary_search((*list)->begin(), (*list)->end(), person);
  };
  if (const auto* segment = std::get_if<model::InSegment>(&leaf.node))
    return holds(context_.memberships->segment(segment->segment));
  if (const auto* tag = std::get_if<model::HasTag>(&leaf.node))
    return holds(context_.memberships->tag(tag->tag, tag->value));
  const auto& layer = std::get<model::InLayer>(leaf.node);
  return holds(context_.memberships->layer(layer.scheme, layer.layer));
}

bool Oracle::matches(const model::EventMatch& match, const model::Event& event, const Person& person) const {
  return model::matches(match, event, person.live, moment_);
}

std::string Oracle::label(const analyze::PropertyRef& ref, const model::Event& event, const Person& person) const {
  if (ref.scope == analyze::Scope::event) return model::label_of(model::raw_property(event, ref.name));
  const auto found = person.live.traits.find(ref.name);
  return model::label_of(found == person.live.traits.end() ? "" : found->second);
}

analyze::SegmentAnswer Oracle::answer(const analyze::SegmentQuestion& question) const {
  analyze::SegmentAnswer answer;
  for (const Person& person : persons_) {
    ++answer.everyone;
    if (model::holds(question.filter, person.live, nullptr, moment_)) ++answer.persons;
  }
  return answer;
}

analyze::TrendAnswer Oracle::answer(const analyze::TrendQuestion& question) const {
  const analyze::Buckets buckets = analyze::buckets_of(question.range, question.bucket, context_).value();
  std::vector<Matched> all;
  for (const Person& person : persons_) {
    for (const model::Event& event : person.events) {
      if (!buckets.range.contains(event.time) || !matches(question.match, event, person)) continue;
      all.push_back({&event, person.number, question.breakdown ? label(*question.breakdown, event, person) : ""});
    }
  }
  std::set<std::string> labels;
  for (const Matched& matched : all) labels.insert(matched.label);
  const auto select = [&](auto wanted) {
    std::vector<const Matched*> out;
    for (const Matched& matched : all) {
      if (wanted(matched)) out.push_back(&matched);
    }
    return out;
  };
  std::vector<std::string> names = {""};
  std::vector<std::string> top = {""};
  if (question.breakdown) {
    std::vector<std::pair<std::string, std::optional<double>>> totals;
    for (const std::string& name : labels) {
      totals.emplace_back(name, measure_of(question, select([&](const Matched& m) { return m.label == name; })));
    }
    names = top = top_of(std::move(totals), question.top);
    const bool rest = std::any_of(all.begin(), all.end(), [&](const Matched& m) {
      return std::find(top.begin(), top.end(), m.label) == top.end();
    });
    if (rest) names.emplace_back(model::kOther);
  }
  analyze::TrendAnswer answer = analyze::empty_trend(buckets, context_);
  for (const std::string& name : names) {
    const auto belongs = [&](const Matched& m) {
      return name == model::kOther ? std::find(top.begin(), top.end(), m.label) == top.end() : m.label == name;
    };
    analyze::TrendSeries series{name, {}, measure_of(question, select(belongs))};
    for (std::size_t i = 0; i < buckets.count(); ++i) {
      const TimeRange bucket{buckets.bounds[i], buckets.bounds[i + 1]};
      series.values.push_back(
          measure_of(question, select([&](const Matched& m) { return belongs(m) && bucket.contains(m.event->time); })));
    }
    answer.series.push_back(std::move(series));
  }
  return answer;
}

analyze::FunnelAnswer Oracle::answer(const analyze::FunnelQuestion& question) const {
  const TimeRange range = model::resolve(question.range, context_.calendar, context_.now).value();
  using Reached = std::vector<const model::Event*>;
  std::vector<std::pair<std::string, Reached>> best_of_all;
  for (const Person& person : persons_) {
    std::vector<std::vector<bool>> steps;
    for (const model::EventMatch& step : question.steps) steps.push_back(matching(step, person));
    Reached best;
    for (std::size_t start = 0; start < person.events.size(); ++start) {
      if (!range.contains(person.events[start].time) || !steps[0][start]) continue;
      Reached reached = attempt(person.events, start, question.window, steps);
      if (reached.size() > best.size()) best = std::move(reached);
    }
    if (best.empty()) continue;
    best_of_all.emplace_back(question.breakdown ? label(*question.breakdown, *best[0], person) : "", best);
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
                    [&](const std::string& own) { return std::find(top.begin(), top.end(), own) == top.end(); });
  if (rest.steps[0].persons > 0) answer.groups.push_back(std::move(rest));
  return answer;
}

std::vector<bool> Oracle::matching(const model::EventMatch& match, const Person& person) const {
  std::vector<bool> out;
  for (const model::Event& event : person.events) out.push_back(matches(match, event, person));
  return out;
}

analyze::RetentionAnswer Oracle::answer(const analyze::RetentionQuestion& question) const {
  std::vector<std::vector<bool>> starts;
  std::vector<std::vector<bool>> backs;
  for (const Person& person : persons_) {
    starts.push_back(matching(question.start, person));
    backs.push_back(matching(question.back, person));
  }
  const analyze::Buckets buckets = analyze::buckets_of(question.range, question.bucket, context_).value();
  analyze::RetentionAnswer answer;
  for (std::size_t i = 0; i < buckets.count(); ++i) {
    analyze::RetentionRow row;
    row.start = buckets.bounds[i];
    std::vector<TimeRange> columns;
    for (std::uint32_t n = 0; n <= question.buckets; ++n) {
      columns.push_back({context_.calendar.advance(row.start, question.bucket, static_cast<int>(n)),
                         context_.calendar.advance(row.start, question.bucket, static_cast<int>(n) + 1)});
      row.complete.push_back(columns.back().end <= context_.now);
    }
    row.returned.assign(columns.size(), 0);
    const TimeRange cohort = columns[0];
    for (std::size_t p = 0; p < persons_.size(); ++p) {
      const std::vector<model::Event>& events = persons_[p].events;
      bool is_in = false;
      bool earlier = false;
      for (std::size_t at = 0; at < events.size(); ++at) {
        if (!starts[p][at]) continue;
        const bool counts = cohort.contains(events[at].time) && buckets.range.contains(events[at].time);
        is_in |= counts && !(earlier && question.cohort == analyze::CohortKind::first_ever);
        earlier = true;
      }
      if (!is_in) continue;
      ++row.persons;
      for (std::size_t n = 0; n < columns.size(); ++n) {
        bool back = false;
        for (std::size_t at = 0; at < events.size(); ++at) {
          const bool on = question.returns == analyze::ReturnKind::on;
          back |= backs[p][at] && (on ? columns[n].contains(events[at].time) : events[at].time >= columns[n].begin);
        }
        if (back) ++row.returned[n];
      }
    }
    answer.cohorts.push_back(std::move(row));
  }
  for (std::uint32_t n = 0; n <= question.buckets; ++n) {
    double persons = 0;
    double returned = 0;
    for (const auto& row : answer.cohorts) {
      if (!row.complete[n]) continue;
      persons += static_cast<double>(row.persons);
      returned += static_cast<double>(row.returned[n]);
    }
    answer.mean.push_back(persons == 0 ? std::nullopt : std::optional(returned / persons));
  }
  return answer;
}

}  // namespace throng::testing
