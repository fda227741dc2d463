#include "analyze/segments/run_sql.h"

#include "analyze/segment/run_sql.h"

namespace throng::analyze {

// One filter at a time: a query of many would pass the limits of old servers.
Result<SegmentsAnswer> run_sql(const SegmentsQuestion& question, const SqlStore& store, const AskContext& context) {
  SegmentsAnswer answer;
  for (const model::Filter& filter : question.filters) {
    THRONG_TRY(const SegmentAnswer one, run_sql(SegmentQuestion{filter}, store, context));
    answer.persons.push_back(one.persons);
    answer.everyone = one.everyone;
  }
  return answer;
}

Result<PersonList> persons_sql(const SegmentsQuestion& question, const SegmentsCell& cell, const SqlStore& store,
                               const AskContext& context) {
  THRONG_CHECK(validate(cell, question));
  return persons_sql(SegmentQuestion{question.filters[cell.filter]}, SegmentCell{cell.others}, store, context);
}

}  // namespace throng::analyze
