// The compiled form of a filter: nodes in one array, children before parents.
#pragma once

#include "timeline/filter_scan.h"

namespace throng::timeline {

struct FilterProgram::Node {
  enum class Kind {
    all,
    any,
    negation,
    event_code,
    event_number,
    trait_code,
    trait_number,
    did,
    sequence,
    first_time,
    member
  };
  Kind kind = Kind::all;
  std::vector<std::uint32_t> children;
  int cost = 1;

  // Comparisons; for did: of the aggregate.
  model::Comparison comparison;
  std::optional<model::Matcher> matcher;
  std::uint32_t column = kNone;
  std::vector<std::uint8_t> table;  // per code

  // Leaves about the person's events.
  std::uint32_t slot = kNone;
  std::vector<std::uint32_t> matches;
  model::Window window;
  std::uint64_t begin_key = 0, end_key = 0;
  model::Aggregate aggregate = model::Aggregate::count;
  bool negated = false;
  Duration within{};
  bool strict = false;

  // Members: the leaf, and one bit per number.
  model::Filter leaf;
  std::vector<std::uint64_t> bits;
};

}  // namespace throng::timeline
