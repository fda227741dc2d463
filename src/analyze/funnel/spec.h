// Funnel (漏斗): of the persons who did step 1, how many went on to each later step, and how fast?
// The rules of every option are in docs/semantics.md.
#pragma once

#include "analyze/internal/bins.h"
#include "analyze/sessions.h"

namespace throng::analyze {

inline constexpr std::size_t kMinFunnelSteps = 2;
inline constexpr std::size_t kMaxFunnelSteps = 20;
inline constexpr std::size_t kMaxFunnelExclusions = 8;
inline constexpr std::size_t kMaxFunnelHold = 3;
inline constexpr std::uint32_t kMaxFunnelTop = 100;
inline constexpr std::size_t kMaxFunnelPoints = 200'000;  // buckets times groups

enum class StepOrder { ordered, strict, any };
BOOST_DESCRIBE_ENUM(StepOrder, ordered, strict, any)
enum class FunnelWithin { duration, day, session };  // how long an attempt lasts
BOOST_DESCRIBE_ENUM(FunnelWithin, duration, day, session)
enum class FunnelCount { persons, sessions, totals };
BOOST_DESCRIBE_ENUM(FunnelCount, persons, sessions, totals)
enum class Simultaneous { ordered, any };
BOOST_DESCRIBE_ENUM(Simultaneous, ordered, any)
enum class ExclusionScope { attempt, person };
BOOST_DESCRIBE_ENUM(ExclusionScope, attempt, person)
enum class BreakdownPlace { step, first_seen, last_seen };
BOOST_DESCRIBE_ENUM(BreakdownPlace, step, first_seen, last_seen)

// An event that must not happen after step `from` and before step `to`; both required steps, counted from 1.
struct FunnelExclusion {
  model::EventMatch match;
  std::uint32_t from = 1;
  std::optional<std::uint32_t> to;  // the last step
  ExclusionScope scope = ExclusionScope::attempt;
  static constexpr std::string_view kRequired[] = {"match"};
};
BOOST_DESCRIBE_STRUCT(FunnelExclusion, (), (match, from, to, scope))

// Two steps, counted from 1, between which times are looked at closely.
struct FunnelPair {
  std::uint32_t from = 1;
  std::optional<std::uint32_t> to;  // the last step; after `from`
  std::vector<Duration> bins;       // between the bins of the histogram, ascending; empty: automatic
};
BOOST_DESCRIBE_STRUCT(FunnelPair, (), (from, to, bins))

struct FunnelQuestion {
  std::vector<model::EventMatch> steps;  // kMinFunnelSteps..kMaxFunnelSteps, first step first
  model::Window range = {
      model::Window::Last{30, BucketUnit::day}};      // when an attempt may start; later steps may fall after it
  FunnelWithin within = FunnelWithin::duration;       // what ends an attempt: `window`, its calendar day or its session
  Duration window = days(7);                          // from first step to last, both ends included; > 0
  std::optional<SessionRule> sessions;                // where sessions matter; absent: the usual rule
  StepOrder order = StepOrder::ordered;               // ordered: others may lie between; strict: the very next; any
  Simultaneous simultaneous = Simultaneous::ordered;  // any: events of one instant stand in the order of their steps
  std::vector<std::uint32_t> optional;       // steps that may be skipped, ascending, not first or last; ordered only
  std::vector<FunnelExclusion> exclusions;   // at most kMaxFunnelExclusions
  std::vector<PropertyRef> hold;             // event properties of one value at all steps; at most kMaxFunnelHold
  FunnelCount count = FunnelCount::persons;  // what is counted: each person or session once, or all attempts
  bool first_time = false;                   // step 1 only by the person's first ever match of it
  std::optional<PropertyRef> breakdown;      // event property of the attempt that counts, or trait
  BreakdownPlace breakdown_at = BreakdownPlace::step;  // where the property is read
  std::uint32_t breakdown_step = 1;                    // at which step, for BreakdownPlace::step
  std::uint32_t top = 10;                              // groups kept, by count at step 1; 1..100
  std::optional<BucketUnit> bucket;                    // conversion over time: hour, day, week or month of the start
  std::optional<FunnelPair> times;                     // a histogram of the time between two steps
  static constexpr std::string_view kRequired[] = {"steps"};
};
BOOST_DESCRIBE_STRUCT(FunnelQuestion, (),
                      (steps, range, within, window, sessions, order, simultaneous, optional, exclusions, hold, count,
                       first_time, breakdown, breakdown_at, breakdown_step, top, bucket, times))

// Times are of those who did the step; percentiles are type 7. "Previous" is the required step before.
struct FunnelStep {
  std::uint64_t count = 0;                      // persons, sessions or attempts; no more than at the previous step
  std::uint64_t persons = 0;                    // different ones among them
  std::optional<double> mean_ms_from_previous;  // all absent for step 1 and when count == 0
  std::optional<double> median_ms_from_previous;
  std::optional<double> p90_ms_from_previous;
  std::optional<double> mean_ms_from_first;
  std::optional<double> median_ms_from_first;
  std::optional<double> p90_ms_from_first;
};
BOOST_DESCRIBE_STRUCT(FunnelStep, (),
                      (count, persons, mean_ms_from_previous, median_ms_from_previous, p90_ms_from_previous,
                       mean_ms_from_first, median_ms_from_first, p90_ms_from_first))

// Those that start in one bucket, and those of them that came to the end.
struct FunnelPoint {
  std::uint64_t entered = 0;
  std::uint64_t converted = 0;
};
BOOST_DESCRIBE_STRUCT(FunnelPoint, (), (entered, converted))

struct FunnelGroup {
  std::string label;  // "" for everyone
  std::vector<FunnelStep> steps;
  std::vector<FunnelPoint> points;  // per bucket
  // Overall conversion against that of all others together: two-proportion z, and its two-sided p after Holm's
  // correction over the groups. Absent where there are no others or none or all of both converted.
  std::optional<double> z;
  std::optional<double> p;
};
BOOST_DESCRIBE_STRUCT(FunnelGroup, (), (label, steps, points, z, p))

struct FunnelBin {
  double from_ms = 0;
  std::optional<double> to_ms;  // excluded; absent: no end
  std::uint64_t count = 0;
  std::uint64_t persons = 0;
};
BOOST_DESCRIBE_STRUCT(FunnelBin, (), (from_ms, to_ms, count, persons))

// The time between the two steps of FunnelQuestion::times, over those that did both.
struct FunnelTimes {
  std::uint64_t count = 0;
  std::optional<double> mean_ms, min_ms, p10_ms, p25_ms, median_ms, p75_ms, p90_ms, p99_ms, max_ms;  // absent: none
  std::vector<FunnelBin> bins;
};
BOOST_DESCRIBE_STRUCT(FunnelTimes, (),
                      (count, mean_ms, min_ms, p10_ms, p25_ms, median_ms, p75_ms, p90_ms, p99_ms, max_ms, bins))

struct FunnelAnswer {
  FunnelGroup all;
  std::vector<FunnelGroup> groups;  // by count at step 1 descending, ties by label, "$other" last
  std::vector<Instant> buckets;     // where each begins; empty without `bucket`
  std::vector<bool> complete;       // the bucket and the time to convert after it are over
  std::optional<FunnelTimes> times;
  std::string rule;  // how it was counted, for the reader
};
BOOST_DESCRIBE_STRUCT(FunnelAnswer, (), (all, groups, buckets, complete, times, rule))

// Persons with an attempt (or session) that did `step` (1-based), or with dropped: the required step before and not
// this one (step >= 2). Narrowed to a group, to a bucket of the start, to a bin of times.
struct FunnelCell {
  std::uint32_t step = 1;
  bool dropped = false;
  std::optional<std::string> label;
  std::optional<std::uint32_t> bucket;
  std::optional<std::uint32_t> bin;
};
BOOST_DESCRIBE_STRUCT(FunnelCell, (), (step, dropped, label, bucket, bin))

Result<void> validate(const FunnelQuestion& question);
Result<void> validate(const FunnelCell& cell, const FunnelQuestion& question);

// The buckets of conversion over time; none without `bucket`. Errors: those of buckets_of; too_large.
Result<Buckets> funnel_buckets(const FunnelQuestion& question, const AskContext& context,
                               const std::optional<TimeRange>& extent);
std::vector<bool> complete_buckets(const FunnelQuestion& question, const Buckets& buckets, const AskContext& context);

// Whether sessions decide: then only activity is looked at.
inline bool by_session(const FunnelQuestion& q) {
  return q.within == FunnelWithin::session || q.count == FunnelCount::sessions;
}
inline bool is_optional(const FunnelQuestion& q, std::size_t step) {  // from 0
  return std::find(q.optional.begin(), q.optional.end(), step + 1) != q.optional.end();
}
// The required steps, from 0.
std::vector<std::uint32_t> required_steps(const FunnelQuestion& question);
// Per step the required one before it, from 0; step 0 is its own.
std::vector<std::uint32_t> previous_steps(const FunnelQuestion& question);
// The pair of FunnelQuestion::times, from 0.
std::pair<std::uint32_t, std::uint32_t> pair_of(const FunnelQuestion& question);
// The bins of its histogram, `longest_ms` < 0 for no times at all.
internal::Bins bins_of(const FunnelPair& pair, double longest_ms);
std::string rule_of(const FunnelQuestion& question);

}  // namespace throng::analyze
