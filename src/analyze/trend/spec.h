// Trend (事件分析): measures of events per calendar bucket - several series at once, broken down by a property,
// compared with an earlier range, combined by formulas.
#pragma once

#include "analyze/question.h"
#include "analyze/sessions.h"

namespace throng::analyze {

inline constexpr std::uint32_t kMaxTrendValues = 100;  // top
inline constexpr std::size_t kMaxTrendSeries = 10;     // and as many formulas
inline constexpr std::uint32_t kMaxRolling = 400;
inline constexpr std::size_t kMaxTrendBreakdowns = 3;

enum class Measure {
  total,
  persons,
  per_person,
  sum,
  avg,
  min,
  max,
  median,
  p75,
  p90,
  p95,
  p99,
  distinct,
  dau,  // persons active in the 1, 7, 30 calendar days that end with the bucket
  wau,
  mau,
  sessions,  // with a matching event, by their beginning
};
BOOST_DESCRIBE_ENUM(Measure, total, persons, per_person, sum, avg, min, max, median, p75, p90, p95, p99, distinct, dau,
                    wau, mau, sessions)

struct TrendSeriesQuestion {
  std::string name;         // given back with the answer
  model::EventMatch match;  // which events
  Measure measure = Measure::total;
  std::string property;  // event property, for sum .. distinct; text values that are numbers count
};
BOOST_DESCRIBE_STRUCT(TrendSeriesQuestion, (), (name, match, measure, property))

struct TrendFormula {
  std::string name;
  std::string expression;  // of series by letter: "A / B * 100" (analyze/trend/formula.h)
};
BOOST_DESCRIBE_STRUCT(TrendFormula, (), (name, expression))

struct TrendBreakdown {
  PropertyRef property;
  // By bins of its numbers: those between the numbers given, or with [] automatic ones. Absent: by its texts.
  std::optional<std::vector<double>> bins;
  static constexpr std::string_view kRequired[] = {"property"};
};
BOOST_DESCRIBE_STRUCT(TrendBreakdown, (), (property, bins))

// previous_period: as long and just before, in calendar units where the range is made of them.
// previous_year: the same dates a year earlier, February 29 as 28.
enum class TrendCompare { none, previous_period, previous_year };
BOOST_DESCRIBE_ENUM(TrendCompare, none, previous_period, previous_year)

struct TrendQuestion {
  std::vector<TrendSeriesQuestion> series = {{}};  // 1..kMaxTrendSeries: A, B, ...
  std::vector<TrendFormula> formulas;              // at most kMaxTrendSeries
  model::Window range = {model::Window::Last{30, BucketUnit::day}};
  BucketUnit bucket = BucketUnit::day;
  std::vector<TrendBreakdown> breakdowns;  // at most kMaxTrendBreakdowns
  std::uint32_t top =
      10;  // combinations of their labels kept, by the first series over the whole range; 1..kMaxTrendValues
  TrendCompare compare = TrendCompare::none;
  bool calendar = false;      // by hour of the week in place of buckets: 168, from the week's first day on
  bool cumulative = false;    // running sums over the buckets; for total, sum and sessions
  std::uint32_t rolling = 1;  // mean over so many buckets; 1..kMaxRolling
};
BOOST_DESCRIBE_STRUCT(TrendQuestion, (),
                      (series, formulas, range, bucket, breakdowns, top, compare, calendar, cumulative, rolling))

struct TrendValues {
  std::vector<std::optional<double>> values;  // one per bucket; empty where there is no value (avg of nothing)
  std::optional<double> total;  // the measure over the whole range (not the sum of the values); of dau, wau and mau
                                // the value of the last complete bucket
};
BOOST_DESCRIBE_STRUCT(TrendValues, (), (values, total))

struct TrendSeries : TrendValues {
  std::uint32_t index = 0;  // among the question's series, or its formulas
  bool formula = false;
  std::string name;
  std::vector<std::string> labels;      // one per breakdown, "$none" for a missing value; just "$other": the rest
  std::optional<TrendValues> previous;  // of the range compared with, bucket by bucket
};
BOOST_DESCRIBE_STRUCT(TrendSeries, (TrendValues), (index, formula, name, labels, previous))

struct TrendAnswer {
  std::vector<Instant> buckets;   // start of each bucket; none by hour of the week
  Instant end{};                  // end of the last bucket
  std::vector<bool> complete;     // false: the bucket is not over yet, or the range cuts it
  std::vector<Instant> previous;  // start of each bucket of the range compared with
  // Series by series, then formula by formula; each once, or once per top combination by descending total of the
  // first series (ties by labels), $other last.
  std::vector<TrendSeries> series;
};
BOOST_DESCRIBE_STRUCT(TrendAnswer, (), (buckets, end, complete, previous, series))

// One number of the answer, before it was accumulated or averaged. Behind a formula's are the persons of all series
// that it names.
struct TrendCell {
  std::uint32_t series = 0;                        // among the question's series, or its formulas
  std::optional<std::uint32_t> bucket;             // or hour of the week; absent: the whole range
  std::optional<std::vector<std::string>> labels;  // as in the answer; absent: all values
  bool previous = false;
  bool formula = false;
};
BOOST_DESCRIBE_STRUCT(TrendCell, (), (series, bucket, labels, previous, formula))

// Whether the measure is taken of a property.
bool needs_property(Measure measure);
// How many calendar days dau, wau and mau look at; 0 for the others.
int active_days(Measure measure);
// Of the buckets that the question is measured in.
BucketUnit unit_of(const TrendQuestion& question);
// How many values a series has.
std::size_t width_of(const TrendQuestion& question, const Buckets& buckets);
// Whether these labels of an answer or a cell stand for what no kept combination has.
bool is_rest(const std::vector<std::string>& labels);
// The sessions that are counted.
inline constexpr SessionRule kTrendSessions{};
// Errors: invalid_argument or too_large naming the field.
Result<void> validate(const TrendQuestion& question);
// `buckets`: of the range the cell is in.
Result<void> validate(const TrendCell& cell, const TrendQuestion& question, std::size_t buckets);
// The series whose persons a valid cell means.
std::vector<std::size_t> series_of(const TrendCell& cell, const TrendQuestion& question);

}  // namespace throng::analyze
