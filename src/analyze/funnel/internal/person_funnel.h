// One person's way through a funnel, from the timeline: the attempts that count.
#pragma once

#include <optional>

#include "analyze/funnel/internal/all_attempts.h"
#include "analyze/funnel/internal/gather.h"
#include "analyze/funnel/internal/plain_attempts.h"

namespace throng::analyze::internal {

// An attempt that counts: which steps of the question it did, and with which of the person's events.
struct Counted {
  std::uint32_t done = 0;  // bit k: step k + 1
  std::array<std::uint32_t, kMaxFunnelSteps> events = {};

  bool did(std::uint32_t step) const { return (done >> step & 1U) != 0; }
};

class PersonFunnel {
 public:
  PersonFunnel(timeline::FilterProgram& program, const FunnelQuestion& question);
  Result<void> bind(const timeline::Snapshot& snapshot, const AskContext& context);

  struct State {
    explicit State(const timeline::FilterProgram& program) : gathered(program) {}
    StepGather::State gathered;
    AllAttempts all;
    std::vector<StepEvent> line;
    std::vector<std::uint32_t> order;
    struct Candidate {
      std::uint32_t session = 0;
      std::uint32_t depth = 0;
      std::uint32_t place = 0;  // of its start
      Counted counted;
    };
    std::vector<Candidate> candidates;
    bool out = false;  // an exclusion leaves the person out
    std::vector<Counted> counted;
  };
  // One per person, per session in which an attempt starts, or per attempt, as the question counts; valid until the
  // next call. Time O(events) for ordered steps counted by person and for all that is counted by attempt.
  std::span<const Counted> attempts(State& state, const timeline::PersonView& person) const;
  // After attempts(): the session of each event, where sessions decide.
  static std::span<const std::uint32_t> sessions(const State& state) { return state.gathered.sessions; }

 private:
  void each_line(State& state) const;
  void sort_by_line(State& state) const;
  void look(State& state, StepEvents events) const;
  void look_by_session(State& state, StepEvents events) const;
  void look_one_by_one(State& state, StepEvents events) const;
  void deepest(State& state, StepEvents events, std::size_t from, std::size_t to) const;
  bool may_count(const State& state, std::uint32_t depth, std::uint32_t place) const;
  void take(State& state, StepEvents events, const Attempt& attempt) const;
  void fill_optional(StepEvents events, const Attempt& attempt, Counted& counted) const;
  void choose(State& state) const;

  const FunnelQuestion& question_;
  StepGather gather_;
  AttemptRules rules_;
  std::vector<std::uint32_t> required_;
  std::optional<PlainSteps> plain_;
};

}  // namespace throng::analyze::internal
