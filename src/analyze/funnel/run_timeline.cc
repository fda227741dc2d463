#include "analyze/funnel/run_timeline.h"

#include <algorithm>
#include <bit>

#include "analyze/funnel/internal/attempts.h"
#include "analyze/funnel/internal/plain_attempts.h"
#include "analyze/funnel/internal/rows.h"
#include "analyze/internal/breakdown.h"
#include "analyze/internal/timeline_ask.h"

namespace throng::analyze {
namespace {

using internal::Row;
using internal::Rows;
using timeline::FilterCursor;
using timeline::PersonView;

class Run {
 public:
  Run(const FunnelQuestion& question, timeline::Timeline& timeline, const AskContext& context)
      : question_(question),
        timeline_(timeline),
        context_(context),
        program_(internal::filter_context(context)),
        breakdown_(program_, question.breakdown) {
    for (const model::EventMatch& step : question.steps) matches_.push_back(program_.add(step));
  }

  Result<void> bind();
  Result<std::vector<Rows>> scan() const;  // per slice
  internal::Groups groups(std::span<const Rows> slices) const;
  const internal::Breakdown& breakdown() const { return breakdown_; }

 private:
  struct State {
    FilterCursor cursor;
    internal::AttemptFinder finder;
    std::vector<internal::StepEvent> events;
    Rows rows;
  };
  void visit(State& state, const PersonView& person) const;
  internal::Attempt look(State& state, const PersonView& person) const;
  void find_step_events(State& state, const PersonView& person) const;

  const FunnelQuestion& question_;
  timeline::Timeline& timeline_;
  const AskContext& context_;
  timeline::FilterProgram program_;
  internal::Breakdown breakdown_;
  std::vector<std::size_t>
      matches_;  // per step, its match in the program: a filter of a step may hold matches of its own
  timeline::Snapshot snapshot_;
  std::uint64_t begin_ = 0, end_ = 0;    // keys of the range
  std::vector<std::uint32_t> steps_of_;  // per event code: steps that may match
  std::uint32_t filtered_ = 0;           // steps whose name alone does not decide
  std::optional<internal::PlainSteps> plain_;
};

Result<void> Run::bind() {
  THRONG_TRY(snapshot_, program_.bind(timeline_, context_.stop));
  breakdown_.bind(snapshot_);
  auto range = model::resolve(question_.range, context_.calendar, context_.now);
  if (!range) return std::unexpected(json::under("range", std::move(range).error()));
  begin_ = timeline::key_bound(range->begin);
  end_ = timeline::key_bound(range->end);
  steps_of_.assign(snapshot_.event_names(), 0);
  for (std::uint32_t step = 0; step < question_.steps.size(); ++step) {
    const auto names = program_.names(matches_[step]);
    for (std::size_t code = 0; code < names.size(); ++code) {
      if (names[code] != 0) steps_of_[code] |= 1U << step;
    }
    if (!program_.is_plain(matches_[step])) filtered_ |= 1U << step;
  }
  const bool told_apart = std::all_of(steps_of_.begin(), steps_of_.end(), [](auto s) { return std::popcount(s) <= 1; });
  if (filtered_ == 0 && told_apart) {
    plain_.emplace(steps_of_, question_.steps.size(), question_.window.count());
    plain_->set_range(begin_, end_);
  }
  return {};
}

Result<std::vector<Rows>> Run::scan() const {
  std::vector<Rows> slices;
  THRONG_CHECK(timeline::parallel_scan(
      snapshot_, timeline_.pool(), context_.stop, [&] { return State{FilterCursor(program_), {}, {}, {}}; },
      [&](State& state, const PersonView& person) { visit(state, person); },
      [&](State&& state) { slices.push_back(std::move(state.rows)); }));
  return slices;
}

void Run::visit(State& state, const PersonView& person) const {
  if ((person.event_mask & program_.event_mask(matches_[0])) == 0) return;
  Row row{.person = person.person, .times = static_cast<std::uint32_t>(state.rows.times.size())};
  const internal::Attempt attempt = plain_ ? plain_->find(person, state.rows.times) : look(state, person);
  if (attempt.depth == 0) return;
  row.depth = attempt.depth;
  row.code = breakdown_.code(person, attempt.first);
  state.rows.rows.push_back(row);
}

internal::Attempt Run::look(State& state, const PersonView& person) const {
  find_step_events(state, person);
  if (state.events.empty()) return {};
  internal::Attempt attempt = state.finder.find(state.events, question_.steps.size(), question_.window.count());
  internal::times_of(state.events, attempt, state.rows.times);
  attempt.first = state.events[attempt.first].event;
  return attempt;
}

// From the first start on; nothing when there is no start.
void Run::find_step_events(State& state, const PersonView& person) const {
  state.events.clear();
  state.cursor.enter(person);
  for (std::size_t i = 0; i < person.names.size(); ++i) {
    std::uint32_t steps = steps_of_[person.names[i]];
    if (steps == 0) continue;
    const std::uint64_t key = person.keys[i];
    if (key < begin_ || key >= end_) steps &= ~1U;
    if (state.events.empty() && (steps & 1U) == 0) {
      if (key >= end_) return;
      continue;
    }
    for (std::uint32_t step = 0; (steps & filtered_) >> step != 0; ++step) {
      if ((steps & filtered_ & (1U << step)) != 0 && !state.cursor.passes(matches_[step], i)) steps &= ~(1U << step);
    }
    if (state.events.empty() ? (steps & 1U) == 0 : steps == 0) continue;
    state.events.push_back({timeline::ms_of(key), steps, static_cast<std::uint32_t>(i)});
  }
}

// By persons who did step 1.
internal::Groups Run::groups(std::span<const Rows> slices) const {
  std::vector<std::uint64_t> persons(breakdown_.labels().texts.size());
  for (const Rows& rows : slices) {
    for (const Row& row : rows.rows) ++persons[breakdown_.labels().of_code[row.code]];
  }
  return breakdown_.groups(persons, question_.top);
}

}  // namespace

Result<FunnelAnswer> run_timeline(const FunnelQuestion& question, timeline::Timeline& timeline,
                                  const AskContext& context) {
  Run run(question, timeline, context);
  THRONG_CHECK(run.bind());
  THRONG_TRY(const auto rows, run.scan());
  const std::size_t steps = question.steps.size();
  FunnelAnswer answer;
  answer.rule = kFunnelRule;
  answer.all.steps = std::move(internal::steps_of(rows, steps, {}, 1, timeline.pool())[0]);
  if (!question.breakdown) return answer;
  internal::Groups groups = run.groups(rows);
  auto measured = internal::steps_of(rows, steps, groups.of_code, groups.names.size(), timeline.pool());
  for (std::size_t g = 0; g < groups.names.size(); ++g)
    answer.groups.push_back({std::move(groups.names[g]), std::move(measured[g])});
  return answer;
}

Result<PersonList> persons_timeline(const FunnelQuestion& question, const FunnelCell& cell,
                                    timeline::Timeline& timeline, const AskContext& context) {
  THRONG_CHECK(validate(cell, question));
  Run run(question, timeline, context);
  THRONG_CHECK(run.bind());
  THRONG_TRY(const auto slices, run.scan());
  const auto wanted = run.breakdown().wanted(cell.label, cell.label ? run.groups(slices) : internal::Groups{});
  PersonList persons;
  for (const Rows& rows : slices) {
    for (const Row& row : rows.rows) {
      const bool there = cell.dropped ? row.depth == cell.step - 1 : row.depth >= cell.step;
      if (there && wanted[row.code] != 0) persons.push_back(row.person);
    }
  }
  std::sort(persons.begin(), persons.end());
  return persons;
}

}  // namespace throng::analyze
