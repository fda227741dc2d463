// Random statistics of random projects: the timeline, SQL and the plain definition give every person the same value.
#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <map>
#include <random>
#include <set>

#include <gtest/gtest.h>

#include "analyze/statistic/run_sql.h"
#include "analyze/statistic/run_timeline.h"
#include "differential/oracle.h"
#include "differential/project.h"
#include "model/properties.h"
#include "model/value.h"

namespace throng::testing {
namespace {

using analyze::Statistic;
using analyze::StatisticMeasure;
using analyze::StatisticValues;
using enum StatisticMeasure;

constexpr StatisticMeasure kMeasures[] = {times, StatisticMeasure::days, sum,        avg,   min,         max, first,
                                          last,  most_frequent,          days_since, trait, trait_number};

Statistic random_statistic(Dice& dice, const Data& data) {
  Statistic statistic;
  statistic.match = random_match(dice, data, model::FilterPlace::event, 2);
  statistic.within = random_window(dice, data);
  statistic.measure = kMeasures[dice.below(std::size(kMeasures))];
  const bool may_go_without = statistic.measure == first || statistic.measure == last;
  const bool has_none =
      statistic.measure == times || statistic.measure == StatisticMeasure::days || statistic.measure == days_since;
  if (!has_none && !(may_go_without && dice.one_in(2)))
    statistic.property = random_property(dice, is_of_trait(statistic));
  if (statistic.measure == most_frequent) statistic.top = static_cast<std::uint32_t>(1 + dice.below(4));
  EXPECT_TRUE(validate(statistic)) << json::to_string(statistic);
  return statistic;
}

// "7: 3", one line per value; labels in quotes.
std::vector<std::string> lines_of(const StatisticValues& values) {
  std::vector<std::string> lines;
  for (std::size_t i = 0; i < values.persons.size(); ++i) {
    const std::string value =
        values.codes.empty() ? json::to_string(values.numbers[i]) : '"' + values.labels[values.codes[i]] + '"';
    lines.push_back(std::to_string(values.persons[i]) + ": " + value);
  }
  return lines;
}

using Events = std::vector<const model::Event*>;

Events events_of(const Oracle& oracle, const Statistic& statistic, const Oracle::Person& person) {
  const TimeRange range = model::resolve(statistic.within, oracle.context().calendar, oracle.context().now).value();
  const std::vector<bool> matching = oracle.matching(statistic.match, person);
  Events events;
  for (std::size_t i = 0; i < matching.size(); ++i) {
    if (matching[i] && range.contains(person.events[i].time)) events.push_back(&person.events[i]);
  }
  return events;
}

std::string trait_of(const Oracle::Person& person, const std::string& name) {
  const auto found = person.live.traits.find(name);
  return found == person.live.traits.end() ? "" : found->second;
}

std::vector<std::string> labels_of(const Statistic& statistic, const Events& events) {
  std::vector<std::string> labels;
  for (const model::Event* event : events) {
    const std::string raw = model::raw_property(*event, statistic.property);
    if (!raw.empty() && raw != "null") labels.push_back(model::label_of(raw));
  }
  if (labels.empty() || statistic.measure == last) return labels.empty() ? labels : std::vector{labels.back()};
  if (statistic.measure == first) return {labels.front()};
  std::vector<std::string> best;
  while (best.size() < statistic.top) {
    std::optional<std::string> next;
    const auto count = [&](const std::string& label) { return std::ranges::count(labels, label); };
    for (const std::string& label : labels) {  // the latest of equals stays
      if (std::ranges::find(best, label) != best.end()) continue;
      if (!next || count(label) >= count(*next)) next = label;
    }
    if (!next) break;
    best.push_back(*next);
  }
  return best;
}

std::optional<double> number_of(const Oracle& oracle, const Statistic& statistic, const Events& events) {
  const Calendar& calendar = oracle.context().calendar;
  if (events.empty()) return std::nullopt;
  std::set<CivilDate> dates;
  std::vector<double> numbers;
  for (const model::Event* event : events) {
    dates.insert(calendar.date_of(event->time));
    if (statistic.property.empty()) continue;
    if (const auto number = model::as_number(model::raw_property(*event, statistic.property)))
      numbers.push_back(*number);
  }
  double total = 0;
  for (const double number : numbers) total += number;
  switch (statistic.measure) {
    case times: return static_cast<double>(events.size());
    case StatisticMeasure::days: return static_cast<double>(dates.size());
    case first: return static_cast<double>(to_ms(events.front()->time));
    case last: return static_cast<double>(to_ms(events.back()->time));
    case days_since: return analyze::days_between(calendar, events.back()->time, oracle.context().now);
    case sum: return total;
    default: break;
  }
  if (numbers.empty()) return std::nullopt;
  if (statistic.measure == avg) return total / static_cast<double>(numbers.size());
  return statistic.measure == min ? std::ranges::min(numbers) : std::ranges::max(numbers);
}

std::vector<std::string> expected_lines(const Oracle& oracle, const Statistic& statistic) {
  std::map<model::PersonNumber, std::vector<std::string>> by_person;
  for (const Oracle::Person& person : oracle.persons()) {
    std::vector<std::string>& lines = by_person[person.number];
    if (is_of_trait(statistic)) {
      const std::string raw = trait_of(person, statistic.property);
      const auto number = model::as_number(raw);
      if (statistic.measure == trait_number && number) lines.push_back(json::to_string(*number));
      if (statistic.measure == trait && !raw.empty()) lines.push_back('"' + model::label_of(raw) + '"');
      continue;
    }
    const Events events = events_of(oracle, statistic, person);
    if (gives_numbers(statistic)) {
      if (const auto number = number_of(oracle, statistic, events)) lines.push_back(json::to_string(*number));
    } else {
      for (const std::string& label : labels_of(statistic, events)) lines.push_back('"' + label + '"');
    }
  }
  std::vector<std::string> lines;
  for (const auto& [person, values] : by_person) {
    for (const std::string& value : values) lines.push_back(std::to_string(person) + ": " + value);
  }
  return lines;
}

TEST(Statistics, AreTheSameInMemoryInSqlAndByDefinition) {
  const char* given = std::getenv("THRONG_SEED");
  const std::uint64_t seed = given == nullptr ? std::random_device{}() : std::strtoull(given, nullptr, 10);
  std::cout << "THRONG_SEED=" << seed << std::endl;
  const char* wanted = std::getenv("THRONG_STATISTICS");
  const std::size_t projects = wanted == nullptr ? 8 : std::strtoull(wanted, nullptr, 10) / 20 + 1;
  Dice dice(seed);
  for (std::size_t round = 0; round < projects && !::testing::Test::HasFailure(); ++round) {
    const Project project(dice);
    const Oracle oracle(project.data, project.context);
    std::vector<Statistic> asked;
    for (int i = 0; i < 20; ++i) asked.push_back(random_statistic(dice, project.data));
    const auto in_memory = analyze::statistics_timeline(asked, *project.sources.timeline, project.context);
    ASSERT_TRUE(in_memory) << describe(in_memory.error());
    for (std::size_t i = 0; i < asked.size(); ++i) {
      SCOPED_TRACE(json::to_string(asked[i]));
      const analyze::SqlStore store{project.sources.warehouse, project.sources.project};
      const auto in_sql = analyze::statistic_sql(asked[i], store, project.context);
      ASSERT_TRUE(in_sql) << describe(in_sql.error());
      ASSERT_EQ(lines_of((*in_memory)[i]), expected_lines(oracle, asked[i])) << "timeline against definition";
      ASSERT_EQ(lines_of(*in_sql), expected_lines(oracle, asked[i])) << "SQL against definition";
    }
  }
}

}  // namespace
}  // namespace throng::testing
