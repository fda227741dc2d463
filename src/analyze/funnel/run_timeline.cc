#include "analyze/funnel/run_timeline.h"

#include "analyze/funnel/internal/person_funnel.h"
#include "analyze/funnel/internal/rows.h"
#include "analyze/internal/breakdown.h"
#include "analyze/internal/timeline_ask.h"
#include "model/value.h"
#include "timeline/bucket_index.h"

namespace throng::analyze {
namespace {

using internal::Counted;
using internal::Row;
using internal::Rows;
using timeline::PersonView;

class Run {
 public:
  Run(const FunnelQuestion& question, timeline::Timeline& timeline, const AskContext& context)
      : question_(question),
        timeline_(timeline),
        context_(context),
        program_(internal::filter_context(context)),
        breakdown_(program_, question.breakdown),
        funnel_(program_, question) {}

  // Finds the attempts that count.
  Result<void> scan();
  internal::Groups groups() const {
    if (!question_.breakdown) return {};
    return breakdown_.groups(internal::weights_of(slices_, breakdown_.labels()), question_.top);
  }
  internal::ReportParts parts(const internal::Groups& groups) const {
    return {question_, slices_, groups, buckets_, context_, timeline_.pool()};
  }
  const internal::Breakdown& breakdown() const { return breakdown_; }

 private:
  struct State {
    internal::PersonFunnel::State funnel;
    Rows rows;
  };
  Result<void> bind();
  void add(Rows& rows, const PersonView& person, const Counted& counted) const;
  timeline::ValueCode code_of(const PersonView& person, const Counted& counted) const;

  const FunnelQuestion& question_;
  timeline::Timeline& timeline_;
  const AskContext& context_;
  timeline::FilterProgram program_;
  internal::Breakdown breakdown_;
  internal::PersonFunnel funnel_;
  timeline::Snapshot snapshot_;
  Buckets buckets_;
  timeline::BucketIndex index_{{}};
  std::uint32_t none_ = ~0U;  // the breakdown's label of no value
  std::vector<Rows> slices_;
};

Result<void> Run::bind() {
  THRONG_TRY(snapshot_, program_.bind(timeline_, context_.stop));
  breakdown_.bind(snapshot_);
  THRONG_CHECK(funnel_.bind(snapshot_, context_));
  THRONG_TRY(buckets_, funnel_buckets(question_, context_, snapshot_.extent()));
  index_ = timeline::BucketIndex(buckets_.edges());
  none_ = breakdown_.labels().find(model::kNone).value_or(~0U);
  return {};
}

Result<void> Run::scan() {
  THRONG_CHECK(bind());
  return timeline::parallel_scan(
      snapshot_, timeline_.pool(), context_.stop, [&] { return State{internal::PersonFunnel::State(program_), {}}; },
      [&](State& state, const PersonView& person) {
        for (const Counted& counted : funnel_.attempts(state.funnel, person)) add(state.rows, person, counted);
      },
      [&](State&& state) { slices_.push_back(std::move(state.rows)); });
}

void Run::add(Rows& rows, const PersonView& person, const Counted& counted) const {
  const std::uint64_t start = person.keys[counted.events[0]];
  rows.rows.push_back({.person = person.person,
                       .code = code_of(person, counted),
                       .bucket = buckets_.count() == 0 ? 0 : index_.bucket_of(start),
                       .done = counted.done,
                       .times = static_cast<std::uint32_t>(rows.times.size())});
  for (std::uint32_t rest = counted.done & ~1U; rest != 0; rest &= rest - 1) {
    const auto step = static_cast<std::size_t>(std::countr_zero(rest));
    rows.times.push_back(timeline::ms_of(person.keys[counted.events[step]]) - timeline::ms_of(start));
  }
}

// Code 0 is that of a missing value.
timeline::ValueCode Run::code_of(const PersonView& person, const Counted& counted) const {
  if (!breakdown_ || breakdown_.by_trait()) return breakdown_.code(person, 0);
  if (question_.breakdown_at == BreakdownPlace::step) {
    const std::uint32_t step = question_.breakdown_step - 1;
    return counted.did(step) ? breakdown_.code(person, counted.events[step]) : 0;
  }
  timeline::ValueCode seen = 0;
  for (std::uint32_t step = 0; step < question_.steps.size(); ++step) {
    if (!counted.did(step)) continue;
    const timeline::ValueCode code = breakdown_.code(person, counted.events[step]);
    if (breakdown_.labels().of_code[code] == none_) continue;
    seen = code;
    if (question_.breakdown_at == BreakdownPlace::first_seen) break;
  }
  return seen;
}

}  // namespace

Result<FunnelAnswer> run_timeline(const FunnelQuestion& question, timeline::Timeline& timeline,
                                  const AskContext& context) {
  Run run(question, timeline, context);
  THRONG_CHECK(run.scan());
  return internal::report(run.parts(run.groups()));
}

Result<PersonList> persons_timeline(const FunnelQuestion& question, const FunnelCell& cell,
                                    timeline::Timeline& timeline, const AskContext& context) {
  THRONG_CHECK(validate(cell, question));
  Run run(question, timeline, context);
  THRONG_CHECK(run.scan());
  const internal::Groups groups = cell.label ? run.groups() : internal::Groups{};
  return internal::persons_of(run.parts(groups), cell, run.breakdown().wanted(cell.label, groups));
}

}  // namespace throng::analyze
