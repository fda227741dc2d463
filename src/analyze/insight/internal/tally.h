// What both runs of an insight count, and the answer that follows from it.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "analyze/insight/spec.h"

namespace throng::analyze::internal {

struct InsightCounts {
  std::uint64_t segment = 0;
  std::uint64_t baseline = 0;
  std::uint64_t both = 0;  // in the segment and in the baseline

  void add(bool in_segment, bool in_baseline, std::uint64_t persons = 1) {
    segment += in_segment ? persons : 0;
    baseline += in_baseline ? persons : 0;
    both += in_segment && in_baseline ? persons : 0;
  }
  InsightCounts& operator+=(const InsightCounts& more) {
    segment += more.segment;
    baseline += more.baseline;
    both += more.both;
    return *this;
  }
  std::uint64_t persons() const { return segment + baseline - both; }
};

struct InsightTally {
  struct Group {
    InsightCounts known;
    std::map<std::string, InsightCounts> values;
    std::map<double, InsightCounts> numbers;  // of traits: those of the values that are numbers
  };
  InsightCounts all;
  std::vector<Group> groups;
  std::map<std::pair<std::string, std::string>, InsightCounts> cross;
};

InsightAnswer answer_of(const InsightQuestion& question, const InsightTally& tally);

// Persons who have a value, or (without one) any: of a tag also one that is not listed.
model::Filter filter_of(const InsightGrouping& grouping, const std::optional<std::string>& value);

}  // namespace throng::analyze::internal
