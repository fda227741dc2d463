// Retention of every kind in SQL: a row per person and cohort, from there a row per column with enough returns.
#pragma once

#include "analyze/retention/internal/tally.h"
#include "analyze/sql/store.h"

namespace throng::analyze::internal {

class SqlEntries {
 public:
  // The question outlives it.
  static Result<SqlEntries> open(const RetentionQuestion& question, const SqlStore& store, const AskContext& context);

  std::size_t cohorts() const { return frame_.cohorts.count(); }
  Result<RetentionAnswer> answer();
  Result<PersonList> persons(const RetentionCell& cell);

 private:
  Result<std::string> marked_query() const;
  std::string entries_query(const std::string& marked) const;
  std::string returned_query() const;
  std::string streaks_query() const;

  Result<void> name_groups();
  Result<std::size_t> row_of(const std::string& label, std::int64_t key, const RetentionTally& tally) const;
  Result<void> read_entries(RetentionTally& tally) const;
  Result<void> read_returned(RetentionTally& tally) const;
  Result<void> read_streaks(RetentionTally& tally) const;

  const RetentionQuestion* question_ = nullptr;
  sql::Reader reader_;
  RetentionFrame frame_;
  std::vector<std::int64_t> keys_;  // of the cohorts' buckets
  std::string bucket_;              // an expression for the bucket of an event
  std::string entries_;           // a query for (p, c, t0, rs, label): a cohort's key, its start, the person's returns
  std::vector<std::string> top_;  // labels kept
  std::vector<std::string> names_;  // of the groups
};

}  // namespace throng::analyze::internal
