#include "differential/lifecycle.h"

#include "differential/questions.h"

namespace throng::testing {

analyze::LifecycleQuestion random_lifecycle(Dice& dice, const Data& data) {
  analyze::LifecycleQuestion question;
  question.match = random_match(dice, data, model::FilterPlace::event, 1);
  question.range = random_window(dice, data);
  question.bucket = dice.pick(std::vector<BucketUnit>{BucketUnit::day, BucketUnit::week, BucketUnit::month});
  return question;
}

analyze::LifecycleAnswer answer(const Oracle& oracle, const analyze::LifecycleQuestion& question) {
  const Calendar& calendar = oracle.context().calendar;
  const analyze::Buckets buckets = oracle.buckets(question.range, question.bucket);
  analyze::LifecycleAnswer answer;
  for (std::size_t i = 0; i < buckets.count(); ++i) {
    const TimeRange bucket{buckets.bounds[i], buckets.bounds[i + 1]};
    answer.buckets.push_back({.start = bucket.begin, .complete = bucket.end <= oracle.context().now});
  }
  for (const Oracle::Person& person : oracle.persons()) {
    const std::vector<bool> matching = oracle.matching(question.match, person);
    for (std::size_t i = 0; i < buckets.count(); ++i) {
      const TimeRange bucket{buckets.bounds[i], buckets.bounds[i + 1]};
      const TimeRange before{calendar.floor(bucket.begin - Duration(1), question.bucket), bucket.begin};
      bool now = false;
      bool just_before = false;
      bool ever_before = false;
      for (std::size_t at = 0; at < matching.size(); ++at) {
        if (!matching[at]) continue;
        const Instant time = person.events[at].time;
        now |= bucket.contains(time);
        just_before |= before.contains(time);
        ever_before |= time < bucket.begin;
      }
      if (now && !ever_before) ++answer.buckets[i].new_persons;
      if (now && just_before) ++answer.buckets[i].returning;
      if (now && ever_before && !just_before) ++answer.buckets[i].resurrected;
      if (!now && just_before) ++answer.buckets[i].dormant;
    }
  }
  return answer;
}

std::optional<Drill> random_drill(Dice& dice, const analyze::LifecycleQuestion&,
                                  const analyze::LifecycleAnswer& answer) {
  if (answer.buckets.empty()) return std::nullopt;
  analyze::LifecycleCell cell;
  cell.bucket = static_cast<std::uint32_t>(dice.below(answer.buckets.size()));
  cell.kind = static_cast<analyze::LifecycleKind>(dice.below(4));
  analyze::LifecycleRow row = answer.buckets[cell.bucket];
  return Drill{json::to_string(cell), count_of(row, cell.kind)};
}

}  // namespace throng::testing
