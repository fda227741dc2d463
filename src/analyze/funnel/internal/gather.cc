#include "analyze/funnel/internal/gather.h"

#include <algorithm>
#include <bit>
#include <tuple>

#include "analyze/internal/timeline_ask.h"
#include "model/value.h"

namespace throng::analyze::internal {

using timeline::PersonView;

StepGather::StepGather(timeline::FilterProgram& program, const FunnelQuestion& question)
    : program_(program),
      question_(question),
      keyed_(!question.hold.empty() || question.within != FunnelWithin::duration),
      every_event_(question.order == StepOrder::strict) {
  for (const model::EventMatch& step : question.steps) steps_.in_program.push_back(program.add(step));
  for (const FunnelExclusion& exclusion : question.exclusions)
    exclusions_.in_program.push_back(program.add(exclusion.match));
  if (by_session(question)) split_.emplace(question.sessions.value_or(SessionRule{}), program);
  for (const PropertyRef& property : question.hold) hold_.push_back(program.add(column_of(property)));
}

void StepGather::Matches::bind(const timeline::FilterProgram& program, std::size_t names) {
  of_code.assign(names, 0);
  for (std::uint32_t match = 0; match < in_program.size(); ++match) {
    const auto taken = program.names(in_program[match]);
    for (std::size_t code = 0; code < taken.size(); ++code) {
      if (taken[code] != 0) of_code[code] |= 1U << match;
    }
    if (!program.is_plain(in_program[match])) filtered |= 1U << match;
  }
}

std::uint32_t StepGather::Matches::matching(timeline::FilterCursor& cursor, std::uint32_t candidates,
                                            std::size_t event) const {
  for (std::uint32_t rest = candidates & filtered; rest != 0; rest &= rest - 1) {
    const auto match = static_cast<std::uint32_t>(std::countr_zero(rest));
    if (!cursor.passes(in_program[match], event)) candidates &= ~(1U << match);
  }
  return candidates;
}

Result<void> StepGather::bind(const timeline::Snapshot& snapshot, const AskContext& context) {
  auto range = model::resolve(question_.range, context.calendar, context.now);
  if (!range) return std::unexpected(json::under("range", std::move(range).error()));
  begin_ = timeline::key_bound(range->begin);
  end_ = timeline::key_bound(range->end);
  calendar_ = context.calendar;
  steps_.bind(program_, snapshot.event_names());
  exclusions_.bind(program_, snapshot.event_names());
  for (std::size_t code = 0; code < snapshot.event_names(); ++code)
    looked_at_.push_back(every_event_ || (steps_.of_code[code] | exclusions_.of_code[code]) != 0 ? 1 : 0);
  if (split_) split_->bind(snapshot);
  for (const std::size_t column : hold_) {
    const Labels labels = labels_of(snapshot.dictionary(column));
    held_.push_back({labels.of_code, labels.find(model::kNone).value_or(~0U), labels.texts.size()});
  }
  number_steps();
  const std::size_t starting = question_.order == StepOrder::any ? steps_.in_program.size() : 1;
  for (std::size_t step = 0; step < starting; ++step) start_mask_ |= program_.event_mask(steps_.in_program[step]);
  choose_way();
  return {};
}

void StepGather::number_steps() {
  std::uint8_t rank = 0;
  for (std::uint32_t step = 0; step < question_.steps.size(); ++step) {
    bit_of_step_.push_back(rank);
    if (is_optional(question_, step)) {
      optional_ |= 1U << step;
    } else {
      ++rank;
    }
  }
}

// Whether something faster than gathering all of a person's events will do.
void StepGather::choose_way() {
  const bool told_apart = std::all_of(steps_.of_code.begin(), steps_.of_code.end(),
                                      [](std::uint32_t steps) { return std::popcount(steps) <= 1; });
  plain_ = told_apart && steps_.filtered == 0 && !keyed_ && !by_session(question_) && question_.exclusions.empty() &&
           optional_ == 0 && question_.order == StepOrder::ordered && !question_.first_time &&
           question_.simultaneous == Simultaneous::ordered && question_.count == FunnelCount::persons;
  constexpr std::size_t kMostLabels = 1 << 16;  // each has a place in every state
  has_lines_ = hold_.size() == 1 && held_[0].labels <= kMostLabels && question_.within == FunnelWithin::duration &&
               question_.simultaneous == Simultaneous::ordered;
}

void StepGather::gather(State& state, const PersonView& person) const {
  state.events.clear();
  state.keys.clear();
  state.cursor.enter(person);
  if (split_) split_sessions(state, person);
  bool first_seen = false;
  bool started = false;
  for (std::size_t i = 0; i < person.names.size(); ++i) {
    if (!started && person.keys[i] >= end_) break;
    if (looked_at_[person.names[i]] == 0) continue;
    if (add(state, person, i, first_seen)) started = true;
    // Before the first start nothing matters, but for what may change places with it.
    if (!started && question_.simultaneous == Simultaneous::ordered) {
      state.events.clear();
      state.keys.clear();
    }
  }
  if (!started) {
    state.events.clear();
    return;
  }
  if (question_.simultaneous == Simultaneous::any) order_by_step(state);
  for (std::uint32_t place = 0; place < state.events.size(); ++place) state.events[place].place = place;
}

// Before a line's first start nothing in it matters.
void StepGather::gather_lines(State& state, const PersonView& person) const {
  const Held& held = held_[0];
  const auto codes = person.columns[hold_[0]].codes;
  if (state.line_of_label.empty()) state.line_of_label.assign(held.labels, kNoLine);
  for (const std::uint32_t label : state.labels) state.line_of_label[label] = kNoLine;
  state.labels.clear();
  state.cursor.enter(person);
  if (split_) split_sessions(state, person);
  bool first_seen = false;
  for (std::uint32_t i = 0; i < person.names.size(); ++i) {
    if (state.labels.empty() && person.keys[i] >= end_) return;
    if (looked_at_[person.names[i]] == 0) continue;
    std::optional<StepEvent> event = seen(state, person, i, first_seen);
    const std::uint32_t label = held.label_of_code[codes[i]];
    if (!event || label == held.none) continue;
    std::uint32_t& line = state.line_of_label[label];
    if (line == kNoLine) {
      if (!event->starts) continue;
      line = static_cast<std::uint32_t>(state.labels.size());
      state.labels.push_back(label);
      if (state.lines.size() <= line) state.lines.emplace_back();
      state.lines[line].clear();
    }
    event->place = i;
    state.lines[line].push_back(*event);
  }
}

// Whether an attempt may start with it.
bool StepGather::add(State& state, const PersonView& person, std::size_t i, bool& first_seen) const {
  const std::optional<StepEvent> event = seen(state, person, i, first_seen);
  if (!event || (keyed_ && !add_key(state, person, i))) return false;
  state.events.push_back(*event);
  return event->starts;
}

// Empty: the funnel does not look at it.
std::optional<StepEvent> StepGather::seen(State& state, const PersonView& person, std::size_t i,
                                          bool& first_seen) const {
  const std::uint64_t key = person.keys[i];
  const timeline::EventCode name = person.names[i];
  const bool in_range = key >= begin_ && key < end_;
  std::uint32_t steps = steps_.of_code[name];
  std::uint32_t excluded = exclusions_.of_code[name];
  if (split_ && state.sessions[i] == 0) return std::nullopt;
  const bool ordered = question_.order != StepOrder::any;
  const bool only_starts = ordered && !question_.first_time && question_.simultaneous == Simultaneous::ordered;
  if (only_starts && !in_range) steps &= ~1U;
  steps = steps_.matching(state.cursor, steps, i);
  excluded = exclusions_.matching(state.cursor, excluded, i);
  StepEvent event = made(steps);
  if (question_.first_time && (steps & 1U) != 0) {
    if (first_seen) event.steps &= ~1U;
    first_seen = true;
  }
  event.starts = in_range && (ordered ? (event.steps & 1U) != 0 : event.steps != 0);
  event.excluded = static_cast<std::uint8_t>(excluded);
  if ((event.steps | event.optional | excluded) == 0 && !every_event_) return std::nullopt;
  event.ms = timeline::ms_of(key);
  event.event = static_cast<std::uint32_t>(i);
  event.session = split_ ? state.sessions[i] : 0;
  return event;
}

// From bits of the question's steps to those of required and optional ones.
StepEvent StepGather::made(std::uint32_t steps) const {
  StepEvent event;
  event.rank = static_cast<std::uint8_t>(std::countr_zero(steps));
  event.optional = steps & optional_;
  if (optional_ == 0) {
    event.steps = steps;
    return event;
  }
  for (std::uint32_t rest = steps & ~optional_; rest != 0; rest &= rest - 1) {
    event.steps |= 1U << bit_of_step_[static_cast<std::size_t>(std::countr_zero(rest))];
  }
  return event;
}

// Not when a property that is held constant is missing. Written where it stays: copies of what was just written in
// smaller pieces wait for it.
bool StepGather::add_key(State& state, const PersonView& person, std::size_t i) const {
  LineKey& key = state.keys.emplace_back();
  for (std::size_t h = 0; h < hold_.size(); ++h) {
    const std::uint32_t label = held_[h].label_of_code[person.columns[hold_[h]].codes[i]];
    if (label == held_[h].none) {
      state.keys.pop_back();
      return false;
    }
    key[h] = label;
  }
  if (question_.within == FunnelWithin::session) key.back() = state.sessions[i];
  if (question_.within == FunnelWithin::day) key.back() = day_of(state, timeline::ms_of(person.keys[i]));
  return true;
}

// A number that is the same for events of one local day; events come in order.
std::uint32_t StepGather::day_of(State& state, std::int64_t ms) const {
  if (ms >= state.day_begin && ms < state.day_end) return state.day;
  const Instant begin = calendar_.floor(from_ms(ms), BucketUnit::day);
  state.day_begin = to_ms(begin);
  state.day_end = to_ms(calendar_.advance(begin, BucketUnit::day, 1));
  return ++state.day;
}

void StepGather::split_sessions(State& state, const PersonView& person) const {
  state.sessions.assign(person.keys.size(), 0);
  std::uint32_t session = 0;
  split_->each(person, 0, ~std::uint64_t{0}, [&](std::size_t first, std::size_t end) {
    ++session;
    for (std::size_t i = first; i < end; ++i) {
      if (split_->is_activity(person.names[i])) state.sessions[i] = session;
    }
  });
}

// Events of one instant by the first step they match, those of none last.
void StepGather::order_by_step(State& state) const {
  std::vector<std::uint32_t> order(state.events.size());
  for (std::uint32_t i = 0; i < order.size(); ++i) order[i] = i;
  std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
    const StepEvent &x = state.events[a], &y = state.events[b];
    return std::tuple(x.ms, x.rank, a) < std::tuple(y.ms, y.rank, b);
  });
  const std::vector<StepEvent> events = state.events;
  const std::vector<LineKey> keys = state.keys;
  for (std::size_t i = 0; i < order.size(); ++i) {
    state.events[i] = events[order[i]];
    if (keyed_) state.keys[i] = keys[order[i]];
  }
}

}  // namespace throng::analyze::internal
