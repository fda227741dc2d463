#include "analyze/funnel/internal/person_funnel.h"

#include <algorithm>
#include <numeric>

namespace throng::analyze::internal {

using timeline::PersonView;

PersonFunnel::PersonFunnel(timeline::FilterProgram& program, const FunnelQuestion& question)
    : question_(question), gather_(program, question), rules_(question), required_(required_steps(question)) {}

Result<void> PersonFunnel::bind(const timeline::Snapshot& snapshot, const AskContext& context) {
  THRONG_CHECK(gather_.bind(snapshot, context));
  if (gather_.is_plain()) {
    plain_.emplace(gather_.steps_of(), question_.steps.size(), question_.window.count());
    plain_->set_range(gather_.begin(), gather_.end());
  }
  return {};
}

std::span<const Counted> PersonFunnel::attempts(State& state, const PersonView& person) const {
  state.counted.clear();
  if ((person.event_mask & gather_.start_mask()) == 0) return {};
  if (plain_) {
    Counted& counted = state.counted.emplace_back();
    const std::uint32_t depth = plain_->find(person, counted.events);
    if (depth == 0) return {};
    counted.done = (1U << depth) - 1;
    return state.counted;
  }
  state.candidates.clear();
  state.out = false;
  if (gather_.has_lines()) {
    gather_.gather_lines(state.gathered, person);
    for (std::size_t line = 0; line < state.gathered.labels.size(); ++line) look(state, state.gathered.lines[line]);
  } else {
    gather_.gather(state.gathered, person);
    if (state.gathered.events.empty()) return {};
    each_line(state);
  }
  if (!state.out) choose(state);
  return state.counted;
}

void PersonFunnel::each_line(State& state) const {
  const auto& keys = state.gathered.keys;
  const auto& events = state.gathered.events;
  if (keys.empty()) return look(state, events);
  sort_by_line(state);
  for (std::size_t begin = 0; begin < state.order.size();) {
    const LineKey& key = keys[state.order[begin]];
    state.line.clear();
    bool starts = false;
    for (; begin < state.order.size() && keys[state.order[begin]] == key; ++begin) {
      state.line.push_back(events[state.order[begin]]);
      starts = starts || state.line.back().starts;
    }
    if (starts) look(state, state.line);
  }
}

// Places of events, line by line.
void PersonFunnel::sort_by_line(State& state) const {
  const auto& keys = state.gathered.keys;
  state.order.resize(keys.size());
  std::iota(state.order.begin(), state.order.end(), 0U);
  std::sort(state.order.begin(), state.order.end(),
            [&keys](std::uint32_t a, std::uint32_t b) { return keys[a] != keys[b] ? keys[a] < keys[b] : a < b; });
}

void PersonFunnel::look(State& state, StepEvents events) const {
  switch (question_.count) {
    case FunnelCount::persons: return deepest(state, events, 0, events.size());
    case FunnelCount::sessions: return look_by_session(state, events);
    case FunnelCount::totals: return look_one_by_one(state, events);
  }
}

// Starts of one session stand together, unless events of one instant changed places.
void PersonFunnel::look_by_session(State& state, StepEvents events) const {
  for (std::size_t from = 0; from < events.size();) {
    std::size_t to = from + 1;
    while (to < events.size() && events[to].session == events[from].session) ++to;
    deepest(state, events, from, to);
    from = to;
  }
}

void PersonFunnel::look_one_by_one(State& state, StepEvents events) const {
  for (std::size_t i = 0; i < events.size();) {
    if (!events[i].starts) {
      ++i;
      continue;
    }
    const Attempt attempt = attempt_from(events, i, rules_);
    state.out = state.out || attempt.kills_person;
    take(state, events, attempt);
    i = attempt.end;
  }
}

// Of the attempts that start at events[from .. to).
void PersonFunnel::deepest(State& state, StepEvents events, std::size_t from, std::size_t to) const {
  if (question_.order == StepOrder::ordered) {
    const AllAttempts::Deepest found = state.all.find(events, from, to, rules_);
    state.out = state.out || found.kills_person;
    if (found.depth > 0 && may_count(state, found.depth, events[found.first].place))
      take(state, events, attempt_from(events, found.first, rules_));
    return;
  }
  Attempt best;
  const bool to_the_end = !question_.exclusions.empty();
  for (std::size_t i = from; i < to && (to_the_end || best.depth < rules_.steps); ++i) {
    if (!events[i].starts) continue;
    const Attempt attempt = attempt_from(events, i, rules_);
    state.out = state.out || attempt.kills_person;
    if (attempt.depth > best.depth) best = attempt;
  }
  if (best.depth > 0) take(state, events, best);
}

// Of a person's attempts only the deepest counts, of equally deep ones the first.
bool PersonFunnel::may_count(const State& state, std::uint32_t depth, std::uint32_t place) const {
  if (question_.count != FunnelCount::persons || state.candidates.empty()) return true;
  const State::Candidate& best = state.candidates.front();
  return depth != best.depth ? depth > best.depth : place < best.place;
}

void PersonFunnel::take(State& state, StepEvents events, const Attempt& attempt) const {
  const StepEvent& start = events[attempt.places[0]];
  if (!may_count(state, attempt.depth, start.place)) return;
  if (question_.count == FunnelCount::persons) state.candidates.clear();
  // Written where it stays: a copy of what was just written in smaller pieces would wait for it.
  State::Candidate& candidate = state.candidates.emplace_back();
  candidate.session = question_.count == FunnelCount::sessions ? start.session : 0;
  candidate.depth = attempt.depth;
  candidate.place = start.place;
  for (std::uint32_t k = 0; k < attempt.depth; ++k) {
    candidate.counted.done |= 1U << required_[k];
    candidate.counted.events[required_[k]] = events[attempt.places[k]].event;
  }
  if (!question_.optional.empty()) fill_optional(events, attempt, candidate.counted);
}

// Each takes the earliest match after the step done before it and before the next required one.
void PersonFunnel::fill_optional(StepEvents events, const Attempt& attempt, Counted& counted) const {
  std::uint32_t done = 0;  // required steps passed
  std::size_t at = 0;
  for (std::uint32_t step = 0; step < question_.steps.size(); ++step) {
    if (done < required_.size() && required_[done] == step) {
      if (done == attempt.depth) return;
      at = attempt.places[done++] + std::size_t{1};
      continue;
    }
    const std::size_t end = done < attempt.depth ? attempt.places[done] : attempt.end;
    std::size_t i = at;
    while (i < end && (events[i].optional >> step & 1U) == 0) ++i;
    if (i >= end) continue;
    counted.done |= 1U << step;
    counted.events[step] = events[i].event;
    at = i + 1;
  }
}

// Of each session the deepest, of equally deep ones the first; of a person there is but one.
void PersonFunnel::choose(State& state) const {
  auto& candidates = state.candidates;
  if (question_.count == FunnelCount::sessions) {
    std::sort(candidates.begin(), candidates.end(), [](const auto& a, const auto& b) {
      if (a.session != b.session) return a.session < b.session;
      return a.depth != b.depth ? a.depth > b.depth : a.place < b.place;
    });
    const auto end = std::unique(candidates.begin(), candidates.end(),
                                 [](const auto& a, const auto& b) { return a.session == b.session; });
    candidates.erase(end, candidates.end());
  }
  for (const State::Candidate& candidate : candidates) state.counted.push_back(candidate.counted);
}

}  // namespace throng::analyze::internal
