#include "analyze/lifecycle/run_timeline.h"

#include "analyze/internal/active_buckets.h"
#include "analyze/internal/timeline_ask.h"

namespace throng::analyze {
namespace {

using internal::ActiveBuckets;
using timeline::FilterCursor;
using timeline::PersonView;

// A question bound to a snapshot.
class Run {
 public:
  Run(const LifecycleQuestion& question, const AskContext& context)
      : question_(question),
        context_(context),
        program_(internal::filter_context(context)),
        match_(program_.add(question.match)) {
    if (!question.match.where) program_.add_days();
  }

  Result<void> bind(timeline::Timeline& timeline) {
    THRONG_TRY(snapshot_, program_.bind(timeline, context_.stop));
    THRONG_TRY(buckets_, buckets_of(question_.range, question_.bucket, context_, snapshot_.extent()));
    active_.emplace(program_, match_, with_bucket_before(buckets_, question_.bucket, context_.calendar),
                    question_.bucket, context_.calendar);
    return {};
  }
  const Buckets& buckets() const { return buckets_; }
  const timeline::FilterProgram& program() const { return program_; }
  const timeline::Snapshot& snapshot() const { return snapshot_; }

  // Calls visit(bucket, kind) for everything that the person is in the question's buckets.
  template <class Visit>
  void each(FilterCursor& cursor, const PersonView& person, Visit visit) const {
    constexpr std::uint32_t kNone = ActiveBuckets::kBefore - 1;
    const std::size_t count = buckets_.count();
    bool seen = false;
    std::uint32_t last = kNone;  // the latest active bucket, counted from the one before the first, so that
                                 // the bucket after it is number `last` of the question's
    active_->each(cursor, person, [&](std::uint32_t bucket) {
      if (bucket == last) return;
      const bool first = !seen;
      seen = true;
      if (bucket == ActiveBuckets::kBefore) return;
      const bool returns = last != kNone && bucket == last + 1;
      if (last != kNone && !returns) visit(last, LifecycleKind::dormant);
      if (bucket > 0) {
        visit(bucket - 1, first     ? LifecycleKind::new_persons
                          : returns ? LifecycleKind::returning
                                    : LifecycleKind::resurrected);
      }
      last = bucket;
    });
    if (last != kNone && last < count) visit(last, LifecycleKind::dormant);
  }

 private:
  const LifecycleQuestion& question_;
  const AskContext& context_;
  timeline::FilterProgram program_;
  std::size_t match_;
  timeline::Snapshot snapshot_;
  Buckets buckets_;
  std::optional<ActiveBuckets> active_;
};

}  // namespace

Result<LifecycleAnswer> run_timeline(const LifecycleQuestion& question, timeline::Timeline& timeline,
                                     const AskContext& context) {
  Run run(question, context);
  THRONG_CHECK(run.bind(timeline));
  constexpr std::size_t kKinds = 4;
  struct State {
    FilterCursor cursor;
    std::vector<std::uint64_t> persons;  // per bucket and kind
  };
  LifecycleAnswer answer = empty_lifecycle(run.buckets(), context);
  THRONG_CHECK(timeline::parallel_scan(
      run.snapshot(), timeline.pool(), context.stop,
      [&] { return State{FilterCursor(run.program()), std::vector<std::uint64_t>(answer.buckets.size() * kKinds)}; },
      [&](State& state, const PersonView& person) {
        state.cursor.enter(person);
        run.each(state.cursor, person, [&](std::uint32_t bucket, LifecycleKind kind) {
          ++state.persons[bucket * kKinds + static_cast<std::size_t>(kind)];
        });
      },
      [&](State&& state) {
        for (std::size_t i = 0; i < state.persons.size(); ++i) {
          count_of(answer.buckets[i / kKinds], static_cast<LifecycleKind>(i % kKinds)) += state.persons[i];
        }
      }));
  return answer;
}

Result<PersonList> persons_timeline(const LifecycleQuestion& question, const LifecycleCell& cell,
                                    timeline::Timeline& timeline, const AskContext& context) {
  Run run(question, context);
  THRONG_CHECK(run.bind(timeline));
  THRONG_CHECK(validate(cell, run.buckets().count()));
  return internal::collect_persons(run.program(), run.snapshot(), timeline.pool(), context.stop,
                                   [&](FilterCursor& cursor, const PersonView& person) {
                                     bool is_one = false;
                                     run.each(cursor, person, [&](std::uint32_t bucket, LifecycleKind kind) {
                                       is_one |= bucket == cell.bucket && kind == cell.kind;
                                     });
                                     return is_one;
                                   });
}

}  // namespace throng::analyze
