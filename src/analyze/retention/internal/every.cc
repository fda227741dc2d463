#include "analyze/retention/internal/every.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace throng::analyze::internal {

using timeline::FilterCursor;
using timeline::PersonView;

EveryRetention::EveryRetention(const RetentionQuestion& question, timeline::Timeline& timeline,
                               const AskContext& context)
    : question_(question),
      timeline_(timeline),
      context_(context),
      program_(filter_context(context)),
      start_(program_.add(question.start)),
      back_(program_.add(question.back)),
      breakdown_(program_, question.breakdown) {
  if (question.value != RetentionValue::persons)
    value_ = program_.add(timeline::ColumnRef{false, question.property, timeline::ColumnKind::number});
}

Result<void> EveryRetention::bind() {
  THRONG_TRY(snapshot_, program_.bind(timeline_, context_.stop));
  THRONG_TRY(Buckets cohorts, buckets_of(question_.range, question_.bucket, context_, snapshot_.extent()));
  THRONG_TRY(frame_, retention_frame(question_, std::move(cohorts), context_));
  cohorts_.emplace(frame_.cohorts.edges());
  buckets_.emplace(frame_.bounds);
  breakdown_.bind(snapshot_);
  return {};
}

EveryRetention::State EveryRetention::state() const {
  State state{FilterCursor(program_), {}, {}, {}};
  const std::size_t columns = frame_.columns();
  state.columns.returned.resize(columns);
  state.columns.events.resize(columns + 1);  // the last one stands for everything later
  state.columns.numbers.resize(columns + 1);
  state.columns.sums.resize(columns + 1);
  return state;
}

void EveryRetention::find_entries(State& state, const PersonView& person) const {
  state.entries.clear();
  if ((person.event_mask & program_.event_mask(start_)) == 0 || frame_.cohorts.count() == 0) return;
  state.cursor.enter(person);
  const auto names = program_.names(start_);
  const bool ever = question_.cohort == CohortKind::first_ever;
  for (std::size_t i = 0; i < person.keys.size() && person.keys[i] < cohorts_->end(); ++i) {
    if (names[person.names[i]] == 0) continue;
    const bool inside = person.keys[i] >= cohorts_->begin();
    if (!inside && !ever) continue;
    const std::size_t cohort = inside ? cohorts_->bucket_of(person.keys[i]) : 0;
    if (inside && !state.entries.empty() && state.entries.back().cohort == cohort) continue;
    if (!state.cursor.passes(start_, i)) continue;
    if (!inside) return;
    state.entries.push_back({cohort, i});
    if (question_.cohort != CohortKind::recurring) return;
  }
}

// Only those that may count for some cohort of the person.
void EveryRetention::find_returns(State& state, const PersonView& person) const {
  state.returns.clear();
  if ((person.event_mask & program_.event_mask(back_)) == 0) return;
  const auto names = program_.names(back_);
  const bool later = question_.returns == ReturnKind::on_or_after;
  const std::size_t first = is_rolling() ? state.entries.front().event : 0;
  const std::uint64_t begin =
      is_rolling() ? timeline::key_bound(from_ms(timeline::ms_of(person.keys[first]))) : buckets_->begin();
  for (std::size_t i = 0; i < person.keys.size(); ++i) {
    if (person.keys[i] < begin || names[person.names[i]] == 0) continue;
    if (!is_rolling() && !later && person.keys[i] >= buckets_->end()) return;
    if (!state.cursor.passes(back_, i)) continue;
    const std::int64_t at = is_rolling() ? timeline::ms_of(person.keys[i]) : buckets_->bucket_of(person.keys[i]);
    state.returns.push_back(
        {at, value_ ? person.columns[*value_].numbers[i] : std::numeric_limits<double>::quiet_NaN()});
  }
}

void EveryRetention::fill_columns(State& state, const PersonView& person, const RetentionEntry& entry) const {
  RetentionColumns& columns = state.columns;
  std::fill(columns.events.begin(), columns.events.end(), 0);
  std::fill(columns.numbers.begin(), columns.numbers.end(), 0);
  std::fill(columns.sums.begin(), columns.sums.end(), 0);
  const std::int64_t start =
      is_rolling() ? timeline::ms_of(person.keys[entry.event]) : static_cast<std::int64_t>(entry.cohort);
  const std::int64_t period = is_rolling() ? frame_.period.count() : 1;
  const std::size_t beyond = frame_.columns();
  const auto first = std::lower_bound(state.returns.begin(), state.returns.end(), start,
                                      [](const Return& one, std::int64_t at) { return one.at < at; });
  for (auto at = first; at != state.returns.end(); ++at) {
    const std::int64_t n = (at->at - start) / period;
    const std::size_t column = n < frame_.periods() ? frame_.column_of[static_cast<std::size_t>(n)] : beyond;
    ++columns.events[column];
    if (std::isnan(at->value)) continue;
    ++columns.numbers[column];
    columns.sums[column] += static_cast<long double>(at->value);
  }
  for (std::size_t column = beyond; column-- > 0;) {
    if (question_.returns == ReturnKind::on_or_after) {
      columns.events[column] += columns.events[column + 1];
      columns.numbers[column] += columns.numbers[column + 1];
      columns.sums[column] += columns.sums[column + 1];
    }
    columns.returned[column] = columns.events[column] >= question_.at_least ? 1 : 0;
  }
}

Result<void> EveryRetention::survey() {
  if (!breakdown_) return {};
  struct Labels {
    State state;
    std::vector<std::uint64_t> entries;
  };
  std::vector<std::uint64_t> all(breakdown_.labels().texts.size());
  THRONG_CHECK(timeline::parallel_scan(
      snapshot_, timeline_.pool(), context_.stop,
      [&] { return Labels{state(), std::vector<std::uint64_t>(all.size())}; },
      [&](Labels& labels, const PersonView& person) {
        find_entries(labels.state, person);
        for (const RetentionEntry& entry : labels.state.entries)
          ++labels.entries[breakdown_.labels().of_code[breakdown_.code(person, entry.event)]];
      },
      [&](Labels&& labels) {
        for (std::size_t i = 0; i < all.size(); ++i) all[i] += labels.entries[i];
      }));
  groups_ = breakdown_.groups(all, question_.top);
  return {};
}

void EveryRetention::count(State& state, RetentionTally& tally, const PersonView& person) const {
  find_entries(state, person);
  if (state.entries.empty()) return;
  find_returns(state, person);
  const RetentionColumns& columns = state.columns;
  for (const RetentionEntry& entry : state.entries) {
    fill_columns(state, person, entry);
    const std::size_t row = tally.row(groups_.of_code[breakdown_.code(person, entry.event)], entry.cohort);
    ++tally.persons[row];
    for (std::size_t column = 0; column < frame_.columns(); ++column) {
      if (columns.returned[column] == 0) continue;
      const std::size_t cell = tally.cell(row, column);
      ++tally.returned[cell];
      if (!value_) continue;
      tally.numbers[cell] += columns.numbers[column];
      tally.sums[cell] += columns.sums[column];
    }
    if (question_.streaks) tally.add_streaks(row, streaks_of(columns.returned, frame_.complete[entry.cohort]), 1);
  }
}

Result<RetentionAnswer> EveryRetention::answer() const {
  struct Slice {
    State state;
    RetentionTally tally;
  };
  RetentionTally all(question_, frame_, groups_.names.size());
  THRONG_CHECK(timeline::parallel_scan(
      snapshot_, timeline_.pool(), context_.stop,
      [&] { return Slice{state(), RetentionTally(question_, frame_, groups_.names.size())}; },
      [&](Slice& slice, const PersonView& person) { count(slice.state, slice.tally, person); },
      [&](Slice&& slice) { all.add(slice.tally); }));
  return retention_answer(question_, frame_, all, groups_.names);
}

bool EveryRetention::holds(State& state, const PersonView& person, const RetentionEntry& entry,
                           const RetentionCell& cell) const {
  if (!cell.bucket) return true;
  find_returns(state, person);
  fill_columns(state, person, entry);
  const std::size_t n = *cell.bucket;
  if (!cell.streak) return state.columns.returned[n] != 0;
  const Streaks streaks = streaks_of(state.columns.returned, frame_.complete[entry.cohort]);
  switch (*cell.streak) {
    case RetentionStreak::unbroken: return streaks.unbroken >= n;
    case RetentionStreak::longest: return streaks.longest == n;
    case RetentionStreak::current: return streaks.current == n;
  }
  return false;
}

Result<PersonList> EveryRetention::persons(const RetentionCell& cell) const {
  struct Slice {
    State state;
    PersonList persons;
  };
  const std::vector<std::uint8_t> wanted = breakdown_.wanted(cell.label, groups_);
  PersonList all;
  THRONG_CHECK(timeline::parallel_scan(
      snapshot_, timeline_.pool(), context_.stop, [&] { return Slice{state(), {}}; },
      [&](Slice& slice, const PersonView& person) {
        find_entries(slice.state, person);
        bool is_there = false;
        bool holding = false;
        for (const RetentionEntry& entry : slice.state.entries) {
          if (!is_of_cohort(frame_, cell, entry.cohort) || wanted[breakdown_.code(person, entry.event)] == 0) continue;
          is_there = true;
          holding = holding || holds(slice.state, person, entry, cell);
        }
        if (is_there && holding != cell.absent) slice.persons.push_back(person.person);
      },
      [&](Slice&& slice) { all.insert(all.end(), slice.persons.begin(), slice.persons.end()); }));
  std::sort(all.begin(), all.end());
  return all;
}

}  // namespace throng::analyze::internal
