#include "analyze/trend/internal/cells.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "analyze/internal/timeline_ask.h"
#include "analyze/trend/internal/plain_counts.h"

namespace throng::analyze::internal {
namespace {

using timeline::FilterCursor;
using timeline::PersonView;

// What has to be gathered for a measure.
enum class Gather { events, persons, sums, extremes, values, distinct, active, sessions };

Gather gather_for(Measure measure) {
  switch (measure) {
    case Measure::total: return Gather::events;
    case Measure::persons:
    case Measure::per_person: return Gather::persons;
    case Measure::sum:
    case Measure::avg: return Gather::sums;
    case Measure::min:
    case Measure::max: return Gather::extremes;
    case Measure::distinct: return Gather::distinct;
    case Measure::dau:
    case Measure::wau:
    case Measure::mau: return Gather::active;
    case Measure::sessions: return Gather::sessions;
    default: return Gather::values;
  }
}

double rank_of(Measure measure) {
  switch (measure) {
    case Measure::p75: return 0.75;
    case Measure::p90: return 0.9;
    case Measure::p95: return 0.95;
    case Measure::p99: return 0.99;
    default: return 0.5;
  }
}

struct Sum {
  long double sum = 0;
  std::uint64_t values = 0;
  double least = std::numeric_limits<double>::infinity();
  double greatest = -std::numeric_limits<double>::infinity();
  void add(double value) {
    sum += value;
    ++values;
    least = std::min(least, value);
    greatest = std::max(greatest, value);
  }
  void add(const Sum& other) {
    sum += other.sum;
    values += other.values;
    least = std::min(least, other.least);
    greatest = std::max(greatest, other.greatest);
  }
};

struct CellValue {
  std::uint32_t cell = 0;
  double value = 0;
};

void sort_unique(std::vector<std::uint64_t>& values) {
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
}

// Cells are numbered group by group, bucket by bucket.
struct Cells {
  Cells(const TrendPass& pass, Gather gather) : cursor(*pass.program), events(pass.groups * pass.width) {
    if (gather == Gather::persons || gather == Gather::active) {
      persons.resize(events.size());
      persons_in_range.resize(pass.groups);
      seen.resize(events.size());
      seen_in_range.resize(pass.groups);
      past.resize(pass.groups);
    }
    if (gather == Gather::sums || gather == Gather::extremes) sums.resize(events.size());
  }

  void finish() { sort_unique(distinct); }
  void merge(Cells&& other);
  // All in the first group: there is no breakdown.
  void take(const PlainCounts& counts) {
    std::copy(counts.events.begin(), counts.events.end(), events.begin());
    if (persons.empty()) return;
    std::copy(counts.persons.begin(), counts.persons.end(), persons.begin());
    persons_in_range[0] = counts.persons_in_range;
  }

  FilterCursor cursor;
  std::vector<std::uint64_t> events;
  std::vector<std::uint64_t> persons, persons_in_range;
  std::vector<std::uint32_t> seen, seen_in_range;  // the last person counted, by place in the slice
  std::vector<std::uint32_t> past;                 // per group: after the buckets that have the person
  std::uint32_t place = 0;
  std::vector<Sum> sums;
  std::vector<CellValue> values;
  std::vector<std::uint64_t> distinct;  // cell << 32 | code
};

void add(std::vector<std::uint64_t>& to, const std::vector<std::uint64_t>& from) {
  for (std::size_t i = 0; i < to.size(); ++i) to[i] += from[i];
}

void Cells::merge(Cells&& other) {
  add(events, other.events);
  add(persons, other.persons);
  add(persons_in_range, other.persons_in_range);
  for (std::size_t i = 0; i < sums.size(); ++i) sums[i].add(other.sums[i]);
  values.insert(values.end(), other.values.begin(), other.values.end());
  distinct.insert(distinct.end(), other.distinct.begin(), other.distinct.end());
}

std::size_t group_of(const TrendPass& pass, const PersonView& person, std::size_t event) {
  return pass.grouped ? pass.map->of(person, event) : 0;
}

template <Gather kGather>
void gather_event(Cells& cells, const TrendPass& pass, const PersonView& person, std::size_t event, std::size_t group) {
  const std::size_t cell = cell_of(pass, group, person.keys[event]);
  ++cells.events[cell];
  if constexpr (kGather == Gather::persons) {
    if (cells.seen[cell] == cells.place) return;
    cells.seen[cell] = cells.place;
    ++cells.persons[cell];
    if (cells.seen_in_range[group] == cells.place) return;
    cells.seen_in_range[group] = cells.place;
    ++cells.persons_in_range[group];
  } else if constexpr (kGather == Gather::distinct) {
    const timeline::ValueCode code = person.columns[*pass.value].codes[event];
    if (code != 0) cells.distinct.push_back(std::uint64_t{cell} << 32U | code);
  } else if constexpr (kGather != Gather::events) {
    const double value = person.columns[*pass.value].numbers[event];
    if (std::isnan(value)) return;
    if constexpr (kGather == Gather::values) {
      cells.values.push_back({static_cast<std::uint32_t>(cell), value});
    } else {
      cells.sums[cell].add(value);
    }
  }
}

template <Gather kGather>
void gather_person(Cells& cells, const TrendPass& pass, const PersonView& person) {
  const auto names = pass.program->names(pass.match);
  const bool plain = pass.program->is_plain(pass.match);
  const std::uint64_t end = pass.buckets->end();
  cells.cursor.enter(person);
  ++cells.place;
  std::size_t i = 0;
  while (i < person.keys.size() && person.keys[i] < pass.buckets->begin()) ++i;
  for (; i < person.keys.size() && person.keys[i] < end; ++i) {
    if (names[person.names[i]] == 0 || (!plain && !cells.cursor.passes(pass.match, i))) continue;
    gather_event<kGather>(cells, pass, person, i, group_of(pass, person, i));
  }
}

// A person's events come in order, and so do the buckets that look at them: each group counts the person in those
// that no earlier event was seen by.
void gather_active(Cells& cells, const TrendPass& pass, std::uint64_t key, std::size_t group) {
  auto [first, past] = pass.active->seen(key);
  if (cells.seen_in_range[group] != cells.place) cells.past[group] = 0;
  cells.seen_in_range[group] = cells.place;
  first = std::max(first, cells.past[group]);
  if (first >= past) return;
  cells.past[group] = past;
  if (pass.totals_only) {
    ++cells.events[group];
    if (first <= pass.active->last() && pass.active->last() < past) ++cells.persons[group];
    return;
  }
  for (std::size_t cell = group * pass.buckets->count() + first; first < past; ++first, ++cell) {
    ++cells.events[cell];
    ++cells.persons[cell];
  }
}

template <>
void gather_person<Gather::active>(Cells& cells, const TrendPass& pass, const PersonView& person) {
  const auto names = pass.program->names(pass.match);
  const std::uint64_t end = pass.active->end();
  cells.cursor.enter(person);
  ++cells.place;
  const auto from = std::lower_bound(person.keys.begin(), person.keys.end(), pass.active->begin());
  for (auto i = static_cast<std::size_t>(from - person.keys.begin()); i < person.keys.size(); ++i) {
    if (person.keys[i] >= end) return;
    if (names[person.names[i]] == 0 || !cells.cursor.passes(pass.match, i)) continue;
    gather_active(cells, pass, person.keys[i], group_of(pass, person, i));
  }
}

template <>
void gather_person<Gather::sessions>(Cells& cells, const TrendPass& pass, const PersonView& person) {
  const SessionSplit& split = *pass.sessions;
  cells.cursor.enter(person);
  split.each(person, pass.buckets->begin(), pass.buckets->end(), [&](std::size_t first, std::size_t end) {
    const auto event = first_match(split, cells.cursor, person, pass.match, first, end);
    if (!event) return;
    ++cells.events[cell_of(pass, group_of(pass, person, *event), person.keys[first])];
  });
}

using GatherPerson = void (*)(Cells&, const TrendPass&, const PersonView&);
GatherPerson kernel_for(Gather gather) {
  switch (gather) {
    case Gather::events: return gather_person<Gather::events>;
    case Gather::persons: return gather_person<Gather::persons>;
    case Gather::sums: return gather_person<Gather::sums>;
    case Gather::extremes: return gather_person<Gather::extremes>;
    case Gather::values: return gather_person<Gather::values>;
    case Gather::distinct: return gather_person<Gather::distinct>;
    case Gather::active: return gather_person<Gather::active>;
    case Gather::sessions: return gather_person<Gather::sessions>;
  }
  return nullptr;
}

// Whether events and persons of one group are all there is to count, and the name alone says of which events.
bool counts_only(const TrendPass& pass, Gather gather) {
  return (gather == Gather::events || gather == Gather::persons) && !pass.grouped && pass.fold.empty() &&
         pass.program->is_plain(pass.match);
}

std::optional<double> ratio(double a, double b) { return b == 0 ? std::nullopt : std::optional(a / b); }

// Turns gathered cells into the numbers of the answer.
class Reader {
 public:
  Reader(const TrendPass& pass, Cells cells) : pass_(pass), buckets_(pass.width), cells_(std::move(cells)) {
    if (!cells_.values.empty()) sort_values();
    sort_unique(cells_.distinct);
  }

  std::vector<TrendGroup> read() {
    std::vector<TrendGroup> groups(pass_.groups);
    for (std::size_t g = 0; g < groups.size(); ++g) {
      for (std::size_t b = 0; b < buckets_; ++b) {
        groups[g].events += cells_.events[g * buckets_ + b];
        groups[g].values.push_back(value(g * buckets_ + b, g * buckets_ + b + 1));
      }
      groups[g].total = total(g, groups[g]);
    }
    return groups;
  }

 private:
  // Cells one after the other, so that a cell's values, and a group's, are a stretch.
  void sort_values() {
    starts_.assign(cells_.events.size() + 1, 0);
    for (const CellValue& v : cells_.values) ++starts_[v.cell + 1];
    for (std::size_t c = 1; c < starts_.size(); ++c) starts_[c] += starts_[c - 1];
    sorted_.resize(cells_.values.size());
    std::vector<std::size_t> next(starts_.begin(), starts_.end() - 1);
    for (const CellValue& v : cells_.values) sorted_[next[v.cell]++] = v.value;
  }

  std::optional<double> total(std::size_t group, const TrendGroup& numbers) {
    const std::size_t first = group * buckets_;
    switch (pass_.measure) {
      case Measure::persons: return static_cast<double>(cells_.persons_in_range[group]);
      case Measure::per_person:
        return ratio(static_cast<double>(numbers.events), static_cast<double>(cells_.persons_in_range[group]));
      case Measure::dau:
      case Measure::wau:
      case Measure::mau: {
        if (buckets_ == 0) return 0;
        const std::size_t last = pass_.totals_only ? 0 : pass_.active->last();
        return value(first + last, first + last + 1);
      }
      default: return value(first, first + buckets_);
    }
  }

  // The measure over some cells of one group; for persons over one cell.
  std::optional<double> value(std::size_t first, std::size_t last) {
    switch (gather_for(pass_.measure)) {
      case Gather::active: return static_cast<double>(cells_.persons[first]);
      case Gather::sessions:
      case Gather::events: {
        std::uint64_t events = 0;
        for (std::size_t c = first; c < last; ++c) events += cells_.events[c];
        return static_cast<double>(events);
      }
      case Gather::persons: {
        const auto persons = static_cast<double>(cells_.persons[first]);
        return pass_.measure == Measure::persons ? persons : ratio(static_cast<double>(cells_.events[first]), persons);
      }
      case Gather::sums:
      case Gather::extremes: return sum_value(first, last);
      case Gather::values:
        if (sorted_.empty()) return std::nullopt;
        return percentile(std::span(sorted_).subspan(starts_[first], starts_[last] - starts_[first]),
                          rank_of(pass_.measure));
      case Gather::distinct: return static_cast<double>(distinct(first, last));
    }
    return std::nullopt;
  }

  std::optional<double> sum_value(std::size_t first, std::size_t last) const {
    Sum all;
    for (std::size_t c = first; c < last; ++c) all.add(cells_.sums[c]);
    if (pass_.measure == Measure::sum) return static_cast<double>(all.sum);
    if (all.values == 0) return std::nullopt;
    if (pass_.measure == Measure::avg) return static_cast<double>(all.sum / static_cast<long double>(all.values));
    return pass_.measure == Measure::min ? all.least : all.greatest;
  }

  std::size_t distinct(std::size_t first, std::size_t last) const {
    const auto& all = cells_.distinct;
    const auto begin = std::lower_bound(all.begin(), all.end(), std::uint64_t{first} << 32U);
    const auto end = std::lower_bound(begin, all.end(), std::uint64_t{last} << 32U);
    if (last == first + 1) return static_cast<std::size_t>(end - begin);
    std::vector<std::uint32_t> codes;
    for (auto it = begin; it != end; ++it) codes.push_back(static_cast<std::uint32_t>(*it));
    std::sort(codes.begin(), codes.end());
    return static_cast<std::size_t>(std::unique(codes.begin(), codes.end()) - codes.begin());
  }

  const TrendPass& pass_;
  const std::size_t buckets_;
  Cells cells_;
  std::vector<std::size_t> starts_;
  std::vector<double> sorted_;
};

// The cells of several passes over one slice.
struct ManyCells {
  ManyCells(std::span<const TrendPass> passes, std::span<const std::size_t> chosen) {
    for (const std::size_t pass : chosen) cells.emplace_back(passes[pass], gather_for(passes[pass].measure));
  }
  void finish() {
    for (Cells& each : cells) each.finish();
  }
  std::vector<Cells> cells;
};

}  // namespace

std::optional<std::size_t> first_match(const SessionSplit& split, FilterCursor& cursor, const PersonView& person,
                                       std::size_t match, std::size_t first, std::size_t end) {
  for (std::size_t i = first; i < end; ++i) {
    if (split.is_activity(person.names[i]) && cursor.matches(match, i)) return i;
  }
  return std::nullopt;
}

Result<std::vector<std::vector<TrendGroup>>> measure_trends(std::span<const TrendPass> passes,
                                                            const timeline::Snapshot& snapshot, WorkerPool& pool,
                                                            const std::stop_token& stop) {
  std::vector<std::vector<TrendGroup>> groups(passes.size());
  std::vector<std::size_t> scanned;
  for (std::size_t p = 0; p < passes.size(); ++p) {
    const Gather gather = gather_for(passes[p].measure);
    if (!counts_only(passes[p], gather)) {
      scanned.push_back(p);
      continue;
    }
    THRONG_TRY(const PlainCounts counts, count_plain(passes[p], snapshot, pool, stop));
    Cells cells(passes[p], gather);
    cells.take(counts);
    groups[p] = Reader(passes[p], std::move(cells)).read();
  }
  if (scanned.empty()) return groups;
  std::vector<GatherPerson> kernels;
  for (const std::size_t p : scanned) kernels.push_back(kernel_for(gather_for(passes[p].measure)));
  ManyCells all(passes, scanned);
  THRONG_CHECK(timeline::parallel_scan(
      snapshot, pool, stop, [&] { return ManyCells(passes, scanned); },
      [&](ManyCells& many, const PersonView& person) {
        for (std::size_t k = 0; k < scanned.size(); ++k) {
          const TrendPass& pass = passes[scanned[k]];
          if ((person.event_mask & pass.program->event_mask(pass.match)) != 0) kernels[k](many.cells[k], pass, person);
        }
      },
      [&](ManyCells&& many) {
        for (std::size_t k = 0; k < scanned.size(); ++k) all.cells[k].merge(std::move(many.cells[k]));
      }));
  for (std::size_t k = 0; k < scanned.size(); ++k)
    groups[scanned[k]] = Reader(passes[scanned[k]], std::move(all.cells[k])).read();
  return groups;
}

}  // namespace throng::analyze::internal
