#include "analyze/funnel/internal/rows.h"

#include <algorithm>
#include <array>
#include <numeric>

#include "analyze/internal/order_statistics.h"
#include "analyze/significance.h"

namespace throng::analyze::internal {
namespace {

using Lists = std::vector<std::vector<std::int64_t>>;

// What rows add up to, a person once though it has several.
struct Counter {
  std::uint64_t rows = 0;
  std::uint64_t persons = 0;
  model::PersonNumber last = 0;

  void add(model::PersonNumber person) {
    persons += rows == 0 || person != last ? 1 : 0;
    last = person;
    ++rows;
  }
};

// One group's numbers in one slice. A slice's are filled by one thread, and stand apart from the others'.
struct Tally {
  Tally(std::size_t steps, std::size_t buckets)
      : counts(steps), from_first(steps), from_previous(steps), points(buckets) {}

  void add(const Rows& rows, const Row& row, std::span<const std::uint32_t> previous) {
    const auto steps = static_cast<std::uint32_t>(previous.size());
    for (std::uint32_t rest = row.done; rest != 0; rest &= rest - 1) {
      const auto step = static_cast<std::uint32_t>(std::countr_zero(rest));
      counts[step].add(row.person);
      if (step == 0) continue;
      const std::int64_t time = rows.time(row, step);
      from_first[step].push_back(time);
      if (previous[step] != 0) from_previous[step].push_back(time - rows.time(row, previous[step]));
    }
    if (row.bucket >= points.size()) return;
    FunnelPoint& point = points[row.bucket];
    ++point.entered;
    point.converted += row.did(steps - 1) ? 1 : 0;
  }

  std::vector<Counter> counts;      // per step
  Lists from_first;                 // per step
  Lists from_previous;              // per step; none where the previous one is the first
  std::vector<FunnelPoint> points;  // per bucket
};
using Tallies = std::vector<std::vector<Tally>>;  // per slice and group

Tallies tallies_of(const ReportParts& parts, std::span<const std::uint32_t> group_of_code, std::size_t groups,
                   std::span<const std::uint32_t> previous) {
  Tallies all(parts.slices.size());
  parts.pool.run(parts.slices.size(), [&](std::size_t slice) {
    std::vector<Tally> tallies(groups, Tally(previous.size(), parts.buckets.count()));
    const Rows& rows = parts.slices[slice];
    for (const Row& row : rows.rows) {
      const std::uint32_t group = group_of_code.empty() ? 0 : group_of_code[row.code];
      if (group < groups) tallies[group].add(rows, row, previous);
    }
    all[slice] = std::move(tallies);
  });
  return all;
}

std::vector<FunnelPoint> points_of(const Tallies& all, std::size_t group, std::size_t buckets) {
  std::vector<FunnelPoint> out(buckets);
  for (const auto& tallies : all) {
    for (std::size_t i = 0; i < buckets; ++i) {
      out[i].entered += tallies[group].points[i].entered;
      out[i].converted += tallies[group].points[i].converted;
    }
  }
  return out;
}

std::optional<double> mean_of(const Lists& lists) {
  long double sum = 0;
  std::size_t values = 0;
  for (const auto& list : lists) {
    sum += static_cast<long double>(std::accumulate(list.begin(), list.end(), std::int64_t{0}));
    values += list.size();
  }
  if (values == 0) return std::nullopt;
  return static_cast<double>(sum / static_cast<long double>(values));
}

struct Times {
  std::optional<double> mean, median, p90;
};
Times times_of(const Lists& lists) {
  constexpr std::array kMiddle = {0.5, 0.9};
  const auto percentiles = percentiles_of(lists, kMiddle);
  return {mean_of(lists), percentiles[0], percentiles[1]};
}

// One step of one group; takes its times away. `after_first`: the step before it is the first.
FunnelStep step_of(Tallies& all, std::size_t group, std::size_t step, bool after_first) {
  FunnelStep out;
  Lists first, previous;
  for (auto& tallies : all) {
    Tally& tally = tallies[group];
    out.count += tally.counts[step].rows;
    out.persons += tally.counts[step].persons;
    first.push_back(std::move(tally.from_first[step]));
    previous.push_back(std::move(tally.from_previous[step]));
  }
  const Times from_first = times_of(first);
  const Times from_previous = after_first ? from_first : times_of(previous);
  out.mean_ms_from_previous = from_previous.mean;
  out.median_ms_from_previous = from_previous.median;
  out.p90_ms_from_previous = from_previous.p90;
  out.mean_ms_from_first = from_first.mean;
  out.median_ms_from_first = from_first.median;
  out.p90_ms_from_first = from_first.p90;
  return out;
}

// `group_of_code` empty: all in group 0.
std::vector<FunnelGroup> groups_of(const ReportParts& parts, std::span<const std::uint32_t> group_of_code,
                                   std::size_t groups) {
  const std::vector<std::uint32_t> previous = previous_steps(parts.question);
  Tallies all = tallies_of(parts, group_of_code, groups, previous);
  const std::size_t steps = previous.size();
  std::vector<FunnelGroup> out(groups);
  for (std::size_t g = 0; g < groups; ++g) {
    out[g].steps.resize(steps);
    out[g].points = points_of(all, g, parts.buckets.count());
  }
  parts.pool.run(groups * steps, [&](std::size_t task) {
    const std::size_t step = task % steps;
    out[task / steps].steps[step] = step_of(all, task / steps, step, previous[step] == 0);
  });
  return out;
}

// Each group against all others together.
void compare_groups(FunnelAnswer& answer) {
  const auto share = [](const FunnelGroup& group) { return Share{group.steps.back().count, group.steps[0].count}; };
  const Share all = share(answer.all);
  std::vector<std::optional<double>> p;
  for (FunnelGroup& group : answer.groups) {
    const Share own = share(group);
    group.z = two_proportion_z(own, {all.hits - own.hits, all.of - own.of});
    p.push_back(group.z ? std::optional(p_of_z(*group.z)) : std::nullopt);
  }
  const auto adjusted = holm(p);
  for (std::size_t g = 0; g < adjusted.size(); ++g) answer.groups[g].p = adjusted[g];
}

// The times between two steps, of the rows that did both.
Lists times_between(const ReportParts& parts) {
  const auto [from, to] = pair_of(parts.question);
  Lists lists(parts.slices.size());
  for (std::size_t slice = 0; slice < parts.slices.size(); ++slice) {
    const Rows& rows = parts.slices[slice];
    for (const Row& row : rows.rows) {
      if (row.did(from) && row.did(to)) lists[slice].push_back(rows.time(row, to) - rows.time(row, from));
    }
  }
  return lists;
}

Bins bins_of_times(const ReportParts& parts, const Lists& lists) {
  std::int64_t longest = -1;
  for (const auto& list : lists) {
    for (const std::int64_t ms : list) longest = std::max(longest, ms);
  }
  return bins_of(*parts.question.times, static_cast<double>(longest));
}

FunnelTimes times_of(const ReportParts& parts) {
  const Lists lists = times_between(parts);
  FunnelTimes out;
  for (const auto& list : lists) out.count += list.size();
  out.mean_ms = mean_of(lists);
  const std::array<std::pair<std::optional<double>*, double>, 8> percentiles = {{{&out.min_ms, 0},
                                                                                 {&out.p10_ms, 0.1},
                                                                                 {&out.p25_ms, 0.25},
                                                                                 {&out.median_ms, 0.5},
                                                                                 {&out.p75_ms, 0.75},
                                                                                 {&out.p90_ms, 0.9},
                                                                                 {&out.p99_ms, 0.99},
                                                                                 {&out.max_ms, 1}}};
  for (const auto& [value, p] : percentiles) *value = percentile_of(lists, p);
  const Bins bins = bins_of_times(parts, lists);
  std::vector<Counter> counters(bins.count());
  const auto [from, to] = pair_of(parts.question);
  for (const Rows& rows : parts.slices) {
    for (const Row& row : rows.rows) {
      if (!row.did(from) || !row.did(to)) continue;
      counters[bins.place_of(static_cast<double>(rows.time(row, to) - rows.time(row, from)))].add(row.person);
    }
  }
  for (std::size_t i = 0; i < counters.size(); ++i)
    out.bins.push_back({*bins.from(i), bins.to(i), counters[i].rows, counters[i].persons});
  return out;
}

}  // namespace

FunnelAnswer report(const ReportParts& parts) {
  FunnelAnswer answer;
  answer.rule = rule_of(parts.question);
  answer.buckets = parts.buckets.starts();
  answer.complete = complete_buckets(parts.question, parts.buckets, parts.context);
  answer.all = std::move(groups_of(parts, {}, 1)[0]);
  if (parts.question.times) answer.times = times_of(parts);
  if (!parts.question.breakdown) return answer;
  answer.groups = groups_of(parts, parts.groups.of_code, parts.groups.names.size());
  for (std::size_t g = 0; g < answer.groups.size(); ++g) answer.groups[g].label = parts.groups.names[g];
  compare_groups(answer);
  return answer;
}

std::vector<std::uint64_t> weights_of(std::span<const Rows> slices, const Labels& labels) {
  std::vector<std::uint64_t> weights(labels.texts.size());
  for (const Rows& rows : slices) {
    for (const Row& row : rows.rows) ++weights[labels.of_code[row.code]];
  }
  return weights;
}

Result<PersonList> persons_of(const ReportParts& parts, const FunnelCell& cell, std::span<const std::uint8_t> wanted) {
  if (cell.bucket && *cell.bucket >= parts.buckets.count()) return invalid("bucket", "the answer has no such bucket");
  const Bins bins = cell.bin ? bins_of_times(parts, times_between(parts)) : Bins{};
  if (cell.bin && *cell.bin >= bins.count()) return invalid("bin", "the answer has no such bin");
  const auto in_bin = [&](const Rows& rows, const Row& row) {
    const auto [from, to] = pair_of(parts.question);
    if (!row.did(from) || !row.did(to)) return false;
    return bins.place_of(static_cast<double>(rows.time(row, to) - rows.time(row, from))) == *cell.bin;
  };
  const std::uint32_t step = cell.step - 1;
  const std::uint32_t before = previous_steps(parts.question)[step];
  PersonList persons;
  for (const Rows& rows : parts.slices) {
    for (const Row& row : rows.rows) {
      const bool there = cell.dropped ? row.did(before) && !row.did(step) : row.did(step);
      if (!there || wanted[row.code] == 0 || (cell.bucket && row.bucket != *cell.bucket)) continue;
      if (!cell.bin || in_bin(rows, row)) persons.push_back(row.person);
    }
  }
  std::sort(persons.begin(), persons.end());
  persons.erase(std::unique(persons.begin(), persons.end()), persons.end());
  return persons;
}

}  // namespace throng::analyze::internal
