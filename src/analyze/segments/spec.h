// Segments (多个分群): for how many persons does each of many filters hold? A thousand rules cost one reading of
// memory.
#pragma once

#include "analyze/question.h"

namespace throng::analyze {

inline constexpr std::size_t kMaxSegments = 2000;

struct SegmentsQuestion {
  std::vector<model::Filter> filters;  // 1..kMaxSegments
  static constexpr std::string_view kRequired[] = {"filters"};
};
BOOST_DESCRIBE_STRUCT(SegmentsQuestion, (), (filters))

struct SegmentsAnswer {
  std::vector<std::uint64_t> persons;  // per filter
  std::uint64_t everyone = 0;          // persons in the project: with at least one event of any kind
};
BOOST_DESCRIBE_STRUCT(SegmentsAnswer, (), (persons, everyone))

struct SegmentsCell {
  std::uint32_t filter = 0;
  bool others = false;  // those for whom it does not hold
};
BOOST_DESCRIBE_STRUCT(SegmentsCell, (), (filter, others))

Result<void> validate(const SegmentsQuestion& question);
Result<void> validate(const SegmentsCell& cell, const SegmentsQuestion& question);

}  // namespace throng::analyze
