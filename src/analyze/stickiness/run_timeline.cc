#include "analyze/stickiness/run_timeline.h"

#include "analyze/internal/active_buckets.h"
#include "analyze/internal/timeline_ask.h"

namespace throng::analyze {
namespace {

using internal::ActiveBuckets;
using timeline::FilterCursor;
using timeline::PersonView;

constexpr std::size_t kWindows = kActiveWindows.size();

// A question bound to a snapshot.
class Run {
 public:
  Run(const StickinessQuestion& question, const AskContext& context)
      : question_(question),
        context_(context),
        program_(internal::filter_context(context)),
        match_(program_.add(question.match)) {
    if (!question.match.where) program_.add_days();
  }

  Result<void> bind(timeline::Timeline& timeline) {
    THRONG_TRY(snapshot_, program_.bind(timeline, context_.stop));
    THRONG_TRY(auto buckets, buckets_of(question_.range, question_.bucket, context_, snapshot_.extent()));
    THRONG_TRY(auto days, buckets_of(question_.range, BucketUnit::day, context_, snapshot_.extent()));
    grid_ = grid_of(std::move(buckets), std::move(days), context_.calendar);
    buckets_.emplace(program_, match_, grid_.buckets, question_.bucket, context_.calendar);
    days_.emplace(program_, match_, grid_.days, BucketUnit::day, context_.calendar);
    for (std::size_t i = 0; i < grid_.days.count(); ++i) {
      const CivilDate date = context_.calendar.date_of(grid_.days.bounds[i]);
      dates_.push_back(days_from_civil(date.year, date.month, date.day));
    }
    return {};
  }
  // The first day of the grid whose date is so many dates after that of `day`, or later; one less where a zone has left
  // out a date.
  std::uint32_t day_after(std::size_t day, std::int64_t dates) const {
    const auto wanted = dates_[day] + dates;
    std::size_t at = std::min(dates_.size(), day + static_cast<std::size_t>(dates));
    while (at > 0 && dates_[at - 1] >= wanted) --at;
    return static_cast<std::uint32_t>(at);
  }
  bool is_inside(std::size_t day, std::size_t last, std::int64_t dates) const {
    return day <= last && dates_[day] > dates_[last] - dates;
  }
  const StickinessGrid& grid() const { return grid_; }
  const timeline::FilterProgram& program() const { return program_; }
  const timeline::Snapshot& snapshot() const { return snapshot_; }

  std::size_t active_buckets(FilterCursor& cursor, const PersonView& person) const {
    std::size_t count = 0;
    std::uint32_t last = ActiveBuckets::kBefore;
    buckets_->each(cursor, person, [&](std::uint32_t bucket) {
      count += bucket != last ? 1 : 0;
      last = bucket;
    });
    return count;
  }

  // Calls visit(day of the grid) for every active day, ascending.
  template <class Visit>
  void each_day(FilterCursor& cursor, const PersonView& person, Visit visit) const {
    std::uint32_t last = ActiveBuckets::kBefore;
    days_->each(cursor, person, [&](std::uint32_t day) {
      if (day == last || day == ActiveBuckets::kBefore) return;
      visit(day);
      last = day;
    });
  }

 private:
  const StickinessQuestion& question_;
  const AskContext& context_;
  timeline::FilterProgram program_;
  std::size_t match_;
  timeline::Snapshot snapshot_;
  StickinessGrid grid_;
  std::optional<ActiveBuckets> buckets_, days_;
  std::vector<std::int64_t> dates_;  // of the grid's days, from 1970-01-01
};

// An active day is inside the windows that end with it and the days after; windows that overlap are one stretch of
// days, of which only the ends are noted.
struct Counts {
  Counts(const Run& run)
      : cursor(run.program()),
        persons(run.grid().buckets.count() + 1),
        changes(kWindows * (run.grid().days.count() + 1)) {}

  void add(const Run& run, const PersonView& person) {
    cursor.enter(person);
    ++persons[run.active_buckets(cursor, person)];
    std::array<std::uint32_t, kWindows> ends{};  // of the stretch so far
    run.each_day(cursor, person, [&](std::uint32_t day) {
      for (std::size_t w = 0; w < kWindows; ++w) {
        const std::uint32_t end = run.day_after(day, days_of(kActiveWindows[w]));
        const std::uint32_t begin = std::max(day, ends[w]);
        ++changes[begin * kWindows + w];
        --changes[end * kWindows + w];
        ends[w] = end;
      }
    });
  }

  FilterCursor cursor;
  std::vector<std::uint64_t> persons;  // by number of active buckets
  std::vector<std::int64_t> changes;   // per day of the grid and window: how many more persons than the day before
};

void read(const Counts& counts, StickinessAnswer& answer) {
  for (StickinessRow& row : answer.histogram) row.persons = counts.persons[row.buckets];
  std::array<std::int64_t, kWindows> persons{};
  for (std::size_t day = 0; day < answer.days.size() + StickinessGrid::kDaysBefore; ++day) {
    for (std::size_t w = 0; w < kWindows; ++w) {
      persons[w] += counts.changes[day * kWindows + w];
      if (day < StickinessGrid::kDaysBefore) continue;
      ActiveDay& row = answer.days[day - StickinessGrid::kDaysBefore];
      count_of(row, kActiveWindows[w]) = static_cast<std::uint64_t>(persons[w]);
    }
  }
}

}  // namespace

Result<StickinessAnswer> run_timeline(const StickinessQuestion& question, timeline::Timeline& timeline,
                                      const AskContext& context) {
  Run run(question, context);
  THRONG_CHECK(run.bind(timeline));
  StickinessAnswer answer = empty_stickiness(run.grid(), context);
  if (answer.days.empty()) return answer;
  Counts all(run);
  THRONG_CHECK(timeline::parallel_scan(
      run.snapshot(), timeline.pool(), context.stop, [&] { return Counts(run); },
      [&](Counts& counts, const PersonView& person) { counts.add(run, person); },
      [&](Counts&& counts) {
        for (std::size_t i = 0; i < all.persons.size(); ++i) all.persons[i] += counts.persons[i];
        for (std::size_t i = 0; i < all.changes.size(); ++i) all.changes[i] += counts.changes[i];
      }));
  read(all, answer);
  complete_stickiness(answer);
  return answer;
}

Result<PersonList> persons_timeline(const StickinessQuestion& question, const StickinessCell& cell,
                                    timeline::Timeline& timeline, const AskContext& context) {
  Run run(question, context);
  THRONG_CHECK(run.bind(timeline));
  THRONG_CHECK(validate(cell, run.grid()));
  const auto is_one = [&](FilterCursor& cursor, const PersonView& person) {
    if (cell.buckets) {
      const std::size_t active = run.active_buckets(cursor, person);
      return cell.at_least ? active >= *cell.buckets : active == *cell.buckets;
    }
    const std::size_t last = *cell.day + StickinessGrid::kDaysBefore;
    bool active = false;
    run.each_day(cursor, person, [&](std::uint32_t day) { active |= run.is_inside(day, last, days_of(cell.window)); });
    return active;
  };
  return internal::collect_persons(run.program(), run.snapshot(), timeline.pool(), context.stop, is_one);
}

}  // namespace throng::analyze
