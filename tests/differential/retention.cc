#include "differential/retention.h"

#include <algorithm>

#include "differential/questions.h"

namespace throng::testing {
namespace {

std::vector<TimeRange> columns_of(const Calendar& calendar, const analyze::RetentionQuestion& question,
                                  Instant cohort) {
  std::vector<TimeRange> columns;
  for (std::uint32_t n = 0; n <= question.buckets; ++n) {
    columns.push_back({calendar.advance(cohort, question.bucket, static_cast<int>(n)),
                       calendar.advance(cohort, question.bucket, static_cast<int>(n) + 1)});
  }
  return columns;
}

bool starts_in(TimeRange range, analyze::CohortKind kind, const std::vector<model::Event>& events,
               const std::vector<bool>& matching) {
  for (std::size_t at = 0; at < events.size(); ++at) {
    if (!matching[at]) continue;
    if (range.contains(events[at].time)) return true;
    if (kind == analyze::CohortKind::first_ever) return false;
  }
  return false;
}

bool returns_in(TimeRange column, analyze::ReturnKind kind, const std::vector<model::Event>& events,
                const std::vector<bool>& matching) {
  const bool on = kind == analyze::ReturnKind::on;
  for (std::size_t at = 0; at < events.size(); ++at) {
    if (matching[at] && (on ? column.contains(events[at].time) : events[at].time >= column.begin)) return true;
  }
  return false;
}

void add_means(analyze::RetentionAnswer& answer, std::size_t columns) {
  for (std::size_t n = 0; n < columns; ++n) {
    double persons = 0;
    double returned = 0;
    for (const analyze::RetentionRow& row : answer.cohorts) {
      if (!row.complete[n]) continue;
      persons += static_cast<double>(row.persons);
      returned += static_cast<double>(row.returned[n]);
    }
    answer.mean.push_back(persons == 0 ? std::nullopt : std::optional(returned / persons));
  }
}

}  // namespace

analyze::RetentionQuestion random_retention(Dice& dice, const Data& data) {
  analyze::RetentionQuestion question;
  question.start = random_match(dice, data, model::FilterPlace::event, 1);
  question.back = dice.one_in(3) ? question.start : random_match(dice, data, model::FilterPlace::event, 1);
  question.bucket = dice.pick(std::vector<BucketUnit>{BucketUnit::day, BucketUnit::week, BucketUnit::month});
  question.range = random_window(dice, data);
  question.buckets = static_cast<std::uint32_t>(dice.between(1, 12));
  question.cohort = static_cast<analyze::CohortKind>(dice.below(2));
  question.returns = static_cast<analyze::ReturnKind>(dice.below(2));
  return question;
}

analyze::RetentionAnswer answer(const Oracle& oracle, const analyze::RetentionQuestion& question) {
  const analyze::Buckets buckets = oracle.buckets(question.range, question.bucket);
  analyze::RetentionAnswer answer;
  for (std::size_t i = 0; i < buckets.count(); ++i)
    answer.cohorts.push_back(
        {.start = buckets.bounds[i], .returned = std::vector<std::uint64_t>(question.buckets + 1)});
  std::vector<std::vector<TimeRange>> columns;
  for (analyze::RetentionRow& row : answer.cohorts) {
    columns.push_back(columns_of(oracle.context().calendar, question, row.start));
    for (const TimeRange& column : columns.back()) row.complete.push_back(column.end <= oracle.context().now);
  }
  for (const Oracle::Person& person : oracle.persons()) {
    const std::vector<bool> starts = oracle.matching(question.start, person);
    const std::vector<bool> backs = oracle.matching(question.back, person);
    for (std::size_t i = 0; i < answer.cohorts.size(); ++i) {
      const TimeRange inside{std::max(columns[i][0].begin, buckets.range.begin),
                             std::min(columns[i][0].end, buckets.range.end)};
      if (!starts_in(inside, question.cohort, person.events, starts)) continue;
      analyze::RetentionRow& row = answer.cohorts[i];
      ++row.persons;
      for (std::size_t n = 0; n < columns[i].size(); ++n)
        row.returned[n] += returns_in(columns[i][n], question.returns, person.events, backs) ? 1 : 0;
    }
  }
  add_means(answer, question.buckets + 1);
  return answer;
}

std::optional<Drill> random_drill(Dice& dice, const analyze::RetentionQuestion&,
                                  const analyze::RetentionAnswer& answer) {
  if (answer.cohorts.empty()) return std::nullopt;
  analyze::RetentionCell cell;
  cell.cohort = static_cast<std::uint32_t>(dice.below(answer.cohorts.size()));
  const analyze::RetentionRow& row = answer.cohorts[cell.cohort];
  if (dice.one_in(4)) return Drill{json::to_string(cell), row.persons};
  cell.bucket = static_cast<std::uint32_t>(dice.below(row.returned.size()));
  cell.absent = dice.one_in(2);
  const std::uint64_t returned = row.returned[*cell.bucket];
  return Drill{json::to_string(cell), cell.absent ? row.persons - returned : returned};
}

}  // namespace throng::testing
