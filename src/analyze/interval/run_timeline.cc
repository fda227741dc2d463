#include "analyze/interval/run_timeline.h"

#include "analyze/internal/breakdown.h"
#include "analyze/internal/timeline_ask.h"
#include "analyze/interval/internal/gather.h"
#include "timeline/bucket_index.h"

namespace throng::analyze {
namespace {

using internal::Bins;
using internal::Groups;
using timeline::FilterCursor;
using timeline::PersonView;

// A question bound to a snapshot.
class Run {
 public:
  Run(const IntervalQuestion& question, timeline::Timeline& timeline, const AskContext& context)
      : question_(question),
        timeline_(timeline),
        context_(context),
        program_(internal::filter_context(context)),
        from_(program_.add(question.from)),
        to_(program_.add(question.to)),
        breakdown_(program_, question.breakdown) {}

  Result<void> bind() {
    THRONG_TRY(snapshot_, program_.bind(timeline_, context_.stop));
    THRONG_TRY(buckets_, buckets_of(question_.range, question_.bucket, context_, snapshot_.extent()));
    THRONG_CHECK(check_size(question_, buckets_.count()));
    index_.emplace(buckets_.edges());
    breakdown_.bind(snapshot_);
    return {};
  }

  const Buckets& buckets() const { return buckets_; }
  const Bins& bins() const { return bins_; }
  // Looks at all pairs once to know the groups and the bins.
  Result<void> survey();
  Result<std::vector<IntervalSeries>> series() const;
  Result<PersonList> persons(const IntervalCell& cell) const;

 private:
  // Calls visit(event A, milliseconds) for every pair, in order.
  template <class Visit>
  void each_pair(FilterCursor& cursor, const PersonView& person, Visit visit) const;
  bool may_have_pairs(const PersonView& person) const {
    return index_->count() > 0 && (person.event_mask & program_.event_mask(from_)) != 0 &&
           (person.event_mask & program_.event_mask(to_)) != 0;
  }

  const IntervalQuestion& question_;
  timeline::Timeline& timeline_;
  const AskContext& context_;
  timeline::FilterProgram program_;
  std::size_t from_, to_;
  internal::Breakdown breakdown_;
  timeline::Snapshot snapshot_;
  Buckets buckets_;
  std::optional<timeline::BucketIndex> index_;
  Groups groups_;
  Bins bins_;
};

template <class Visit>
void Run::each_pair(FilterCursor& cursor, const PersonView& person, Visit visit) const {
  if (!may_have_pairs(person)) return;
  cursor.enter(person);
  constexpr std::size_t kNone = ~std::size_t{0};
  const auto from = program_.names(from_), to = program_.names(to_);
  std::size_t open = kNone;  // the A that waits for its B
  for (std::size_t i = 0; i < person.keys.size(); ++i) {
    const bool in_range = person.keys[i] >= index_->begin() && person.keys[i] < index_->end();
    if (open == kNone && !in_range) {
      if (person.keys[i] >= index_->end()) return;
      continue;
    }
    const timeline::EventCode name = person.names[i];
    if (open != kNone && to[name] != 0 && cursor.passes(to_, i)) {
      const std::int64_t ms = timeline::ms_of(person.keys[i]) - timeline::ms_of(person.keys[open]);
      if (ms <= question_.limit.count()) visit(open, static_cast<double>(ms));
      open = kNone;
    }
    if (from[name] != 0 && cursor.passes(from_, i)) open = in_range ? i : kNone;
  }
}

Result<void> Run::survey() {
  struct State {
    FilterCursor cursor;
    std::vector<std::uint64_t> pairs;  // per label
    double longest = -1;
  };
  const auto make = [&] {
    return State{FilterCursor(program_), std::vector<std::uint64_t>(breakdown_.labels().texts.size())};
  };
  State all = make();
  THRONG_CHECK(timeline::parallel_scan(
      snapshot_, timeline_.pool(), context_.stop, make,
      [&](State& state, const PersonView& person) {
        each_pair(state.cursor, person, [&](std::size_t event, double ms) {
          ++state.pairs[breakdown_.labels().of_code[breakdown_.code(person, event)]];
          state.longest = std::max(state.longest, ms);
        });
      },
      [&](State&& state) {
        for (std::size_t i = 0; i < all.pairs.size(); ++i) all.pairs[i] += state.pairs[i];
        all.longest = std::max(all.longest, state.longest);
      }));
  groups_ = breakdown_.groups(all.pairs, question_.top);
  bins_ = bins_of(question_, all.longest);
  return {};
}

Result<std::vector<IntervalSeries>> Run::series() const {
  struct State {
    FilterCursor cursor;
    internal::IntervalGather gather;
  };
  const internal::IntervalShape shape{groups_.names.size(), buckets_.count(), bins_.count()};
  std::vector<internal::IntervalGather> slices;
  THRONG_CHECK(timeline::parallel_scan(
      snapshot_, timeline_.pool(), context_.stop,
      [&] { return State{FilterCursor(program_), internal::IntervalGather(shape)}; },
      [&](State& state, const PersonView& person) {
        state.gather.next_person();
        each_pair(state.cursor, person, [&](std::size_t event, double ms) {
          state.gather.add({.group = groups_.of_code[breakdown_.code(person, event)],
                            .bucket = index_->bucket_of(person.keys[event]),
                            .bin = bins_.place_of(ms),
                            .ms = ms});
        });
      },
      [&](State&& state) { slices.push_back(std::move(state.gather)); }));
  std::vector<IntervalSeries> series = internal::read_interval(shape, slices);
  for (std::size_t i = 0; i < series.size(); ++i) series[i].label = groups_.names[i];
  return series;
}

Result<PersonList> Run::persons(const IntervalCell& cell) const {
  const std::vector<std::uint8_t> wanted = breakdown_.wanted(cell.label, groups_);
  return internal::collect_persons(
      program_, snapshot_, timeline_.pool(), context_.stop, [&](FilterCursor& cursor, const PersonView& person) {
        bool is_one = false;
        each_pair(cursor, person, [&](std::size_t event, double ms) {
          is_one |= wanted[breakdown_.code(person, event)] != 0 &&
                    (!cell.bucket || index_->bucket_of(person.keys[event]) == *cell.bucket) &&
                    (!cell.bin || bins_.place_of(ms) == *cell.bin);
        });
        return is_one;
      });
}

}  // namespace

Result<IntervalAnswer> run_timeline(const IntervalQuestion& question, timeline::Timeline& timeline,
                                    const AskContext& context) {
  Run run(question, timeline, context);
  THRONG_CHECK(run.bind());
  THRONG_CHECK(run.survey());
  IntervalAnswer answer = empty_interval(run.buckets(), run.bins(), context);
  THRONG_TRY(answer.series, run.series());
  return answer;
}

Result<PersonList> persons_timeline(const IntervalQuestion& question, const IntervalCell& cell,
                                    timeline::Timeline& timeline, const AskContext& context) {
  Run run(question, timeline, context);
  THRONG_CHECK(run.bind());
  THRONG_CHECK(validate(cell, question, run.buckets().count()));
  if (cell.bin || cell.label) THRONG_CHECK(run.survey());
  THRONG_CHECK(check_bin(cell, run.bins()));
  return run.persons(cell);
}

}  // namespace throng::analyze
