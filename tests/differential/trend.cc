#include "differential/trend.h"

#include <algorithm>
#include <set>

#include "differential/questions.h"
#include "model/properties.h"
#include "model/value.h"

namespace throng::testing {
namespace {

using analyze::Measure;

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

}  // namespace

analyze::TrendQuestion random_trend(Dice& dice, const Data& data) {
  analyze::TrendQuestion question;
  question.match = random_match(dice, data, model::FilterPlace::event, 2);
  question.bucket = static_cast<BucketUnit>(dice.below(5));
  question.range = random_window(dice, data);
  question.measure = static_cast<analyze::Measure>(dice.below(13));
  if (needs_property(question.measure)) question.property = dice.one_in(3) ? random_property(dice, false) : "price";
  question.breakdown = random_breakdown(dice);
  question.top = static_cast<std::uint32_t>(dice.between(1, 12));
  return question;
}

analyze::TrendAnswer answer(const Oracle& oracle, const analyze::TrendQuestion& question) {
  const analyze::Buckets buckets = oracle.buckets(question.range, question.bucket);
  std::vector<Matched> all;
  for (const Oracle::Person& person : oracle.persons()) {
    for (const model::Event& event : person.events) {
      if (!buckets.range.contains(event.time) || !oracle.matches(question.match, event, person)) continue;
      all.push_back(
          {&event, person.number, question.breakdown ? oracle.label(*question.breakdown, event, person) : ""});
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
    const std::string other(model::kOther);
    const bool rest =
        std::any_of(all.begin(), all.end(), [&](const Matched& m) { return is_of_group(m.label, other, top); });
    if (rest) names.push_back(other);
  }
  analyze::TrendAnswer answer = analyze::empty_trend(buckets, oracle.context());
  for (const std::string& name : names) {
    const auto belongs = [&](const Matched& m) { return is_of_group(m.label, name, top); };
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

}  // namespace throng::testing
