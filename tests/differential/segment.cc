#include "differential/segment.h"

#include "differential/questions.h"

namespace throng::testing {

analyze::SegmentQuestion random_segment(Dice& dice, const Data& data) {
  return {random_filter(dice, data, model::FilterPlace::person, 3)};
}

analyze::SegmentAnswer answer(const Oracle& oracle, const analyze::SegmentQuestion& question) {
  analyze::SegmentAnswer answer;
  for (const Oracle::Person& person : oracle.persons()) {
    ++answer.everyone;
    if (model::holds(question.filter, person.live, nullptr, oracle.moment())) ++answer.persons;
  }
  return answer;
}

Drill random_drill(Dice& dice, const analyze::SegmentQuestion&, const analyze::SegmentAnswer& answer) {
  const bool others = dice.one_in(2);
  return {json::to_string(analyze::SegmentCell{others}), others ? answer.everyone - answer.persons : answer.persons};
}

}  // namespace throng::testing
