// Retention (留存): of the persons who started in a bucket, how many came back n buckets later?
#pragma once

#include "analyze/question.h"

namespace throng::analyze {

inline constexpr std::uint32_t kMaxRetentionBuckets = 366;

enum class CohortKind { first_ever, recurring };
BOOST_DESCRIBE_ENUM(CohortKind, first_ever, recurring)
enum class ReturnKind { on, on_or_after };
BOOST_DESCRIBE_ENUM(ReturnKind, on, on_or_after)

struct RetentionQuestion {
  model::EventMatch start;
  model::EventMatch back;                                            // the return event
  model::Window range = {model::Window::Last{30, BucketUnit::day}};  // of the start event; the cohorts are its buckets
  BucketUnit bucket = BucketUnit::day;                               // day, week or month
  std::uint32_t buckets = 30;                                        // columns 0..buckets; 1..kMaxRetentionBuckets
  CohortKind cohort = CohortKind::first_ever;
  ReturnKind returns = ReturnKind::on;
};
BOOST_DESCRIBE_STRUCT(RetentionQuestion, (), (start, back, range, bucket, buckets, cohort, returns))

struct RetentionRow {
  Instant start{};                      // of the cohort's bucket
  std::uint64_t persons = 0;            // cohort size
  std::vector<std::uint64_t> returned;  // [n]: returned in bucket +n (column 0: in the cohort bucket itself)
  std::vector<bool> complete;           // [n]: that bucket is over
};
BOOST_DESCRIBE_STRUCT(RetentionRow, (), (start, persons, returned, complete))

struct RetentionAnswer {
  std::vector<RetentionRow> cohorts;
  std::vector<std::optional<double>> mean;  // [n]: share weighted by cohort size over complete cells; absent if none
};
BOOST_DESCRIBE_STRUCT(RetentionAnswer, (), (cohorts, mean))

struct RetentionCell {
  std::uint32_t cohort = 0;             // row
  std::optional<std::uint32_t> bucket;  // column; absent: the whole cohort
  bool absent = false;                  // those of the cohort who did not return
};
BOOST_DESCRIBE_STRUCT(RetentionCell, (), (cohort, bucket, absent))

Result<void> validate(const RetentionQuestion& question);
Result<void> validate(const RetentionCell& cell, const RetentionQuestion& question, std::size_t cohorts);

}  // namespace throng::analyze
