// The events of a person that a funnel looks at, taken from the timeline.
#pragma once

#include <optional>
#include <string>

#include "analyze/funnel/internal/attempts.h"
#include "analyze/internal/labels.h"
#include "analyze/internal/session_split.h"

namespace throng::analyze::internal {

// What tells the lines of one person apart: attempts see only events of their own line.
using LineKey = std::array<std::uint32_t, kMaxFunnelHold + 1>;

class StepGather {
 public:
  // Adds what it needs to the program.
  StepGather(timeline::FilterProgram& program, const FunnelQuestion& question);
  // After the program was bound.
  Result<void> bind(const timeline::Snapshot& snapshot, const AskContext& context);

  struct State {
    explicit State(const timeline::FilterProgram& program) : cursor(program) {}
    timeline::FilterCursor cursor;
    std::vector<StepEvent> events;  // in the order in which the funnel takes them
    std::vector<LineKey> keys;      // per event; empty: all are one line
    // Instead of events and keys, if has_lines().
    std::vector<std::vector<StepEvent>> lines;  // the first labels.size() of them
    std::vector<std::uint32_t> labels;          // per line, of the value held
    std::vector<std::uint32_t> line_of_label;   // kNoLine: none
    std::vector<std::uint32_t> sessions;        // per event of the person; 0: none
    std::int64_t day_begin = 0, day_end = 0;
    std::uint32_t day = 0;
  };
  // Fills events and keys; no events when no attempt starts.
  void gather(State& state, const timeline::PersonView& person) const;
  // Whether events may be put in lines as they come.
  bool has_lines() const { return has_lines_; }
  // Fills those lines in which an attempt starts.
  void gather_lines(State& state, const timeline::PersonView& person) const;

  // Whether names alone tell steps apart, so that PlainSteps may look instead.
  bool is_plain() const { return plain_; }
  std::span<const std::uint32_t> steps_of() const { return steps_.of_code; }
  std::uint64_t begin() const { return begin_; }
  std::uint64_t end() const { return end_; }
  // No attempt without an event of this mask.
  std::uint64_t start_mask() const { return start_mask_; }

 private:
  struct Matches {
    std::vector<std::size_t> in_program;
    std::vector<std::uint32_t> of_code;  // per event code: those that may match
    std::uint32_t filtered = 0;          // those of which the name alone does not decide
    void bind(const timeline::FilterProgram& program, std::size_t names);
    std::uint32_t matching(timeline::FilterCursor& cursor, std::uint32_t candidates, std::size_t event) const;
  };
  void number_steps();
  void choose_way();
  static constexpr std::uint32_t kNoLine = ~std::uint32_t{0};
  bool add(State& state, const timeline::PersonView& person, std::size_t event, bool& first_seen) const;
  std::optional<StepEvent> seen(State& state, const timeline::PersonView& person, std::size_t event,
                                bool& first_seen) const;
  StepEvent made(std::uint32_t steps) const;
  bool add_key(State& state, const timeline::PersonView& person, std::size_t event) const;
  std::uint32_t day_of(State& state, std::int64_t ms) const;
  void split_sessions(State& state, const timeline::PersonView& person) const;
  void order_by_step(State& state) const;

  const timeline::FilterProgram& program_;
  const FunnelQuestion& question_;
  Matches steps_, exclusions_;
  std::vector<std::uint8_t> looked_at_;  // per event code
  std::optional<SessionSplit> split_;
  std::vector<std::size_t> hold_;  // columns
  struct Held {
    std::vector<std::uint32_t> label_of_code;
    std::uint32_t none;  // the label of no value
    std::size_t labels;
  };
  std::vector<Held> held_;
  std::vector<std::uint8_t> bit_of_step_;  // of the required ones
  std::uint32_t optional_ = 0;             // bits of the optional ones
  std::uint64_t begin_ = 0, end_ = 0;      // keys of the range
  std::uint64_t start_mask_ = 0;
  Calendar calendar_ = Calendar::utc();
  bool keyed_ = false, every_event_ = false, plain_ = false, has_lines_ = false;
};

}  // namespace throng::analyze::internal
