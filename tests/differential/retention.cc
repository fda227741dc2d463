#include "differential/retention.h"

#include "differential/questions.h"

namespace throng::testing {

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
  std::vector<std::vector<bool>> starts;
  std::vector<std::vector<bool>> backs;
  for (const Oracle::Person& person : oracle.persons()) {
    starts.push_back(oracle.matching(question.start, person));
    backs.push_back(oracle.matching(question.back, person));
  }
  const analyze::Buckets buckets = oracle.buckets(question.range, question.bucket);
  analyze::RetentionAnswer answer;
  for (std::size_t i = 0; i < buckets.count(); ++i) {
    analyze::RetentionRow row;
    row.start = buckets.bounds[i];
    std::vector<TimeRange> columns;
    for (std::uint32_t n = 0; n <= question.buckets; ++n) {
      columns.push_back({oracle.context().calendar.advance(row.start, question.bucket, static_cast<int>(n)),
                         oracle.context().calendar.advance(row.start, question.bucket, static_cast<int>(n) + 1)});
      row.complete.push_back(columns.back().end <= oracle.context().now);
    }
    row.returned.assign(columns.size(), 0);
    const TimeRange cohort = columns[0];
    for (std::size_t p = 0; p < oracle.persons().size(); ++p) {
      const std::vector<model::Event>& events = oracle.persons()[p].events;
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
