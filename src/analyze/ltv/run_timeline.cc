#include "analyze/ltv/run_timeline.h"

#include "analyze/internal/breakdown.h"
#include "analyze/internal/timeline_ask.h"
#include "analyze/ltv/internal/tally.h"
#include "timeline/bucket_index.h"

namespace throng::analyze {
namespace {

using internal::LtvCounts;
using timeline::FilterCursor;
using timeline::PersonView;

// A question bound to a snapshot.
class Run {
 public:
  Run(const LtvQuestion& question, timeline::Timeline& timeline, const AskContext& context)
      : question_(question),
        timeline_(timeline),
        context_(context),
        program_(internal::filter_context(context)),
        acquired_(program_.add(question.acquired)),
        revenue_(program_.add(question.revenue)),
        breakdown_(program_, question.breakdown) {
    if (!question.value.empty())
      value_ = program_.add(timeline::ColumnRef{false, question.value, timeline::ColumnKind::number});
  }

  Result<void> bind();
  // Counts each label's persons once to know the groups.
  Result<void> survey();
  Result<LtvCounts> count() const;
  Result<PersonList> persons(const LtvCell& cell) const;
  const Buckets& cohorts() const { return cohorts_; }
  const std::vector<std::string>& names() const { return groups_.names; }

 private:
  // The event by which the person was acquired, if that lies in the range.
  std::optional<std::size_t> acquisition(FilterCursor& cursor, const PersonView& person) const;
  // Calls visit(age, units) for what came from the event `first` on, in order, until it says false.
  template <class Visit>
  void each_revenue(FilterCursor& cursor, const PersonView& person, std::size_t first, Visit visit) const;

  const LtvQuestion& question_;
  timeline::Timeline& timeline_;
  const AskContext& context_;
  timeline::FilterProgram program_;
  std::size_t acquired_, revenue_;
  internal::Breakdown breakdown_;
  std::optional<std::size_t> value_;
  timeline::Snapshot snapshot_;
  Buckets cohorts_;
  std::optional<timeline::BucketIndex> index_, ages_;  // of cohorts, and of all that may have an age
  internal::Groups groups_;
};

Result<void> Run::bind() {
  THRONG_TRY(snapshot_, program_.bind(timeline_, context_.stop));
  THRONG_TRY(cohorts_, buckets_of(question_.range, question_.bucket, context_, snapshot_.extent()));
  THRONG_CHECK(check_size(question_, cohorts_.count()));
  index_.emplace(cohorts_.edges());
  std::vector<Instant> bounds = cohorts_.bounds;
  for (std::uint32_t n = 0; n < question_.ages && !bounds.empty(); ++n)
    bounds.push_back(context_.calendar.advance(bounds.back(), question_.bucket, 1));
  ages_.emplace(bounds);
  breakdown_.bind(snapshot_);
  return {};
}

std::optional<std::size_t> Run::acquisition(FilterCursor& cursor, const PersonView& person) const {
  if (index_->count() == 0 || (person.event_mask & program_.event_mask(acquired_)) == 0) return std::nullopt;
  cursor.enter(person);
  const auto names = program_.names(acquired_);
  for (std::size_t i = 0; i < person.keys.size() && person.keys[i] < index_->end(); ++i) {
    if (names[person.names[i]] == 0 || !cursor.passes(acquired_, i)) continue;
    return person.keys[i] >= index_->begin() ? std::optional(i) : std::nullopt;
  }
  return std::nullopt;
}

template <class Visit>
void Run::each_revenue(FilterCursor& cursor, const PersonView& person, std::size_t first, Visit visit) const {
  if ((person.event_mask & program_.event_mask(revenue_)) == 0) return;
  const auto names = program_.names(revenue_);
  const std::uint32_t cohort = ages_->bucket_of(person.keys[first]);
  for (std::size_t i = first; i < person.keys.size() && person.keys[i] < ages_->end(); ++i) {
    if (names[person.names[i]] == 0 || !cursor.passes(revenue_, i)) continue;
    const auto units = value_ ? money_units(person.columns[*value_].numbers[i]) : std::optional(kMoneyUnits);
    const std::uint32_t age = ages_->bucket_of(person.keys[i]) - cohort;
    if (age > question_.ages) return;
    if (units && !visit(age, *units)) return;
  }
}

Result<void> Run::survey() {
  if (!breakdown_) return {};
  struct State {
    FilterCursor cursor;
    std::vector<std::uint64_t> persons;  // per label
  };
  const auto make = [&] {
    return State{FilterCursor(program_), std::vector<std::uint64_t>(breakdown_.labels().texts.size())};
  };
  State all = make();
  THRONG_CHECK(timeline::parallel_scan(
      snapshot_, timeline_.pool(), context_.stop, make,
      [&](State& state, const PersonView& person) {
        const auto event = acquisition(state.cursor, person);
        if (event) ++state.persons[breakdown_.labels().of_code[breakdown_.code(person, *event)]];
      },
      [&](State&& state) {
        for (std::size_t i = 0; i < all.persons.size(); ++i) all.persons[i] += state.persons[i];
      }));
  groups_ = breakdown_.groups(all.persons, question_.top);
  return {};
}

Result<LtvCounts> Run::count() const {
  struct State {
    FilterCursor cursor;
    LtvCounts counts;
  };
  const LtvCounts none(groups_.names.size(), index_->count(), question_.ages + 1);
  LtvCounts all = none;
  THRONG_CHECK(timeline::parallel_scan(
      snapshot_, timeline_.pool(), context_.stop, [&] { return State{FilterCursor(program_), none}; },
      [&](State& state, const PersonView& person) {
        const auto event = acquisition(state.cursor, person);
        if (!event) return;
        const std::size_t group = groups_.of_code[breakdown_.code(person, *event)];
        const std::size_t cohort = index_->bucket_of(person.keys[*event]);
        ++state.counts.persons[state.counts.row(group, cohort)];
        bool paid = false;
        each_revenue(state.cursor, person, *event, [&](std::uint32_t age, std::int64_t units) {
          const std::size_t cell = state.counts.cell(group, cohort, age);
          state.counts.revenue[cell] += units;
          state.counts.first_paid[cell] += paid ? 0 : 1;
          return paid = true;
        });
      },
      [&](State&& state) { all.add(state.counts); }));
  return all;
}

Result<PersonList> Run::persons(const LtvCell& cell) const {
  const std::vector<std::uint8_t> wanted = breakdown_.wanted(cell.label, groups_);
  const std::vector<bool> cohorts = internal::cohorts_of(question_, cell, cohorts_, context_);
  return internal::collect_persons(program_, snapshot_, timeline_.pool(), context_.stop,
                                   [&](FilterCursor& cursor, const PersonView& person) {
                                     const auto event = acquisition(cursor, person);
                                     if (!event || wanted[breakdown_.code(person, *event)] == 0) return false;
                                     if (!cohorts[index_->bucket_of(person.keys[*event])]) return false;
                                     if (!cell.age) return true;
                                     bool paid = false;
                                     each_revenue(cursor, person, *event, [&](std::uint32_t age, std::int64_t) {
                                       paid = age <= *cell.age;
                                       return false;
                                     });
                                     return paid;
                                   });
}

}  // namespace

Result<LtvAnswer> run_timeline(const LtvQuestion& question, timeline::Timeline& timeline, const AskContext& context) {
  Run run(question, timeline, context);
  THRONG_CHECK(run.bind());
  THRONG_CHECK(run.survey());
  THRONG_TRY(const LtvCounts counts, run.count());
  return internal::answer_of(question, run.names(), counts, run.cohorts(), context);
}

Result<PersonList> persons_timeline(const LtvQuestion& question, const LtvCell& cell, timeline::Timeline& timeline,
                                    const AskContext& context) {
  Run run(question, timeline, context);
  THRONG_CHECK(run.bind());
  THRONG_CHECK(validate(cell, question, run.cohorts().count()));
  if (cell.label) THRONG_CHECK(run.survey());
  return run.persons(cell);
}

}  // namespace throng::analyze
