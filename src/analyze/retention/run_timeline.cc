#include "analyze/retention/run_timeline.h"

#include <bit>

#include "analyze/internal/day_buckets.h"
#include "analyze/internal/timeline_ask.h"
#include "timeline/bucket_index.h"

namespace throng::analyze {
namespace {

using timeline::BucketIndex;
using timeline::FilterCursor;
using timeline::PersonView;

// A set of bucket numbers that is emptied for every person.
class BucketSet {
 public:
  explicit BucketSet(std::size_t size) : words_((size + 63) / 64) {}
  void clear() { std::fill(words_.begin(), words_.end(), 0); }
  void add(std::size_t bucket) { words_[bucket / 64] |= std::uint64_t{1} << (bucket % 64); }
  void add_word(std::size_t word, std::uint64_t bits) { words_[word] |= bits; }
  bool has(std::size_t bucket) const { return (words_[bucket / 64] >> (bucket % 64) & 1U) != 0; }
  template <class Visit>
  void each_from(std::size_t first, Visit visit) const {
    for (std::size_t w = first / 64; w < words_.size(); ++w) {
      std::uint64_t word = words_[w];
      if (w == first / 64) word &= ~std::uint64_t{0} << (first % 64);
      for (; word != 0; word &= word - 1) {
        if (!visit(w * 64 + static_cast<std::size_t>(std::countr_zero(word)))) return;
      }
    }
  }

 private:
  std::vector<std::uint64_t> words_;
};

// The cohorts' buckets, and those of the returns, which go on beyond the range.
struct Grid {
  Buckets cohorts;
  Buckets returns;
};

Result<Grid> grid_of(const RetentionQuestion& question, const AskContext& context, const timeline::Snapshot& snapshot) {
  Grid grid;
  THRONG_TRY(grid.cohorts, buckets_of(question.range, question.bucket, context, snapshot.extent()));
  grid.returns = grid.cohorts;
  if (grid.cohorts.count() == 0) return grid;
  for (std::uint32_t n = 0; n < question.buckets; ++n) {
    grid.returns.bounds.push_back(context.calendar.advance(grid.returns.bounds.back(), question.bucket, 1));
  }
  grid.returns.range = {grid.returns.bounds.front(), grid.returns.bounds.back()};
  return grid;
}

class Kernel {
 public:
  Kernel(const RetentionQuestion& question, const AskContext& context)
      : first_ever_(question.cohort == CohortKind::first_ever),
        later_counts_(question.returns == ReturnKind::on_or_after),
        columns_(question.buckets + 1),
        program_(internal::filter_context(context)),
        start_(program_.add(question.start)),
        back_(program_.add(question.back)) {
    if (!question.start.where && !question.back.where) program_.add_days();
  }

  Result<timeline::Snapshot> bind(timeline::Timeline& timeline, const std::stop_token& stop) {
    return program_.bind(timeline, stop);
  }
  void set(const Grid& grid, BucketUnit unit, const Calendar& calendar) {
    cohorts_.emplace(grid.cohorts.edges());
    returns_.emplace(grid.returns.edges());
    if (!program_.days() || !program_.is_mask_exact(start_) || !program_.is_mask_exact(back_)) return;
    cohort_days_ = internal::DayBuckets::create(grid.cohorts, unit, calendar);
    return_days_ = internal::DayBuckets::create(grid.returns, unit, calendar);
  }
  const timeline::FilterProgram& program() const { return program_; }
  std::size_t columns() const { return columns_; }
  std::size_t cohorts() const { return cohorts_->count(); }

  // What one person did.
  struct Person {
    explicit Person(const Kernel& kernel) : started(kernel.cohorts()), returned(kernel.returns_->count() + 1) {}
    BucketSet started;
    BucketSet returned;           // the bucket after the last stands for everything outside the grid
    std::size_t last_return = 0;  // bucket of the last return inside the grid, + 1; beyond the grid: its size + 1
  };

  // False when the person is in no cohort.
  bool look(FilterCursor& cursor, const PersonView& view, Person& person) const;

  // Calls visit(column) for every column of that cohort in which the person returned, ascending.
  template <class Visit>
  void each_return(const Person& person, std::size_t cohort, Visit visit) const {
    if (later_counts_) {
      for (std::size_t n = 0; n < columns_ && cohort + n < person.last_return; ++n) visit(n);
      return;
    }
    person.returned.each_from(cohort, [&](std::size_t bucket) {
      if (bucket - cohort >= columns_) return false;
      visit(bucket - cohort);
      return true;
    });
  }
  bool returned(const Person& person, std::size_t cohort, std::size_t column) const {
    return later_counts_ ? cohort + column < person.last_return : person.returned.has(cohort + column);
  }

 private:
  bool look_at_days(const PersonView& view, Person& person) const;
  bool look_for_starts(FilterCursor& cursor, const PersonView& view, Person& person) const;
  void look_for_returns(FilterCursor& cursor, const PersonView& view, Person& person) const;
  void look_for_last_return(FilterCursor& cursor, const PersonView& view, Person& person) const;

  bool first_ever_;
  bool later_counts_;
  std::size_t columns_;
  timeline::FilterProgram program_;
  std::size_t start_, back_;
  std::optional<BucketIndex> cohorts_, returns_;
  std::optional<internal::DayBuckets> cohort_days_, return_days_;  // the same, where days decide
};

bool Kernel::look(FilterCursor& cursor, const PersonView& view, Person& person) const {
  if ((view.event_mask & program_.event_mask(start_)) == 0 || cohorts() == 0) return false;
  person.started.clear();
  person.returned.clear();
  person.last_return = 0;
  if (cohort_days_ && return_days_) return look_at_days(view, person);
  cursor.enter(view);
  if (!look_for_starts(cursor, view, person)) return false;
  if ((view.event_mask & program_.event_mask(back_)) != 0) look_for_returns(cursor, view, person);
  return true;
}

bool Kernel::look_at_days(const PersonView& view, Person& person) const {
  const timeline::ColumnView& days = view.columns[*program_.days()];
  const std::uint64_t starts = program_.event_mask(start_), backs = program_.event_mask(back_);
  const auto outside = static_cast<std::uint32_t>(cohorts());
  bool any = false, looking = true;
  for (std::size_t i = 0; i < days.codes.size() && looking; ++i) {
    if ((days.masks[i] & starts) == 0) continue;
    const std::uint32_t cohort = cohort_days_->bucket_of(days.codes[i]);
    if (cohort != outside) person.started.add(cohort), any = true;
    looking = !first_ever_;
  }
  if (!any) return false;
  for (std::size_t i = 0; i < days.codes.size(); ++i) {
    if ((days.masks[i] & backs) == 0) continue;
    const std::uint32_t bucket = return_days_->bucket_of(days.codes[i]);
    person.returned.add(bucket);
    if (bucket < return_days_->count() || days.codes[i] > return_days_->last_day()) person.last_return = bucket + 1;
  }
  return true;
}

bool Kernel::look_for_starts(FilterCursor& cursor, const PersonView& view, Person& person) const {
  const auto names = program_.names(start_);
  bool any = false;
  for (std::size_t i = 0; i < view.names.size() && view.keys[i] < cohorts_->end(); ++i) {
    if (names[view.names[i]] == 0) continue;
    const bool inside = view.keys[i] >= cohorts_->begin();
    if ((!inside && !first_ever_) || !cursor.passes(start_, i)) continue;
    if (!inside) return false;
    person.started.add(cohorts_->bucket_of(view.keys[i]));
    any = true;
    if (first_ever_) return true;
  }
  return any;
}

void Kernel::look_for_returns(FilterCursor& cursor, const PersonView& view, Person& person) const {
  if (later_counts_) return look_for_last_return(cursor, view, person);
  const auto names = program_.names(back_);
  const bool plain = program_.is_plain(back_);
  // Events are in order, so the word that takes their buckets seldom changes.
  std::size_t word = 0;
  std::uint64_t bits = 0;
  for (std::size_t i = 0; i < view.names.size(); ++i) {
    const std::uint32_t place = returns_->bucket_of(view.keys[i]);
    if (place / 64 != word) {
      person.returned.add_word(word, bits);
      word = place / 64;
      bits = 0;
    }
    std::uint64_t matches = names[view.names[i]];
    if (!plain && matches != 0 && place < returns_->count()) matches = cursor.passes(back_, i) ? 1 : 0;
    bits |= matches << (place % 64);
  }
  person.returned.add_word(word, bits);
}

void Kernel::look_for_last_return(FilterCursor& cursor, const PersonView& view, Person& person) const {
  const auto names = program_.names(back_);
  for (std::size_t i = view.names.size(); i-- > 0 && view.keys[i] >= returns_->begin();) {
    if (names[view.names[i]] == 0 || !cursor.passes(back_, i)) continue;
    person.last_return = returns_->bucket_of(view.keys[i]) + 1;
    return;
  }
}

// persons and returned, cohort by cohort.
struct Counts {
  Counts(const Kernel& kernel)
      : cursor(kernel.program()),
        person(kernel),
        persons(kernel.cohorts()),
        returned(kernel.cohorts() * kernel.columns()) {}
  FilterCursor cursor;
  Kernel::Person person;
  std::vector<std::uint64_t> persons, returned;
};

void count(const Kernel& kernel, Counts& counts, const PersonView& view) {
  if (!kernel.look(counts.cursor, view, counts.person)) return;
  counts.person.started.each_from(0, [&](std::size_t cohort) {
    ++counts.persons[cohort];
    std::uint64_t* row = counts.returned.data() + cohort * kernel.columns();
    kernel.each_return(counts.person, cohort, [&](std::size_t column) { ++row[column]; });
    return true;
  });
}

std::vector<std::optional<double>> means(const std::vector<RetentionRow>& rows, std::size_t columns) {
  std::vector<std::optional<double>> mean;
  for (std::size_t n = 0; n < columns; ++n) {
    std::uint64_t persons = 0, returned = 0;
    for (const RetentionRow& row : rows) {
      if (!row.complete[n]) continue;
      persons += row.persons;
      returned += row.returned[n];
    }
    mean.push_back(persons == 0 ? std::nullopt
                                : std::optional(static_cast<double>(returned) / static_cast<double>(persons)));
  }
  return mean;
}

}  // namespace

Result<RetentionAnswer> run_timeline(const RetentionQuestion& question, timeline::Timeline& timeline,
                                     const AskContext& context) {
  Kernel kernel(question, context);
  THRONG_TRY(const timeline::Snapshot snapshot, kernel.bind(timeline, context.stop));
  THRONG_TRY(const Grid grid, grid_of(question, context, snapshot));
  kernel.set(grid, question.bucket, context.calendar);
  Counts all(kernel);
  THRONG_CHECK(timeline::parallel_scan(
      snapshot, timeline.pool(), context.stop, [&] { return Counts(kernel); },
      [&](Counts& counts, const PersonView& view) { count(kernel, counts, view); },
      [&](Counts&& counts) {
        for (std::size_t i = 0; i < all.persons.size(); ++i) all.persons[i] += counts.persons[i];
        for (std::size_t i = 0; i < all.returned.size(); ++i) all.returned[i] += counts.returned[i];
      }));
  RetentionAnswer answer;
  for (std::size_t cohort = 0; cohort < kernel.cohorts(); ++cohort) {
    RetentionRow row{.start = grid.cohorts.bounds[cohort], .persons = all.persons[cohort]};
    for (std::size_t n = 0; n < kernel.columns(); ++n) {
      row.returned.push_back(all.returned[cohort * kernel.columns() + n]);
      row.complete.push_back(grid.returns.bounds[cohort + n + 1] <= context.now);
    }
    answer.cohorts.push_back(std::move(row));
  }
  answer.mean = means(answer.cohorts, kernel.columns());
  return answer;
}

Result<PersonList> persons_timeline(const RetentionQuestion& question, const RetentionCell& cell,
                                    timeline::Timeline& timeline, const AskContext& context) {
  Kernel kernel(question, context);
  THRONG_TRY(const timeline::Snapshot snapshot, kernel.bind(timeline, context.stop));
  THRONG_TRY(const Grid grid, grid_of(question, context, snapshot));
  kernel.set(grid, question.bucket, context.calendar);
  THRONG_CHECK(validate(cell, question, kernel.cohorts()));
  struct State {
    FilterCursor cursor;
    Kernel::Person person;
    PersonList persons;
  };
  PersonList all;
  THRONG_CHECK(timeline::parallel_scan(
      snapshot, timeline.pool(), context.stop,
      [&] { return State{FilterCursor(kernel.program()), Kernel::Person(kernel), {}}; },
      [&](State& state, const PersonView& view) {
        if (!kernel.look(state.cursor, view, state.person) || !state.person.started.has(cell.cohort)) return;
        const bool wanted = !cell.bucket || kernel.returned(state.person, cell.cohort, *cell.bucket) != cell.absent;
        if (wanted) state.persons.push_back(view.person);
      },
      [&](State&& state) { all.insert(all.end(), state.persons.begin(), state.persons.end()); }));
  std::sort(all.begin(), all.end());
  return all;
}

}  // namespace throng::analyze
