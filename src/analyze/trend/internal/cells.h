// The pass of a trend over the events: a measure per group and bucket.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "analyze/internal/day_buckets.h"
#include "analyze/internal/session_split.h"
#include "analyze/trend/internal/active_windows.h"
#include "analyze/trend/internal/grouping.h"
#include "analyze/trend/spec.h"
#include "timeline/bucket_index.h"
#include "timeline/filter_scan.h"

namespace throng::analyze::internal {

struct TrendPass {
  const timeline::FilterProgram* program = nullptr;  // bound
  std::size_t match = 0;
  Measure measure = Measure::total;
  std::optional<std::size_t> value;  // column of the property: numbers, or codes for distinct
  const GroupMap* map = nullptr;
  bool grouped = false;  // there is a breakdown
  std::size_t groups = 1;
  const timeline::BucketIndex* buckets = nullptr;
  std::span<const std::uint32_t> fold;     // of each bucket its hour of the week, if these are asked for
  std::size_t width = 0;                   // values per group
  const DayBuckets* days = nullptr;        // the same buckets, if days decide
  const ActiveIndex* active = nullptr;     // for dau, wau, mau: what the buckets look at
  bool totals_only = false;                // the total is asked for alone: `buckets` has but one for the range
  const SessionSplit* sessions = nullptr;  // for sessions
};

// Where a group counts what has this key.
inline std::size_t cell_of(const TrendPass& pass, std::size_t group, std::uint64_t key) {
  const std::uint32_t bucket = pass.buckets->bucket_of(key);
  return group * pass.width + (pass.fold.empty() ? bucket : pass.fold[bucket]);
}

struct TrendGroup {
  std::uint64_t events = 0;  // that matched; sessions, or persons, where these are counted
  std::vector<std::optional<double>> values;
  std::optional<double> total;
};

// The first of a session's events, from first to end - 1, that matches. The cursor has entered the person.
std::optional<std::size_t> first_match(const SessionSplit& split, timeline::FilterCursor& cursor,
                                       const timeline::PersonView& person, std::size_t match, std::size_t first,
                                       std::size_t end);

// The groups of each pass; all passes see the events in one scan.
Result<std::vector<std::vector<TrendGroup>>> measure_trends(std::span<const TrendPass> passes,
                                                            const timeline::Snapshot& snapshot, WorkerPool& pool,
                                                            const std::stop_token& stop);

}  // namespace throng::analyze::internal
