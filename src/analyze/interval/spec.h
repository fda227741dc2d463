// Interval (间隔): how long it takes from one event to the next other one of the same person.
#pragma once

#include "analyze/internal/bins.h"
#include "analyze/question.h"

namespace throng::analyze {

inline constexpr std::uint32_t kMaxIntervalTop = 100;
inline constexpr Duration kMaxIntervalLimit = days(3650);
inline constexpr std::size_t kMaxIntervalCells = 500'000;  // buckets x groups

struct IntervalQuestion {
  model::EventMatch from;                                            // A
  model::EventMatch to;                                              // B; may be the same
  model::Window range = {model::Window::Last{30, BucketUnit::day}};  // of A; B may lie after it
  BucketUnit bucket = BucketUnit::day;                               // of A
  Duration limit = days(7);                                          // the longest that counts, itself included; > 0
  std::vector<Duration> bins;            // where one bin of the histogram ends and the next begins; empty: automatic
  std::optional<PropertyRef> breakdown;  // event property at A, or trait
  std::uint32_t top = 10;                // groups kept, by number of pairs; 1..kMaxIntervalTop
};
BOOST_DESCRIBE_STRUCT(IntervalQuestion, (), (from, to, range, bucket, limit, bins, breakdown, top))

// Of some pairs' milliseconds. Percentiles are of type 7. Without pairs all but the counts are absent.
struct IntervalFigures {
  std::uint64_t pairs = 0;
  std::uint64_t persons = 0;
  std::optional<double> min_ms, q1_ms, median_ms, q3_ms, max_ms, mean_ms;
};
BOOST_DESCRIBE_STRUCT(IntervalFigures, (), (pairs, persons, min_ms, q1_ms, median_ms, q3_ms, max_ms, mean_ms))

struct IntervalBin {
  double from_ms = 0;
  double to_ms = 0;  // excluded, but that of the last chosen bin
};
BOOST_DESCRIBE_STRUCT(IntervalBin, (), (from_ms, to_ms))
struct IntervalBinCount {
  std::uint64_t pairs = 0;
  std::uint64_t persons = 0;
};
BOOST_DESCRIBE_STRUCT(IntervalBinCount, (), (pairs, persons))

struct IntervalSeries {
  std::string label;                    // "" without breakdown; "$none" missing value; "$other" the rest
  IntervalFigures total;                // over the whole range
  std::vector<IntervalFigures> values;  // per bucket
  std::vector<IntervalBinCount> bins;   // per bin, over the whole range
};
BOOST_DESCRIBE_STRUCT(IntervalSeries, (), (label, total, values, bins))

struct IntervalAnswer {
  std::vector<Instant> buckets;   // start of each
  Instant end{};                  // of the last bucket
  std::vector<bool> complete;     // false: the bucket is not over yet, or the range cuts it
  std::vector<IntervalBin> bins;  // none when they are automatic and there are no pairs
  std::vector<IntervalSeries> series;
};
BOOST_DESCRIBE_STRUCT(IntervalAnswer, (), (buckets, end, complete, bins, series))

// Persons with a pair of this bucket, bin and label; what is absent may be any.
struct IntervalCell {
  std::optional<std::uint32_t> bucket;
  std::optional<std::uint32_t> bin;
  std::optional<std::string> label;
};
BOOST_DESCRIBE_STRUCT(IntervalCell, (), (bucket, bin, label))

Result<void> validate(const IntervalQuestion& question);
Result<void> validate(const IntervalCell& cell, const IntervalQuestion& question, std::size_t buckets);
Result<void> check_bin(const IntervalCell& cell, const internal::Bins& bins);
// Errors: too_large (range).
Result<void> check_size(const IntervalQuestion& question, std::size_t buckets);

// The bins for pairs of which the longest is this; no pairs: negative.
internal::Bins bins_of(const IntervalQuestion& question, double longest_ms);
// The answer's frame, without series.
IntervalAnswer empty_interval(const Buckets& buckets, const internal::Bins& bins, const AskContext& context);

}  // namespace throng::analyze
