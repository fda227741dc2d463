// Segment preview (分群预览): how many persons does a filter hold for, and who?
#pragma once

#include "analyze/question.h"

namespace throng::analyze {

struct SegmentQuestion {
  model::Filter filter;
};
BOOST_DESCRIBE_STRUCT(SegmentQuestion, (), (filter))

struct SegmentAnswer {
  std::uint64_t persons = 0;   // for whom the filter holds
  std::uint64_t everyone = 0;  // persons in the project: with at least one event of any kind
};
BOOST_DESCRIBE_STRUCT(SegmentAnswer, (), (persons, everyone))

struct SegmentCell {
  bool others = false;  // those for whom it does not hold
};
BOOST_DESCRIBE_STRUCT(SegmentCell, (), (others))

Result<void> validate(const SegmentQuestion& question);

}  // namespace throng::analyze
