// Funnel (漏斗): of the persons who did step 1, how many went on to each later step, and how fast?
#pragma once

#include "analyze/question.h"

namespace throng::analyze {

inline constexpr std::size_t kMinFunnelSteps = 2;
inline constexpr std::size_t kMaxFunnelSteps = 20;
inline constexpr std::uint32_t kMaxFunnelTop = 100;

struct FunnelQuestion {
  std::vector<model::EventMatch> steps;  // kMinFunnelSteps..kMaxFunnelSteps, first step first
  model::Window range = {
      model::Window::Last{30, BucketUnit::day}};  // when step 1 may happen; later steps may fall after it
  Duration window = days(7);                      // step 1 to last step, both ends included; > 0
  std::optional<PropertyRef> breakdown;           // event property at step 1 of the attempt that counts, or trait
  std::uint32_t top = 10;                         // groups kept, by persons at step 1; 1..100
  static constexpr std::string_view kRequired[] = {"steps"};
};
BOOST_DESCRIBE_STRUCT(FunnelQuestion, (), (steps, range, window, breakdown, top))

struct FunnelStep {
  std::uint64_t persons = 0;                      // never more than the step before
  std::optional<double> median_ms_from_previous;  // type-7 median; absent for step 1 and when persons == 0
  std::optional<double> median_ms_from_first;
};
BOOST_DESCRIBE_STRUCT(FunnelStep, (), (persons, median_ms_from_previous, median_ms_from_first))

struct FunnelGroup {
  std::string label;  // "" for everyone
  std::vector<FunnelStep> steps;
};
BOOST_DESCRIBE_STRUCT(FunnelGroup, (), (label, steps))

struct FunnelAnswer {
  FunnelGroup all;
  std::vector<FunnelGroup>
      groups;        // by persons at step 1 descending, ties by label, "$other" last; empty without breakdown
  std::string rule;  // how persons were counted, for the reader
};
BOOST_DESCRIBE_STRUCT(FunnelAnswer, (), (all, groups, rule))

inline constexpr std::string_view kFunnelRule =
    "Each person counts once, at the deepest step that any attempt reached; an attempt starts at every match of step 1 "
    "in the range";

// Persons who reached `step` (1-based), or with dropped: who reached step - 1 and not `step` (step >= 2).
struct FunnelCell {
  std::uint32_t step = 1;
  bool dropped = false;
  std::optional<std::string> label;
};
BOOST_DESCRIBE_STRUCT(FunnelCell, (), (step, dropped, label))

Result<void> validate(const FunnelQuestion& question);
Result<void> validate(const FunnelCell& cell, const FunnelQuestion& question);

}  // namespace throng::analyze
