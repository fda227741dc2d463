#include "differential/distribution.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "differential/questions.h"
#include "model/properties.h"
#include "model/value.h"

namespace throng::testing {
namespace {

using analyze::DistributionMeasure;
using analyze::DistributionQuestion;
using Events = std::vector<const model::Event*>;

std::optional<double> number_of(const Oracle& oracle, const DistributionQuestion& question, const Events& events) {
  const Calendar& calendar = oracle.context().calendar;
  std::set<Instant> days, hours;
  std::vector<double> values;
  for (const model::Event* event : events) {
    days.insert(calendar.floor(event->time, BucketUnit::day));
    hours.insert(calendar.floor(event->time, BucketUnit::hour));
    if (const auto value = model::as_number(model::raw_property(*event, question.property))) values.push_back(*value);
  }
  if (events.empty()) return std::nullopt;
  double sum = 0;
  for (const double value : values) sum += value;
  switch (question.measure) {
    case DistributionMeasure::times: return static_cast<double>(events.size());
    case DistributionMeasure::days: return static_cast<double>(days.size());
    case DistributionMeasure::hours: return static_cast<double>(hours.size());
    case DistributionMeasure::sum: return sum;
    default: break;
  }
  if (values.empty()) return std::nullopt;
  if (question.measure == DistributionMeasure::avg) return sum / static_cast<double>(values.size());
  std::sort(values.begin(), values.end());
  return question.measure == DistributionMeasure::min ? values.front() : values.back();
}

// Per person the matching events of the range, by label.
using PersonEvents = std::map<std::string, Events>;
std::vector<PersonEvents> events_of(const Oracle& oracle, const DistributionQuestion& question) {
  const TimeRange range = oracle.buckets(question.range, BucketUnit::total).range;
  std::vector<PersonEvents> out;
  for (const Oracle::Person& person : oracle.persons()) {
    const std::vector<bool> matching = oracle.matching(question.match, person);
    PersonEvents events;
    for (std::size_t at = 0; at < matching.size(); ++at) {
      const model::Event& event = person.events[at];
      if (!matching[at] || !range.contains(event.time)) continue;
      events[question.breakdown ? oracle.label(*question.breakdown, event, person) : ""].push_back(&event);
    }
    out.push_back(std::move(events));
  }
  return out;
}

// Every person's number over the events of the group.
template <class Wanted>
std::vector<double> numbers_of(const Oracle& oracle, const DistributionQuestion& question,
                               const std::vector<PersonEvents>& persons, Wanted wanted) {
  std::vector<double> out;
  for (const PersonEvents& person : persons) {
    Events events;
    for (const auto& [label, own] : person) {
      if (wanted(label)) events.insert(events.end(), own.begin(), own.end());
    }
    if (const auto number = number_of(oracle, question, events)) out.push_back(*number);
  }
  return out;
}

// The least of 1, 2, 5, 10 … (or from 0.0001 on) that needs at most 20 bins. Values of the tests are multiples of 1/4
// or averages of such, so that no narrower one is ever needed.
std::vector<analyze::DistributionBin> automatic_bins(const std::vector<double>& numbers, bool whole) {
  if (numbers.empty()) return {};
  const auto [least, greatest] = std::minmax_element(numbers.begin(), numbers.end());
  for (int exponent = whole || *least == *greatest ? 0 : -12;; ++exponent) {
    for (const int digit : {1, 2, 5}) {
      const double scale = std::pow(10.0, std::abs(exponent));
      const auto multiple = [&](double n) { return exponent >= 0 ? n * digit * scale : n * digit / scale; };
      const double width = multiple(1);
      double first = std::floor(*least / width) + 1;
      while (multiple(first) > *least) --first;
      if (multiple(first + 20) <= *greatest) continue;
      std::vector<analyze::DistributionBin> bins;
      for (double n = first; multiple(n) <= *greatest; ++n) bins.push_back({multiple(n), multiple(n + 1)});
      return bins;
    }
  }
}

std::vector<analyze::DistributionBin> chosen_bins(const std::vector<double>& edges) {
  std::vector<analyze::DistributionBin> bins(edges.size() + 1);
  for (std::size_t i = 0; i < edges.size(); ++i) bins[i].to = bins[i + 1].from = edges[i];
  return bins;
}

analyze::DistributionSeries series_of(const std::string& name, const std::vector<double>& numbers,
                                      const std::vector<analyze::DistributionBin>& bins) {
  analyze::DistributionSeries series{.label = name, .persons = numbers.size(), .median = percentile(numbers, 0.5)};
  double sum = 0;
  for (const double number : numbers) sum += number;
  if (!numbers.empty()) series.mean = sum / static_cast<double>(numbers.size());
  for (const analyze::DistributionBin& bin : bins) {
    series.bins.push_back(static_cast<std::uint64_t>(std::count_if(numbers.begin(), numbers.end(), [&](double number) {
      return (!bin.from || *bin.from <= number) && (!bin.to || number < *bin.to);
    })));
  }
  return series;
}

}  // namespace

DistributionQuestion random_distribution(Dice& dice, const Data& data) {
  DistributionQuestion question;
  question.match = random_match(dice, data, model::FilterPlace::event, 2);
  question.range = random_window(dice, data);
  question.measure = static_cast<DistributionMeasure>(dice.below(7));
  if (needs_property(question.measure)) question.property = dice.one_in(3) ? random_property(dice, false) : "price";
  if (dice.one_in(2)) {
    std::set<double> edges;
    for (std::size_t n = 1 + dice.below(6); n > 0; --n) {
      edges.insert(needs_property(question.measure) ? static_cast<double>(dice.between(-40, 200)) / 4
                                                    : static_cast<double>(dice.between(1, 12)));
    }
    question.bins.assign(edges.begin(), edges.end());
  }
  question.breakdown = random_breakdown(dice);
  question.top = static_cast<std::uint32_t>(dice.between(1, 6));
  return question;
}

analyze::DistributionAnswer answer(const Oracle& oracle, const DistributionQuestion& question) {
  const std::vector<PersonEvents> persons = events_of(oracle, question);
  const auto numbers = [&](auto wanted) { return numbers_of(oracle, question, persons, wanted); };
  std::set<std::string> labels;
  for (const PersonEvents& person : persons) {
    for (const auto& [label, events] : person) labels.insert(label);
  }
  std::vector<std::pair<std::string, std::optional<double>>> weights;
  for (const std::string& label : labels) {
    const auto of_label = numbers([&](const std::string& own) { return own == label; });
    if (!of_label.empty()) weights.emplace_back(label, static_cast<double>(of_label.size()));
  }
  const std::string other(model::kOther);
  const auto top = top_of(weights, question.top);
  std::vector<std::string> names = question.breakdown ? top : std::vector<std::string>{""};
  if (question.breakdown && weights.size() > top.size()) names.push_back(other);
  std::vector<std::vector<double>> of_names;
  std::vector<double> all;
  for (const std::string& name : names) {
    of_names.push_back(numbers([&](const std::string& own) { return is_of_group(own, name, top); }));
    all.insert(all.end(), of_names.back().begin(), of_names.back().end());
  }
  analyze::DistributionAnswer answer;
  answer.bins =
      question.bins.empty() ? automatic_bins(all, !needs_property(question.measure)) : chosen_bins(question.bins);
  for (std::size_t i = 0; i < names.size(); ++i) answer.series.push_back(series_of(names[i], of_names[i], answer.bins));
  return answer;
}

std::optional<Drill> random_drill(Dice& dice, const DistributionQuestion& question,
                                  const analyze::DistributionAnswer& answer) {
  if (answer.series.empty()) return std::nullopt;
  analyze::DistributionCell cell;
  const analyze::DistributionSeries& series = dice.pick(answer.series);
  std::optional<std::uint64_t> number = series.persons;
  if (question.breakdown) cell.label = series.label;
  if (!series.bins.empty() && dice.one_in(2)) {
    cell.bin = static_cast<std::uint32_t>(dice.below(series.bins.size()));
    number = series.bins[*cell.bin];
  }
  if (question.breakdown && dice.one_in(4)) {
    cell.label = std::nullopt;
    number = std::nullopt;
  }
  return Drill{json::to_string(cell), number};
}

}  // namespace throng::testing
