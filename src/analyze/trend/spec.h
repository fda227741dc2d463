// Trend (事件分析): a measure of matching events per calendar bucket, optionally broken down by one property.
#pragma once

#include "analyze/question.h"

namespace throng::analyze {

inline constexpr std::uint32_t kMaxTrendValues = 100;  // top

enum class Measure { total, persons, per_person, sum, avg, min, max, median, p75, p90, p95, p99, distinct };
BOOST_DESCRIBE_ENUM(Measure, total, persons, per_person, sum, avg, min, max, median, p75, p90, p95, p99, distinct)

struct TrendQuestion {
  model::EventMatch match;  // which events
  model::Window range = {model::Window::Last{30, BucketUnit::day}};
  BucketUnit bucket = BucketUnit::day;
  Measure measure = Measure::total;
  std::string property;  // event property, for sum .. distinct; text values that are numbers count
  std::optional<PropertyRef> breakdown;
  std::uint32_t top = 10;  // values kept, by the measure over the whole range; 1..kMaxTrendValues
};
BOOST_DESCRIBE_STRUCT(TrendQuestion, (), (match, range, bucket, measure, property, breakdown, top))

struct TrendSeries {
  std::string label;                          // "" without breakdown; "$none" missing value; "$other" the rest
  std::vector<std::optional<double>> values;  // one per bucket; empty where the measure has no value (avg of nothing)
  std::optional<double> total;                // the measure over the whole range (not the sum of the values)
};
BOOST_DESCRIBE_STRUCT(TrendSeries, (), (label, values, total))

struct TrendAnswer {
  std::vector<Instant> buckets;     // start of each bucket
  Instant end{};                    // end of the last bucket
  std::vector<bool> complete;       // false: the bucket is not over yet, or the range cuts it
  std::vector<TrendSeries> series;  // one, or top values by descending total (ties by label), $other last
};
BOOST_DESCRIBE_STRUCT(TrendAnswer, (), (buckets, end, complete, series))

// One number of the answer.
struct TrendCell {
  std::optional<std::uint32_t> bucket;  // absent: the whole range
  std::optional<std::string> label;     // the series; absent: without breakdown, or all series
};
BOOST_DESCRIBE_STRUCT(TrendCell, (), (bucket, label))

// Whether the measure is taken of a property.
bool needs_property(Measure measure);
// Errors: invalid_argument or too_large naming the field.
Result<void> validate(const TrendQuestion& question);
Result<void> validate(const TrendCell& cell, const TrendQuestion& question, std::size_t buckets);

// The answer's frame, without series.
TrendAnswer empty_trend(const Buckets& buckets, const AskContext& context);

}  // namespace throng::analyze
