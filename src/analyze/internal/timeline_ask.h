// What every timeline run needs: the question's context as the timelines want it, and lists of persons.
#pragma once

#include <algorithm>
#include <optional>

#include "analyze/filter_context.h"
#include "timeline/filter_scan.h"
#include "timeline/parallel_scan.h"

namespace throng::analyze::internal {

using analyze::filter_context;
timeline::ColumnRef column_of(const PropertyRef& ref);

// Type-7 percentile; reorders the values. Empty for no values.
std::optional<double> percentile(std::span<double> values, double p);

// Sorted persons for whom keep(cursor, person) is true; the cursor has entered the person.
template <class Keep>
Result<PersonList> collect_persons(const timeline::FilterProgram& program, const timeline::Snapshot& snapshot,
                                   WorkerPool& pool, const std::stop_token& stop, Keep keep) {
  struct State {
    timeline::FilterCursor cursor;
    PersonList persons;
  };
  PersonList all;
  THRONG_CHECK(timeline::parallel_scan(
      snapshot, pool, stop, [&] { return State{timeline::FilterCursor(program), {}}; },
      [&](State& state, const timeline::PersonView& person) {
        state.cursor.enter(person);
        if (keep(state.cursor, person)) state.persons.push_back(person.person);
      },
      [&](State&& state) { all.insert(all.end(), state.persons.begin(), state.persons.end()); }));
  std::sort(all.begin(), all.end());
  return all;
}

}  // namespace throng::analyze::internal
