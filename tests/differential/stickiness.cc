#include "differential/stickiness.h"

#include <algorithm>

#include "differential/questions.h"

namespace throng::testing {
namespace {

// Instants of a person's matching events.
std::vector<Instant> times_of(const Oracle& oracle, const model::EventMatch& match, const Oracle::Person& person) {
  const std::vector<bool> matching = oracle.matching(match, person);
  std::vector<Instant> times;
  for (std::size_t at = 0; at < matching.size(); ++at) {
    if (matching[at]) times.push_back(person.events[at].time);
  }
  return times;
}

bool any_in(const std::vector<Instant>& times, TimeRange range) {
  return std::any_of(times.begin(), times.end(), [&](Instant time) { return range.contains(time); });
}

void add_person(const Calendar& calendar, const analyze::Buckets& buckets, const std::vector<Instant>& times,
                analyze::StickinessAnswer& answer) {
  std::size_t active = 0;
  for (std::size_t i = 0; i < buckets.count(); ++i) {
    const TimeRange inside{std::max(buckets.bounds[i], buckets.range.begin),
                           std::min(buckets.bounds[i + 1], buckets.range.end)};
    active += any_in(times, inside) ? 1 : 0;
  }
  for (analyze::StickinessRow& row : answer.histogram) {
    row.persons += active == row.buckets ? 1 : 0;
    row.at_least += active >= row.buckets ? 1 : 0;
  }
  for (analyze::ActiveDay& day : answer.days) {
    const Instant end = calendar.advance(day.start, BucketUnit::day, 1);
    day.dau += any_in(times, {day.start, end}) ? 1 : 0;
    day.wau += any_in(times, {calendar.advance(day.start, BucketUnit::day, -6), end}) ? 1 : 0;
    day.mau += any_in(times, {calendar.advance(day.start, BucketUnit::day, -29), end}) ? 1 : 0;
  }
}

}  // namespace

analyze::StickinessQuestion random_stickiness(Dice& dice, const Data& data) {
  analyze::StickinessQuestion question;
  question.match = random_match(dice, data, model::FilterPlace::event, 1);
  question.range = random_window(dice, data);
  question.bucket = dice.pick(std::vector<BucketUnit>{BucketUnit::day, BucketUnit::week, BucketUnit::month});
  return question;
}

analyze::StickinessAnswer answer(const Oracle& oracle, const analyze::StickinessQuestion& question) {
  const Calendar& calendar = oracle.context().calendar;
  const analyze::Buckets buckets = oracle.buckets(question.range, question.bucket);
  const analyze::Buckets days = oracle.buckets(question.range, BucketUnit::day);
  analyze::StickinessAnswer answer;
  for (std::uint32_t n = 1; n <= buckets.count(); ++n) answer.histogram.push_back({.buckets = n});
  for (std::size_t i = 0; i < days.count(); ++i)
    answer.days.push_back({.start = days.bounds[i], .complete = days.bounds[i + 1] <= oracle.context().now});
  for (const Oracle::Person& person : oracle.persons())
    add_person(calendar, buckets, times_of(oracle, question.match, person), answer);
  for (analyze::ActiveDay& day : answer.days) {
    if (day.mau > 0) day.dau_per_mau = static_cast<double>(day.dau) / static_cast<double>(day.mau);
  }
  return answer;
}

std::optional<Drill> random_drill(Dice& dice, const analyze::StickinessQuestion&,
                                  const analyze::StickinessAnswer& answer) {
  if (answer.histogram.empty()) return std::nullopt;
  analyze::StickinessCell cell;
  if (dice.one_in(2)) {
    const analyze::StickinessRow& row = dice.pick(answer.histogram);
    cell.buckets = row.buckets;
    cell.at_least = dice.one_in(2);
    return Drill{json::to_string(cell), cell.at_least ? row.at_least : row.persons};
  }
  cell.day = static_cast<std::uint32_t>(dice.below(answer.days.size()));
  cell.window = static_cast<analyze::ActiveWindow>(dice.below(3));
  analyze::ActiveDay day = answer.days[*cell.day];
  return Drill{json::to_string(cell), count_of(day, cell.window)};
}

}  // namespace throng::testing
