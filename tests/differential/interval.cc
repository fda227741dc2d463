#include "differential/interval.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "differential/questions.h"
#include "model/value.h"

namespace throng::testing {
namespace {

struct Pair {
  model::PersonNumber person;
  Instant start;
  double ms;
  std::string label;
};

// Every A against everything after it, as docs/semantics.md says it.
std::vector<Pair> pairs_of(const Oracle& oracle, const analyze::IntervalQuestion& question, TimeRange range) {
  std::vector<Pair> pairs;
  for (const Oracle::Person& person : oracle.persons()) {
    const std::vector<bool> from = oracle.matching(question.from, person);
    const std::vector<bool> to = oracle.matching(question.to, person);
    for (std::size_t a = 0; a < from.size(); ++a) {
      const model::Event& start = person.events[a];
      if (!from[a] || !range.contains(start.time)) continue;
      std::size_t b = a + 1;
      while (b < to.size() && !to[b]) ++b;
      if (b == to.size() || person.events[b].time - start.time > question.limit) continue;
      const auto between = std::find(from.begin() + static_cast<std::ptrdiff_t>(a) + 1,
                                     from.begin() + static_cast<std::ptrdiff_t>(b), true);
      if (between != from.begin() + static_cast<std::ptrdiff_t>(b)) continue;
      pairs.push_back({person.number, start.time, static_cast<double>((person.events[b].time - start.time).count()),
                       question.breakdown ? oracle.label(*question.breakdown, start, person) : ""});
    }
  }
  return pairs;
}

analyze::IntervalFigures figures_of(const std::vector<const Pair*>& pairs) {
  analyze::IntervalFigures out;
  std::set<model::PersonNumber> persons;
  std::vector<double> values;
  double sum = 0;
  for (const Pair* pair : pairs) {
    persons.insert(pair->person);
    values.push_back(pair->ms);
    sum += pair->ms;
  }
  out.pairs = pairs.size();
  out.persons = persons.size();
  if (pairs.empty()) return out;
  out.min_ms = percentile(values, 0);
  out.q1_ms = percentile(values, 0.25);
  out.median_ms = percentile(values, 0.5);
  out.q3_ms = percentile(values, 0.75);
  out.max_ms = percentile(values, 1);
  out.mean_ms = sum / static_cast<double>(values.size());
  return out;
}

std::vector<analyze::IntervalBin> bins_for(const analyze::IntervalQuestion& question, const std::vector<Pair>& pairs) {
  std::vector<analyze::IntervalBin> bins;
  double begin = 0;
  for (const Duration edge : question.bins) {
    bins.push_back({begin, static_cast<double>(edge.count())});
    begin = static_cast<double>(edge.count());
  }
  if (!question.bins.empty()) {
    bins.push_back({begin, static_cast<double>(question.limit.count())});
    return bins;
  }
  double longest = -1;
  for (const Pair& pair : pairs) longest = std::max(longest, pair.ms);
  for (const double width = time_width_for(longest); begin <= longest; begin += width)
    bins.push_back({begin, begin + width});
  return bins;
}

bool is_in(const analyze::IntervalBin& bin, const Pair& pair, bool last) {
  return bin.from_ms <= pair.ms && (pair.ms < bin.to_ms || last);
}

template <class Wanted>
std::vector<const Pair*> select(const std::vector<const Pair*>& pairs, Wanted wanted) {
  std::vector<const Pair*> out;
  std::copy_if(pairs.begin(), pairs.end(), std::back_inserter(out), [&](const Pair* pair) { return wanted(*pair); });
  return out;
}

analyze::IntervalSeries series_of(const std::string& name, const std::vector<const Pair*>& pairs,
                                  const analyze::Buckets& buckets, const std::vector<analyze::IntervalBin>& bins) {
  analyze::IntervalSeries series{.label = name, .total = figures_of(pairs)};
  for (std::size_t i = 0; i < buckets.count(); ++i) {
    const TimeRange bucket{buckets.bounds[i], buckets.bounds[i + 1]};
    series.values.push_back(figures_of(select(pairs, [&](const Pair& pair) { return bucket.contains(pair.start); })));
  }
  for (const analyze::IntervalBin& bin : bins) {
    const bool last = &bin == &bins.back();
    const auto figures = figures_of(select(pairs, [&](const Pair& pair) { return is_in(bin, pair, last); }));
    series.bins.push_back({figures.pairs, figures.persons});
  }
  return series;
}

}  // namespace

analyze::IntervalQuestion random_interval(Dice& dice, const Data& data) {
  analyze::IntervalQuestion question;
  question.from = random_match(dice, data, model::FilterPlace::event, 1);
  question.to = dice.one_in(3) ? question.from : random_match(dice, data, model::FilterPlace::event, 1);
  question.range = random_window(dice, data);
  question.bucket = static_cast<BucketUnit>(dice.below(5));
  question.limit = dice.one_in(2) ? minutes(dice.between(1, 3000)) : days(dice.between(1, 60));
  if (dice.one_in(2)) {
    std::set<Duration> edges;
    for (std::size_t n = 1 + dice.below(5); n > 0; --n)
      edges.insert(std::min(question.limit, minutes(15 * dice.between(1, 400))));
    question.bins.assign(edges.begin(), edges.end());
  }
  question.breakdown = random_breakdown(dice);
  question.top = static_cast<std::uint32_t>(dice.between(1, 6));
  return question;
}

analyze::IntervalAnswer answer(const Oracle& oracle, const analyze::IntervalQuestion& question) {
  const analyze::Buckets buckets = oracle.buckets(question.range, question.bucket);
  const std::vector<Pair> pairs = pairs_of(oracle, question, buckets.range);
  std::vector<const Pair*> all;
  std::map<std::string, double> counts;
  for (const Pair& pair : pairs) {
    all.push_back(&pair);
    ++counts[pair.label];
  }
  const std::string other(model::kOther);
  const auto top = top_of({counts.begin(), counts.end()}, question.top);
  std::vector<std::string> names = question.breakdown ? top : std::vector<std::string>{""};
  const auto is_rest = [&](const Pair& pair) { return is_of_group(pair.label, other, top); };
  if (question.breakdown && !select(all, is_rest).empty()) names.push_back(other);
  analyze::IntervalAnswer answer;
  for (std::size_t i = 0; i < buckets.count(); ++i) {
    answer.buckets.push_back(buckets.bounds[i]);
    answer.complete.push_back(buckets.bounds[i] >= buckets.range.begin &&
                              buckets.bounds[i + 1] <= std::min(buckets.range.end, oracle.context().now));
  }
  answer.end = buckets.bounds.empty() ? buckets.range.end : buckets.bounds.back();
  answer.bins = bins_for(question, pairs);
  for (const std::string& name : names) {
    const auto belongs = [&](const Pair& pair) { return is_of_group(pair.label, name, top); };
    answer.series.push_back(series_of(name, select(all, belongs), buckets, answer.bins));
  }
  return answer;
}

std::optional<Drill> random_drill(Dice& dice, const analyze::IntervalQuestion& question,
                                  const analyze::IntervalAnswer& answer) {
  if (answer.series.empty()) return std::nullopt;
  analyze::IntervalCell cell;
  const analyze::IntervalSeries& series = dice.pick(answer.series);
  if (question.breakdown) cell.label = series.label;
  std::uint64_t number = series.total.persons;
  if (!series.bins.empty() && dice.one_in(2)) {
    cell.bin = static_cast<std::uint32_t>(dice.below(series.bins.size()));
    number = series.bins[*cell.bin].persons;
  } else if (!series.values.empty() && dice.one_in(2)) {
    cell.bucket = static_cast<std::uint32_t>(dice.below(series.values.size()));
    number = series.values[*cell.bucket].persons;
  }
  return Drill{json::to_string(cell), number};
}

}  // namespace throng::testing
