#include "analyze/segment/run_timeline.h"

#include "analyze/internal/timeline_ask.h"

namespace throng::analyze {

Result<SegmentAnswer> run_timeline(const SegmentQuestion& question, timeline::Timeline& timeline, const AskContext& context) {
  timeline::FilterProgram program(internal::filter_context(context));
  const std::size_t filter = program.add(question.filter);
  THRONG_TRY(const timeline::Snapshot snapshot, program.bind(timeline, context.stop));
  struct State {
    timeline::FilterCursor cursor;
    std::uint64_t persons = 0;
  };
  SegmentAnswer answer{.everyone = snapshot.persons()};
  THRONG_CHECK(timeline::parallel_scan(
      snapshot, timeline.pool(), context.stop, [&] { return State{timeline::FilterCursor(program)}; },
      [&](State& state, const timeline::PersonView& person) {
        state.cursor.enter(person);
        state.persons += state.cursor.holds(filter) ? 1 : 0;
      },
      [&](State&& state) { answer.persons += state.persons; }));
  return answer;
}

Result<PersonList> persons_timeline(const SegmentQuestion& question, const SegmentCell& cell, timeline::Timeline& timeline,
                                    const AskContext& context) {
  timeline::FilterProgram program(internal::filter_context(context));
  const std::size_t filter = program.add(question.filter);
  THRONG_TRY(const timeline::Snapshot snapshot, program.bind(timeline, context.stop));
  return internal::collect_persons(
      program, snapshot, timeline.pool(), context.stop,
      [&](timeline::FilterCursor& cursor, const timeline::PersonView&) { return cursor.holds(filter) != cell.others; });
}

}  // namespace throng::analyze
