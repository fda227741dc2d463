#include "analyze/funnel/run_timeline.h"

#include <algorithm>

#include "analyze/funnel/internal/attempts.h"
#include "analyze/internal/labels.h"
#include "analyze/internal/timeline_ask.h"

namespace throng::analyze {
namespace {

using timeline::FilterCursor;
using timeline::PersonView;

// A person who did step 1.
struct Row {
  model::PersonNumber person = 0;
  timeline::ValueCode code = 0;  // of the breakdown
  std::uint32_t depth = 0;
  std::uint64_t times = 0;  // where the person's depth - 1 times begin
};
struct Rows {
  std::vector<Row> rows;
  std::vector<std::int64_t> times;  // ms since step 1, of steps 2..depth
};

class Run {
 public:
  Run(const FunnelQuestion& question, timeline::Timeline& timeline, const AskContext& context)
      : question_(question), timeline_(timeline), context_(context), program_(internal::filter_context(context)) {
    for (const model::EventMatch& step : question.steps) matches_.push_back(program_.add(step));
    if (question.breakdown) breakdown_ = program_.add(internal::column_of(*question.breakdown));
  }

  Result<void> bind();
  Result<Rows> scan() const;
  std::span<const std::string> dictionary() const { return snapshot_.dictionary(*breakdown_); }

 private:
  struct State {
    FilterCursor cursor;
    internal::AttemptFinder finder;
    std::vector<internal::StepEvent> events;
    Rows rows;
  };
  void visit(State& state, const PersonView& person) const;
  void find_step_events(State& state, const PersonView& person) const;

  const FunnelQuestion& question_;
  timeline::Timeline& timeline_;
  const AskContext& context_;
  timeline::FilterProgram program_;
  std::vector<std::size_t>
      matches_;  // per step, its match in the program: a filter of a step may hold matches of its own
  std::optional<std::size_t> breakdown_;
  timeline::Snapshot snapshot_;
  std::uint64_t begin_ = 0, end_ = 0;    // keys of the range
  std::vector<std::uint32_t> steps_of_;  // per event code: steps that may match
  std::uint32_t filtered_ = 0;           // steps whose name alone does not decide
};

Result<void> Run::bind() {
  THRONG_TRY(snapshot_, program_.bind(timeline_, context_.stop));
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
  return {};
}

Result<Rows> Run::scan() const {
  Rows all;
  THRONG_CHECK(timeline::parallel_scan(
      snapshot_, timeline_.pool(), context_.stop, [&] { return State{FilterCursor(program_), {}, {}, {}}; },
      [&](State& state, const PersonView& person) { visit(state, person); },
      [&](State&& state) {
        for (Row& row : state.rows.rows) row.times += all.times.size();
        all.rows.insert(all.rows.end(), state.rows.rows.begin(), state.rows.rows.end());
        all.times.insert(all.times.end(), state.rows.times.begin(), state.rows.times.end());
      }));
  return all;
}

void Run::visit(State& state, const PersonView& person) const {
  if ((person.event_mask & program_.event_mask(matches_[0])) == 0) return;
  find_step_events(state, person);
  if (state.events.empty()) return;
  const internal::Attempt attempt = state.finder.find(state.events, question_.steps.size(), question_.window.count());
  Row row{.person = person.person, .depth = attempt.depth, .times = state.rows.times.size()};
  if (breakdown_) {
    const bool trait = question_.breakdown->scope == Scope::person;
    row.code = person.columns[*breakdown_].codes[trait ? 0 : state.events[attempt.first].event];
  }
  internal::times_of(state.events, attempt, state.rows.times);
  state.rows.rows.push_back(row);
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

std::optional<double> median(std::vector<double>& times) { return internal::percentile(times, 0.5); }

// The steps of the rows that are wanted.
template <class Wanted>
std::vector<FunnelStep> steps_of(const Rows& rows, std::size_t steps, Wanted wanted) {
  std::vector<FunnelStep> answer(steps);
  std::vector<std::vector<double>> from_first(steps), from_previous(steps);
  for (const Row& row : rows.rows) {
    if (!wanted(row)) continue;
    std::int64_t before = 0;
    for (std::size_t step = 0; step < row.depth; ++step) {
      ++answer[step].persons;
      if (step == 0) continue;
      const std::int64_t time = rows.times[row.times + step - 1];
      from_first[step].push_back(static_cast<double>(time));
      from_previous[step].push_back(static_cast<double>(time - before));
      before = time;
    }
  }
  for (std::size_t step = 1; step < steps; ++step) {
    answer[step].median_ms_from_first = median(from_first[step]);
    answer[step].median_ms_from_previous = median(from_previous[step]);
  }
  return answer;
}

// The groups of a breakdown: which are kept, and which row is in which.
struct Groups {
  internal::Labels labels;
  std::vector<std::uint32_t> kept;     // labels
  std::vector<std::uint32_t> of_code;  // place among kept; kept.size(): the rest
  bool others = false;
};

Groups groups_of(const Rows& rows, std::span<const std::string> dictionary, std::size_t top) {
  Groups groups{.labels = internal::labels_of(dictionary)};
  std::vector<std::uint64_t> persons(groups.labels.texts.size());
  for (const Row& row : rows.rows) ++persons[groups.labels.of_code[row.code]];
  std::vector<internal::LabelWeight> weights;
  std::size_t occurring = 0;
  for (const std::uint64_t count : persons) {
    weights.push_back({count > 0, static_cast<double>(count)});
    occurring += count > 0 ? 1 : 0;
  }
  groups.kept = internal::top_labels(groups.labels, weights, top);
  groups.others = groups.kept.size() < occurring;
  groups.of_code = internal::groups_of_codes(groups.labels, groups.kept);
  return groups;
}

}  // namespace

Result<FunnelAnswer> run_timeline(const FunnelQuestion& question, timeline::Timeline& timeline,
                                  const AskContext& context) {
  Run run(question, timeline, context);
  THRONG_CHECK(run.bind());
  THRONG_TRY(const Rows rows, run.scan());
  FunnelAnswer answer;
  answer.rule = kFunnelRule;
  answer.all.steps = steps_of(rows, question.steps.size(), [](const Row&) { return true; });
  if (!question.breakdown) return answer;
  const Groups groups = groups_of(rows, run.dictionary(), question.top);
  for (std::size_t g = 0; g < groups.kept.size() + (groups.others ? 1 : 0); ++g) {
    const bool other = g == groups.kept.size();
    answer.groups.push_back(
        {other ? std::string(model::kOther) : groups.labels.texts[groups.kept[g]],
         steps_of(rows, question.steps.size(), [&](const Row& row) { return groups.of_code[row.code] == g; })});
  }
  return answer;
}

Result<PersonList> persons_timeline(const FunnelQuestion& question, const FunnelCell& cell,
                                    timeline::Timeline& timeline, const AskContext& context) {
  THRONG_CHECK(validate(cell, question));
  Run run(question, timeline, context);
  THRONG_CHECK(run.bind());
  THRONG_TRY(const Rows rows, run.scan());
  Groups groups;
  if (cell.label) groups = groups_of(rows, run.dictionary(), question.top);
  const auto in_group = [&](const Row& row) {
    if (!cell.label) return true;
    if (*cell.label == model::kOther) return groups.of_code[row.code] == groups.kept.size();
    return groups.labels.texts[groups.labels.of_code[row.code]] == *cell.label;
  };
  PersonList persons;
  for (const Row& row : rows.rows) {
    const bool there = cell.dropped ? row.depth == cell.step - 1 : row.depth >= cell.step;
    if (there && in_group(row)) persons.push_back(row.person);
  }
  std::sort(persons.begin(), persons.end());
  return persons;
}

}  // namespace throng::analyze
