#include "analyze/funnel/internal/rows.h"

#include "analyze/internal/order_statistics.h"

namespace throng::analyze::internal {
namespace {

// One group's numbers, gathered slice by slice.
struct Tally {
  using Lists = std::vector<std::vector<std::int64_t>>;  // per slice
  Tally(std::size_t steps, std::size_t slices)
      : persons(steps, std::vector<std::uint64_t>(slices)),
        from_first(steps, Lists(slices)),
        from_previous(steps, Lists(slices)) {}

  void add(std::size_t slice, const Row& row, std::span<const std::int64_t> times) {
    std::int64_t before = 0;
    ++persons[0][slice];
    for (std::size_t step = 1; step < row.depth; ++step) {
      const std::int64_t time = times[step - 1];
      ++persons[step][slice];
      from_first[step][slice].push_back(time);
      from_previous[step][slice].push_back(time - before);
      before = time;
    }
  }

  std::vector<std::vector<std::uint64_t>> persons;  // per step and slice
  std::vector<Lists> from_first, from_previous;     // per step
};

std::vector<Tally> tally(std::span<const Rows> slices, std::size_t steps, std::span<const std::uint32_t> group_of_code,
                         std::size_t groups, WorkerPool& pool) {
  std::vector<Tally> tallies(groups, Tally(steps, slices.size()));
  pool.run(slices.size(), [&](std::size_t slice) {
    for (const Row& row : slices[slice].rows) {
      const std::uint32_t group = group_of_code.empty() ? 0 : group_of_code[row.code];
      if (group < groups) tallies[group].add(slice, row, slices[slice].times_of(row));
    }
  });
  return tallies;
}

}  // namespace

std::vector<std::vector<FunnelStep>> steps_of(std::span<const Rows> slices, std::size_t steps,
                                              std::span<const std::uint32_t> group_of_code, std::size_t groups,
                                              WorkerPool& pool) {
  const std::vector<Tally> tallies = tally(slices, steps, group_of_code, groups, pool);
  std::vector<std::vector<FunnelStep>> answer(groups, std::vector<FunnelStep>(steps));
  pool.run(groups * steps, [&](std::size_t task) {
    const std::size_t step = task % steps;
    const Tally& tally = tallies[task / steps];
    FunnelStep& out = answer[task / steps][step];
    for (const std::uint64_t persons : tally.persons[step]) out.persons += persons;
    out.median_ms_from_first = percentile_of(tally.from_first[step], 0.5);
    out.median_ms_from_previous = percentile_of(tally.from_previous[step], 0.5);
  });
  return answer;
}

}  // namespace throng::analyze::internal
