#include "analyze/distribution/run_timeline.h"

#include <cmath>
#include <limits>

#include "analyze/distribution/internal/numbers.h"
#include "analyze/internal/breakdown.h"
#include "analyze/internal/timeline_ask.h"
#include "timeline/bucket_index.h"

namespace throng::analyze {
namespace {

using internal::Bins;
using internal::GroupNumber;
using internal::Groups;
using internal::PersonNumbers;
using timeline::FilterCursor;
using timeline::PersonView;

// A question bound to a snapshot.
class Run {
 public:
  Run(const DistributionQuestion& question, timeline::Timeline& timeline, const AskContext& context)
      : question_(question),
        timeline_(timeline),
        context_(context),
        program_(internal::filter_context(context)),
        match_(program_.add(question.match)),
        breakdown_(program_, question.breakdown) {
    if (needs_property(question.measure))
      value_ = program_.add(timeline::ColumnRef{false, question.property, timeline::ColumnKind::number});
  }

  Result<void> bind() {
    THRONG_TRY(snapshot_, program_.bind(timeline_, context_.stop));
    THRONG_TRY(const Buckets buckets,
               buckets_of(question_.range, unit_of(question_.measure), context_, snapshot_.extent()));
    index_.emplace(buckets.edges());
    breakdown_.bind(snapshot_);
    return {};
  }

  const Bins& bins() const { return bins_; }
  // Works out every person's numbers; after it groups and bins are known.
  Result<void> gather();
  std::vector<DistributionSeries> series() const;
  Result<PersonList> persons(const DistributionCell& cell) const;

 private:
  template <class Visit>
  void each_event(FilterCursor& cursor, const PersonView& person, Visit visit) const;
  PersonNumbers::Event event_at(const PersonView& person, std::size_t i) const {
    return {index_->bucket_of(person.keys[i]),
            value_ ? person.columns[*value_].numbers[i] : std::numeric_limits<double>::quiet_NaN()};
  }
  Result<std::vector<std::uint64_t>> persons_per_label() const;

  const DistributionQuestion& question_;
  timeline::Timeline& timeline_;
  const AskContext& context_;
  timeline::FilterProgram program_;
  std::size_t match_;
  internal::Breakdown breakdown_;
  std::optional<std::size_t> value_;
  timeline::Snapshot snapshot_;
  std::optional<timeline::BucketIndex> index_;
  Groups groups_;
  Bins bins_;
  std::vector<std::vector<GroupNumber>> numbers_;
};

template <class Visit>
void Run::each_event(FilterCursor& cursor, const PersonView& person, Visit visit) const {
  if (index_->count() == 0 || (person.event_mask & program_.event_mask(match_)) == 0) return;
  cursor.enter(person);
  const auto names = program_.names(match_);
  for (std::size_t i = 0; i < person.keys.size() && person.keys[i] < index_->end(); ++i) {
    if (names[person.names[i]] == 0 || person.keys[i] < index_->begin() || !cursor.passes(match_, i)) continue;
    visit(i);
  }
}

// Those with an event that counts.
Result<std::vector<std::uint64_t>> Run::persons_per_label() const {
  struct State {
    FilterCursor cursor;
    std::vector<std::uint64_t> persons;
    std::vector<std::uint32_t> seen;
    std::uint32_t place = 0;
  };
  const std::size_t labels = breakdown_.labels().texts.size();
  std::vector<std::uint64_t> all(labels);
  THRONG_CHECK(timeline::parallel_scan(
      snapshot_, timeline_.pool(), context_.stop,
      [&] {
        return State{FilterCursor(program_), std::vector<std::uint64_t>(labels), std::vector<std::uint32_t>(labels)};
      },
      [&](State& state, const PersonView& person) {
        ++state.place;
        each_event(state.cursor, person, [&](std::size_t event) {
          if (needs_number(question_.measure) && std::isnan(event_at(person, event).value)) return;
          const std::uint32_t label = breakdown_.labels().of_code[breakdown_.code(person, event)];
          state.persons[label] += state.seen[label] != state.place ? 1 : 0;
          state.seen[label] = state.place;
        });
      },
      [&](State&& state) {
        for (std::size_t i = 0; i < all.size(); ++i) all[i] += state.persons[i];
      }));
  return all;
}

Result<void> Run::gather() {
  if (breakdown_) {
    THRONG_TRY(const auto persons, persons_per_label());
    groups_ = breakdown_.groups(persons, question_.top);
  }
  struct State {
    FilterCursor cursor;
    PersonNumbers person;
    std::vector<GroupNumber> numbers;
    std::optional<DistributionExtent> extent;
  };
  std::optional<DistributionExtent> extent;
  const auto extend = [](std::optional<DistributionExtent>& to, double least, double greatest) {
    if (!to) to = {least, greatest};
    to = {std::min(to->least, least), std::max(to->greatest, greatest)};
  };
  THRONG_CHECK(timeline::parallel_scan(
      snapshot_, timeline_.pool(), context_.stop,
      [&] { return State{FilterCursor(program_), PersonNumbers(question_.measure, groups_.names.size() + 1), {}, {}}; },
      [&](State& state, const PersonView& person) {
        each_event(state.cursor, person, [&](std::size_t event) {
          state.person.add(groups_.of_code[breakdown_.code(person, event)], event_at(person, event));
        });
        state.person.take([&](std::uint32_t group, double number) {
          state.numbers.push_back({group, number});
          extend(state.extent, number, number);
        });
      },
      [&](State&& state) {
        numbers_.push_back(std::move(state.numbers));
        if (state.extent) extend(extent, state.extent->least, state.extent->greatest);
      }));
  bins_ = bins_of(question_, extent);
  return {};
}

std::vector<DistributionSeries> Run::series() const {
  std::vector<DistributionSeries> series = internal::read_distribution(groups_.names.size(), bins_, numbers_);
  for (std::size_t i = 0; i < series.size(); ++i) series[i].label = groups_.names[i];
  return series;
}

Result<PersonList> Run::persons(const DistributionCell& cell) const {
  const std::vector<std::uint8_t> wanted = breakdown_.wanted(cell.label, groups_);
  return internal::collect_persons(
      program_, snapshot_, timeline_.pool(), context_.stop, [&](FilterCursor& cursor, const PersonView& person) {
        PersonNumbers numbers(question_.measure, 1);
        each_event(cursor, person, [&](std::size_t event) {
          if (wanted[breakdown_.code(person, event)] != 0) numbers.add(0, event_at(person, event));
        });
        bool is_one = false;
        numbers.take([&](std::uint32_t, double number) { is_one = !cell.bin || bins_.place_of(number) == *cell.bin; });
        return is_one;
      });
}

}  // namespace

Result<DistributionAnswer> run_timeline(const DistributionQuestion& question, timeline::Timeline& timeline,
                                        const AskContext& context) {
  Run run(question, timeline, context);
  THRONG_CHECK(run.bind());
  THRONG_CHECK(run.gather());
  DistributionAnswer answer = empty_distribution(run.bins());
  answer.series = run.series();
  return answer;
}

Result<PersonList> persons_timeline(const DistributionQuestion& question, const DistributionCell& cell,
                                    timeline::Timeline& timeline, const AskContext& context) {
  Run run(question, timeline, context);
  THRONG_CHECK(validate(cell, question));
  THRONG_CHECK(run.bind());
  if (cell.bin || cell.label) THRONG_CHECK(run.gather());
  THRONG_CHECK(check_bin(cell, run.bins()));
  return run.persons(cell);
}

}  // namespace throng::analyze
