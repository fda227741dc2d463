// What is counted for an answer of retention, and the answer that is made of it. Both runs count on their own.
#pragma once

#include <span>
#include <string>

#include "analyze/retention/internal/frame.h"

namespace throng::analyze::internal {

// Of the columns in which one person of a cohort returned.
struct Streaks {
  std::size_t unbroken = 0;  // columns from 1 on without a gap
  std::size_t longest = 0;   // among the first `complete` columns
  std::size_t current = 0;   // of those which end with the last of these
};
Streaks streaks_of(std::span<const std::uint8_t> returned, std::size_t complete);

// Everything is added up per group, cohort and column; what is not asked for stays empty.
class RetentionTally {
 public:
  RetentionTally(const RetentionQuestion& question, const RetentionFrame& frame, std::size_t groups);

  std::size_t row(std::size_t group, std::size_t cohort) const { return group * cohorts_ + cohort; }
  std::size_t cell(std::size_t row, std::size_t column) const { return row * columns_ + column; }
  void add(const RetentionTally& other);
  void add_streaks(std::size_t row, const Streaks& streaks, std::uint64_t persons_alike);

  std::vector<std::uint64_t> persons;   // per row
  std::vector<std::uint64_t> returned;  // per cell, as all that follows
  std::vector<long double> sums;
  std::vector<std::uint64_t> numbers;  // values that are added up in sums
  std::vector<std::uint64_t> unbroken, longest, current;

 private:
  std::size_t cohorts_, columns_;
};

// `names`: of the groups; without breakdown one.
RetentionAnswer retention_answer(const RetentionQuestion& question, const RetentionFrame& frame,
                                 const RetentionTally& tally, std::span<const std::string> names);

}  // namespace throng::analyze::internal
