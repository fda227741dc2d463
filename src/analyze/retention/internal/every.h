// Retention of every kind: a person's cohorts one after the other, and what they did in each column after its start.
#pragma once

#include "analyze/internal/breakdown.h"
#include "analyze/internal/timeline_ask.h"
#include "analyze/retention/internal/tally.h"
#include "timeline/bucket_index.h"

namespace throng::analyze::internal {

// One person in one cohort.
struct RetentionEntry {
  std::size_t cohort = 0;
  std::size_t event = 0;  // the start
};

// Per column; reused from person to person.
struct RetentionColumns {
  std::vector<std::uint8_t> returned;
  std::vector<std::uint64_t> events, numbers;  // numbers: events with a value that reads as one
  std::vector<long double> sums;
};

class EveryRetention {
 public:
  EveryRetention(const RetentionQuestion& question, timeline::Timeline& timeline, const AskContext& context);

  Result<void> bind();
  const RetentionFrame& frame() const { return frame_; }
  // Looks at all cohorts once to know the groups.
  Result<void> survey();
  Result<RetentionAnswer> answer() const;
  Result<PersonList> persons(const RetentionCell& cell) const;

 private:
  struct Return {
    std::int64_t at = 0;  // calendar: the bucket; rolling: milliseconds
    double value = 0;     // not a number where there is none
  };
  // What a scan keeps from person to person.
  struct State {
    timeline::FilterCursor cursor;
    std::vector<RetentionEntry> entries;
    std::vector<Return> returns;
    RetentionColumns columns;
  };
  State state() const;
  bool is_rolling() const { return question_.periods == PeriodKind::rolling; }
  void find_entries(State& state, const timeline::PersonView& person) const;
  void find_returns(State& state, const timeline::PersonView& person) const;
  void fill_columns(State& state, const timeline::PersonView& person, const RetentionEntry& entry) const;
  void count(State& state, RetentionTally& tally, const timeline::PersonView& person) const;
  bool holds(State& state, const timeline::PersonView& person, const RetentionEntry& entry,
             const RetentionCell& cell) const;

  const RetentionQuestion& question_;
  timeline::Timeline& timeline_;
  const AskContext& context_;
  timeline::FilterProgram program_;
  std::size_t start_, back_;
  Breakdown breakdown_;
  std::optional<std::size_t> value_;
  timeline::Snapshot snapshot_;
  RetentionFrame frame_;
  std::optional<timeline::BucketIndex> cohorts_, buckets_;
  Groups groups_;
};

}  // namespace throng::analyze::internal
