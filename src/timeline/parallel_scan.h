// One pass over all persons on all cores. Results are merged in order of the slices, so that an answer does not
// depend on which thread was faster.
#pragma once

#include <mutex>
#include <optional>
#include <stop_token>
#include <type_traits>
#include <vector>

#include "base/worker_pool.h"
#include "timeline/timeline.h"

namespace throng::timeline {

// make() gives a slice's state, visit(state, PersonView or Stretch) sees all of its persons, merge(State&&) takes the
// states one at a time, slice 0 first. make and visit run on several threads at once, merge on one at a time; a State
// may have a finish(), called when its slice is done, before it waits for its turn to merge.
// Errors: cancelled, checked before every slice.
template <class Make, class Visit, class Merge>
Result<void> parallel_scan(const Snapshot& snapshot, WorkerPool& pool, const std::stop_token& stop, Make make,
                           Visit visit, Merge merge) {
  using State = decltype(make());
  std::mutex mutex;
  std::vector<std::optional<State>> waiting(snapshot.slices());
  std::size_t merged = 0;
  pool.run(snapshot.slices(), [&](std::size_t slice) {
    if (stop.stop_requested()) return;
    State state = make();
    if constexpr (std::is_invocable_v<Visit, State&, const Stretch&>) {
      snapshot.scan_slice(slice, [&](const Stretch& stretch) { visit(state, stretch); });
    } else {
      PersonWalk walk;
      snapshot.scan_slice(slice, [&](const Stretch& stretch) {
        walk.each(stretch, [&](const PersonView& person) { visit(state, person); });
      });
    }
    if constexpr (requires { state.finish(); }) state.finish();
    const std::lock_guard lock(mutex);
    waiting[slice].emplace(std::move(state));
    for (; merged < waiting.size() && waiting[merged]; ++merged) {
      merge(std::move(*waiting[merged]));
      waiting[merged].reset();
    }
  });
  if (stop.stop_requested()) return fail(ErrorCode::cancelled, "the question was cancelled");
  return {};
}

}  // namespace throng::timeline
