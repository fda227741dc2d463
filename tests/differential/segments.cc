#include "differential/segments.h"

#include "differential/questions.h"
#include "differential/segment.h"

namespace throng::testing {

// Few, as SQL is asked for each; some of them twice, or the opposite of another.
analyze::SegmentsQuestion random_segments(Dice& dice, const Data& data) {
  analyze::SegmentsQuestion question;
  for (std::size_t n = 1 + dice.below(6); n > 0; --n) {
    question.filters.push_back(random_filter(dice, data, model::FilterPlace::person, 3));
  }
  const model::Filter& again = question.filters[dice.below(question.filters.size())];
  if (dice.one_in(3)) question.filters.push_back({model::Not{std::make_shared<const model::Filter>(again)}});
  return question;
}

analyze::SegmentsAnswer answer(const Oracle& oracle, const analyze::SegmentsQuestion& question) {
  analyze::SegmentsAnswer answers;
  for (const model::Filter& filter : question.filters) {
    const analyze::SegmentAnswer one = answer(oracle, analyze::SegmentQuestion{filter});
    answers.persons.push_back(one.persons);
    answers.everyone = one.everyone;
  }
  return answers;
}

Drill random_drill(Dice& dice, const analyze::SegmentsQuestion&, const analyze::SegmentsAnswer& answer) {
  const auto filter = static_cast<std::uint32_t>(dice.below(answer.persons.size()));
  const std::uint64_t persons = answer.persons[filter];
  const bool others = dice.one_in(2);
  return {json::to_string(analyze::SegmentsCell{filter, others}), others ? answer.everyone - persons : persons};
}

}  // namespace throng::testing
