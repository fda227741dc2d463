#include "analyze/insight/run_timeline.h"

#include <algorithm>
#include <unordered_map>

#include "analyze/insight/internal/tally.h"
#include "analyze/internal/timeline_ask.h"
#include "model/value.h"

namespace throng::analyze {
namespace {

using internal::InsightCounts;
using internal::InsightTally;
using timeline::FilterCursor;
using timeline::PersonView;

// A grouping bound to a snapshot: a trait's column, or a filter for each value and one for any.
struct Bound {
  std::optional<std::size_t> column;
  std::vector<std::size_t> values;
  std::size_t any = 0;
  std::span<const std::string> dictionary;  // of a trait: the raw value of each code

  std::size_t codes() const { return column ? dictionary.size() : values.size(); }
  // The code of a trait's value, the place of a membership's.
  template <class Take>
  void each(FilterCursor& cursor, const PersonView& person, Take take) const {
    if (column) {
      if (const auto code = person.columns[*column].codes[0]; code != 0) take(code);
      return;
    }
    for (std::uint32_t place = 0; place < values.size(); ++place) {
      if (cursor.holds(values[place])) take(place);
    }
  }
  bool has_any(FilterCursor& cursor, const PersonView& person) const {
    return column ? person.columns[*column].codes[0] != 0 : cursor.holds(any);
  }
};

class Run {
 public:
  Run(const InsightQuestion& question, const AskContext& context)
      : question_(question), program_(internal::filter_context(context)) {
    segment_ = program_.add(question.segment);
    baseline_ = program_.add(question.baseline);
    for (const InsightGrouping& grouping : question.by) bound_.push_back(add(grouping));
  }

  Result<void> bind(timeline::Timeline& timeline, const std::stop_token& stop) {
    THRONG_TRY(snapshot_, program_.bind(timeline, stop));
    for (Bound& bound : bound_) {
      if (bound.column) bound.dictionary = snapshot_.dictionary(*bound.column);
    }
    return {};
  }

  const timeline::FilterProgram& program() const { return program_; }
  const timeline::Snapshot& snapshot() const { return snapshot_; }
  const std::vector<Bound>& bound() const { return bound_; }
  bool in_segment(FilterCursor& cursor) const { return cursor.holds(segment_); }
  bool in_baseline(FilterCursor& cursor) const { return cursor.holds(baseline_); }
  std::string name_of(std::size_t group, std::uint32_t code) const {
    const Bound& bound = bound_[group];
    if (bound.column) return model::label_of(bound.dictionary[code]);
    return question_.by[group].kind == InsightKind::segment ? "" : question_.by[group].values[code];
  }

 private:
  Bound add(const InsightGrouping& grouping) {
    Bound bound;
    if (grouping.kind == InsightKind::trait) {
      bound.column = program_.add(internal::column_of({Scope::person, grouping.id}));
      return bound;
    }
    std::vector<std::string> values = grouping.values;
    if (grouping.kind == InsightKind::segment) values = {""};
    for (const std::string& value : values) bound.values.push_back(program_.add(internal::filter_of(grouping, value)));
    bound.any = program_.add(internal::filter_of(grouping, std::nullopt));
    return bound;
  }

  const InsightQuestion& question_;
  timeline::FilterProgram program_;
  std::size_t segment_ = 0, baseline_ = 0;
  std::vector<Bound> bound_;
  timeline::Snapshot snapshot_;
};

// What one slice counts, by codes.
struct Slice {
  FilterCursor cursor;
  InsightCounts all;
  std::vector<InsightCounts> known;
  std::vector<std::vector<InsightCounts>> values;
  std::unordered_map<std::uint64_t, InsightCounts> cross;

  explicit Slice(const Run& run) : cursor(run.program()), known(run.bound().size()) {
    for (const Bound& bound : run.bound()) values.emplace_back(bound.codes());
  }

  void visit(const Run& run, const std::optional<InsightCross>& pair, const PersonView& person) {
    cursor.enter(person);
    const bool segment = run.in_segment(cursor), baseline = run.in_baseline(cursor);
    if (!segment && !baseline) return;
    all.add(segment, baseline);
    for (std::size_t i = 0; i < run.bound().size(); ++i) {
      const Bound& bound = run.bound()[i];
      if (bound.has_any(cursor, person)) known[i].add(segment, baseline);
      bound.each(cursor, person, [&](std::uint32_t code) { values[i][code].add(segment, baseline); });
    }
    if (!pair) return;
    run.bound()[pair->a].each(cursor, person, [&](std::uint64_t a) {
      run.bound()[pair->b].each(cursor, person, [&](std::uint64_t b) { cross[a << 32U | b].add(segment, baseline); });
    });
  }
};

void add_slice(InsightTally& tally, const Run& run, const std::optional<InsightCross>& pair, const Slice& slice) {
  tally.all += slice.all;
  for (std::size_t i = 0; i < slice.values.size(); ++i) {
    InsightTally::Group& group = tally.groups[i];
    group.known += slice.known[i];
    for (std::uint32_t code = 0; code < slice.values[i].size(); ++code) {
      const InsightCounts& counts = slice.values[i][code];
      if (counts.persons() == 0) continue;
      group.values[run.name_of(i, code)] += counts;
      if (!run.bound()[i].column) continue;
      if (const auto number = model::as_number(run.bound()[i].dictionary[code])) group.numbers[*number] += counts;
    }
  }
  for (const auto& [codes, counts] : slice.cross) {
    tally.cross[{run.name_of(pair->a, static_cast<std::uint32_t>(codes >> 32U)),
                 run.name_of(pair->b, static_cast<std::uint32_t>(codes))}] += counts;
  }
}

// Per code of a trait or place of a membership whether it is picked.
std::vector<std::uint8_t> picked_codes(const Run& run, const InsightPick& pick) {
  const Bound& bound = run.bound()[pick.by];
  std::vector<std::uint8_t> picked(bound.codes(), 0);
  for (std::uint32_t code = 0; code < picked.size(); ++code) {
    if (pick.value) {
      picked[code] = run.name_of(pick.by, code) == *pick.value ? 1 : 0;
      continue;
    }
    const auto number = model::as_number(bound.dictionary[code]);
    picked[code] = number && (!pick.from || *number >= *pick.from) && (!pick.to || *number < *pick.to) ? 1 : 0;
  }
  return picked;
}

struct Picker {
  const Bound* bound = nullptr;
  bool any = false;
  std::vector<std::uint8_t> codes;

  bool holds(FilterCursor& cursor, const PersonView& person) const {
    if (any) return bound->has_any(cursor, person);
    bool found = false;
    bound->each(cursor, person, [&](std::uint32_t code) { found = found || codes[code] != 0; });
    return found;
  }
};

}  // namespace

Result<InsightAnswer> run_timeline(const InsightQuestion& question, timeline::Timeline& timeline,
                                   const AskContext& context) {
  Run run(question, context);
  THRONG_CHECK(run.bind(timeline, context.stop));
  InsightTally tally;
  tally.groups.resize(question.by.size());
  THRONG_CHECK(timeline::parallel_scan(
      run.snapshot(), timeline.pool(), context.stop, [&] { return Slice(run); },
      [&](Slice& slice, const PersonView& person) { slice.visit(run, question.cross, person); },
      [&](Slice&& slice) { add_slice(tally, run, question.cross, slice); }));
  return internal::answer_of(question, tally);
}

Result<PersonList> persons_timeline(const InsightQuestion& question, const InsightCell& cell,
                                    timeline::Timeline& timeline, const AskContext& context) {
  THRONG_CHECK(validate(cell, question));
  Run run(question, context);
  THRONG_CHECK(run.bind(timeline, context.stop));
  std::vector<Picker> pickers;
  for (const InsightPick& pick : cell.picks) {
    const bool any = !pick.value && !pick.from && !pick.to;
    pickers.push_back({&run.bound()[pick.by], any, any ? std::vector<std::uint8_t>() : picked_codes(run, pick)});
  }
  return internal::collect_persons(
      run.program(), run.snapshot(), timeline.pool(), context.stop,
      [&](FilterCursor& cursor, const PersonView& person) {
        const bool is_side = cell.of == InsightSide::segment ? run.in_segment(cursor) : run.in_baseline(cursor);
        return is_side && std::ranges::all_of(pickers, [&](const Picker& one) { return one.holds(cursor, person); });
      });
}

}  // namespace throng::analyze
