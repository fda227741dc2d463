#include "analyze/retention/run_timeline.h"

#include "analyze/retention/internal/every.h"
#include "analyze/retention/internal/plain.h"

namespace throng::analyze {
namespace {

using internal::EveryRetention;
using internal::PlainRetention;
using internal::RetentionFrame;
using internal::RetentionTally;
using timeline::FilterCursor;
using timeline::PersonView;

// The plain kernel bound to a snapshot.
struct Plain {
  PlainRetention kernel;
  timeline::Snapshot snapshot;
  RetentionFrame frame;

  Plain(const RetentionQuestion& question, const AskContext& context) : kernel(question, context) {}
  Result<void> bind(const RetentionQuestion& question, timeline::Timeline& timeline, const AskContext& context) {
    THRONG_TRY(snapshot, kernel.bind(timeline, context.stop));
    THRONG_TRY(Buckets cohorts, buckets_of(question.range, question.bucket, context, snapshot.extent()));
    THRONG_TRY(frame, internal::retention_frame(question, std::move(cohorts), context));
    kernel.set(frame, question.bucket, context.calendar);
    return {};
  }
};

// What one slice has counted.
struct Counts {
  Counts(const Plain& plain, const RetentionQuestion& question)
      : cursor(plain.kernel.program()), person(plain.kernel), tally(question, plain.frame, 1) {}
  FilterCursor cursor;
  PlainRetention::Person person;
  RetentionTally tally;
};

void count(const PlainRetention& kernel, Counts& counts, const PersonView& view) {
  if (!kernel.look(counts.cursor, view, counts.person)) return;
  counts.person.started.each_from(0, [&](std::size_t cohort) {
    ++counts.tally.persons[cohort];
    std::uint64_t* row = counts.tally.returned.data() + counts.tally.cell(cohort, 0);
    kernel.each_return(counts.person, cohort, [&](std::size_t column) { ++row[column]; });
    return true;
  });
}

Result<RetentionAnswer> plain_answer(const RetentionQuestion& question, timeline::Timeline& timeline,
                                     const AskContext& context) {
  Plain plain(question, context);
  THRONG_CHECK(plain.bind(question, timeline, context));
  RetentionTally all(question, plain.frame, 1);
  THRONG_CHECK(timeline::parallel_scan(
      plain.snapshot, timeline.pool(), context.stop, [&] { return Counts(plain, question); },
      [&](Counts& counts, const PersonView& view) { count(plain.kernel, counts, view); },
      [&](Counts&& counts) { all.add(counts.tally); }));
  const std::string all_persons[] = {""};
  return internal::retention_answer(question, plain.frame, all, all_persons);
}

// Of every cohort: returned in one of them, or in none.
bool holds(const Plain& plain, PlainRetention::Person& person, const RetentionCell& cell) {
  bool is_there = false;
  bool returned = false;
  person.started.each_from(0, [&](std::size_t cohort) {
    if (!internal::is_of_cohort(plain.frame, cell, cohort)) return true;
    is_there = true;
    returned = cell.bucket && plain.kernel.returned(person, cohort, *cell.bucket);
    return !returned && cell.every;
  });
  return is_there && (!cell.bucket || returned != cell.absent);
}

Result<PersonList> plain_persons(const RetentionQuestion& question, const RetentionCell& cell,
                                 timeline::Timeline& timeline, const AskContext& context) {
  Plain plain(question, context);
  THRONG_CHECK(plain.bind(question, timeline, context));
  THRONG_CHECK(validate(cell, question, plain.frame.cohorts.count()));
  struct State {
    FilterCursor cursor;
    PlainRetention::Person person;
    PersonList persons;
  };
  const PlainRetention& kernel = plain.kernel;
  PersonList all;
  THRONG_CHECK(timeline::parallel_scan(
      plain.snapshot, timeline.pool(), context.stop,
      [&] { return State{FilterCursor(kernel.program()), PlainRetention::Person(kernel), {}}; },
      [&](State& state, const PersonView& view) {
        if (kernel.look(state.cursor, view, state.person) && holds(plain, state.person, cell))
          state.persons.push_back(view.person);
      },
      [&](State&& state) { all.insert(all.end(), state.persons.begin(), state.persons.end()); }));
  std::sort(all.begin(), all.end());
  return all;
}

}  // namespace

Result<RetentionAnswer> run_timeline(const RetentionQuestion& question, timeline::Timeline& timeline,
                                     const AskContext& context) {
  if (is_plain(question)) return plain_answer(question, timeline, context);
  EveryRetention run(question, timeline, context);
  THRONG_CHECK(run.bind());
  THRONG_CHECK(run.survey());
  return run.answer();
}

Result<PersonList> persons_timeline(const RetentionQuestion& question, const RetentionCell& cell,
                                    timeline::Timeline& timeline, const AskContext& context) {
  if (is_plain(question)) return plain_persons(question, cell, timeline, context);
  EveryRetention run(question, timeline, context);
  THRONG_CHECK(run.bind());
  THRONG_CHECK(validate(cell, question, run.frame().cohorts.count()));
  if (cell.label) THRONG_CHECK(run.survey());
  return run.persons(cell);
}

}  // namespace throng::analyze
