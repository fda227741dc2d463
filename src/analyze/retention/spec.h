// Retention (留存): of the persons who started in a bucket, how many came back n periods later?
#pragma once

#include "analyze/internal/power_law.h"
#include "analyze/question.h"

namespace throng::analyze {

inline constexpr std::uint32_t kMaxRetentionBuckets = 366;
inline constexpr std::uint32_t kMaxRetentionTop = 100;
inline constexpr std::uint32_t kMaxRetentionTimes = 1000;
// Groups x cohorts x columns.
inline constexpr std::size_t kMaxRetentionCells = 1'000'000;
inline constexpr std::size_t kMaxPlainRetentionCells = 8'000'000;  // of plain questions (see is_plain)

enum class CohortKind { first_ever, first_matching, recurring };
BOOST_DESCRIBE_ENUM(CohortKind, first_ever, first_matching, recurring)
enum class ReturnKind { on, on_or_after };
BOOST_DESCRIBE_ENUM(ReturnKind, on, on_or_after)
// How the time after the start is counted: in calendar buckets, or in 24 hours, 7 or 30 days from its instant on.
enum class PeriodKind { calendar, rolling };
BOOST_DESCRIBE_ENUM(PeriodKind, calendar, rolling)
enum class RetentionValue { persons, sum, avg };
BOOST_DESCRIBE_ENUM(RetentionValue, persons, sum, avg)

struct RetentionQuestion {
  model::EventMatch start;
  model::EventMatch back;                                            // the return event
  model::Window range = {model::Window::Last{30, BucketUnit::day}};  // of the start event; the cohorts are its buckets
  BucketUnit bucket = BucketUnit::day;                               // day, week or month
  PeriodKind periods = PeriodKind::calendar;
  std::uint32_t buckets = 30;           // columns 0..buckets of one period each; 1..kMaxRetentionBuckets
  std::vector<std::uint32_t> brackets;  // where one column ends and the next begins, and the last one's end;
                                        // ascending, 1..kMaxRetentionBuckets; empty: as `buckets` says
  CohortKind cohort = CohortKind::first_ever;
  ReturnKind returns = ReturnKind::on;
  std::uint32_t at_least = 1;  // return events in a column; 1..kMaxRetentionTimes
  RetentionValue value = RetentionValue::persons;
  std::string property;                  // event property of the return events, for sum and avg
  std::optional<PropertyRef> breakdown;  // event property at the start, or trait
  std::uint32_t top = 10;                // groups kept, by persons; 1..kMaxRetentionTop
  bool streaks = false;
};
BOOST_DESCRIBE_STRUCT(RetentionQuestion, (),
                      (start, back, range, bucket, periods, buckets, brackets, cohort, returns, at_least, value,
                       property, breakdown, top, streaks))

struct RetentionColumn {
  std::uint32_t from = 0;  // its first period
  std::uint32_t to = 1;    // the first one after it
};
BOOST_DESCRIBE_STRUCT(RetentionColumn, (), (from, to))

struct RetentionRow {
  Instant start{};                      // of the cohort's bucket
  std::uint64_t persons = 0;            // cohort size
  std::vector<std::uint64_t> returned;  // per column
  std::vector<bool> complete;           // per column: it is over for the whole cohort
  // Per column, with `value` sum or avg.
  std::vector<std::optional<double>> values;      // that
  std::vector<std::optional<double>> per_person;  // sum / persons of the cohort
  // With `streaks`. Persons who returned in all of the columns 1..n; whose longest streak is n; whose current one is n.
  std::vector<std::uint64_t> unbroken, longest, current;
};
BOOST_DESCRIBE_STRUCT(RetentionRow, (),
                      (start, persons, returned, complete, values, per_person, unbroken, longest, current))

struct RetentionTable {
  std::vector<RetentionRow> cohorts;
  // Per column over the complete cells, weighted by cohort size; absent if none.
  std::vector<std::optional<double>> mean;         // share
  std::vector<std::optional<double>> mean_values;  // sum per person of the cohorts, or avg; with `value`
  std::vector<std::optional<double>> unbroken;     // share; with `streaks`
  std::optional<PowerLaw> fit;                     // through `mean` from column 1 on
};
BOOST_DESCRIBE_STRUCT(RetentionTable, (), (cohorts, mean, mean_values, unbroken, fit))

struct RetentionGroup : RetentionTable {
  std::string label;  // "$none" missing value; "$other" the rest
};
BOOST_DESCRIBE_STRUCT(RetentionGroup, (RetentionTable), (label))

// The table over all groups, and with a breakdown one per group, $other last.
struct RetentionAnswer : RetentionTable {
  std::vector<RetentionColumn> columns;
  std::vector<RetentionGroup> groups;
};
BOOST_DESCRIBE_STRUCT(RetentionAnswer, (RetentionTable), (columns, groups))

enum class RetentionStreak { unbroken, longest, current };
BOOST_DESCRIBE_ENUM(RetentionStreak, unbroken, longest, current)

struct RetentionCell {
  std::uint32_t cohort = 0;               // row
  std::optional<std::uint32_t> bucket;    // column; absent: the whole cohort
  bool absent = false;                    // those of the cohort who did not return
  std::optional<std::string> label;       // group; absent: all
  std::optional<RetentionStreak> streak;  // then `bucket` is the n of that number, and `absent` all others
  bool every = false;                     // all cohorts whose cell is complete; `cohort` is not looked at.
                                          // Longest and current streaks look at no other cells: all cohorts
};
BOOST_DESCRIBE_STRUCT(RetentionCell, (), (cohort, bucket, absent, label, streak, every))

std::size_t column_count(const RetentionQuestion& question);
// Whether it is only about who returned in which calendar bucket, for which there is a faster way.
bool is_plain(const RetentionQuestion& question);

Result<void> validate(const RetentionQuestion& question);
Result<void> validate(const RetentionCell& cell, const RetentionQuestion& question, std::size_t cohorts);

}  // namespace throng::analyze
