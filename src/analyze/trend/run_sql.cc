#include "analyze/trend/run_sql.h"

#include <algorithm>
#include <map>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "analyze/sql/bucket.h"
#include "analyze/sql/filter.h"
#include "analyze/sql/sessions.h"
#include "analyze/sql/value.h"
#include "analyze/trend/internal/active_windows.h"
#include "analyze/trend/internal/compose.h"
#include "analyze/trend/internal/sql_labels.h"
#include "model/value.h"

namespace throng::analyze {
namespace {

using internal::SqlLabels;
using Labels = std::vector<std::string>;

// One series over one frame.
struct Rows {
  const TrendSeriesQuestion* series = nullptr;
  std::vector<std::int64_t> keys;  // of the buckets
  std::size_t last = 0;            // the bucket whose number dau, wau and mau have for the whole range
  std::string query;               // for (p, b, v, ok, l1, l2, …): one row per matching event, or what else is counted
};

struct Prepared {
  sql::Reader reader;
  std::optional<SqlLabels> labels;
  std::vector<Buckets> frames;
  std::vector<std::vector<Rows>> rows;  // [frame][series]
};

// The value measured, and whether there is one.
std::pair<std::string, std::string> measured(const TrendSeriesQuestion& series) {
  if (!needs_property(series.measure)) return {"0", "1"};
  const auto value = sql::ValueSql::event(series.property);
  if (series.measure == Measure::distinct) return {value.stored(), value.present()};
  return {value.number(), value.is_number()};
}

sql::BucketSql bucket_of(const TrendQuestion& question, const Buckets& buckets, const Calendar& calendar) {
  return question.calendar ? sql::hour_of_week_sql(calendar)
                           : sql::bucket_sql(question.bucket, calendar, buckets.bounds);
}

Result<Rows> event_rows(const TrendQuestion& question, const TrendSeriesQuestion& series, const Buckets& buckets,
                        const sql::Reader& reader, const SqlLabels& labels) {
  auto bucket = bucket_of(question, buckets, reader.context().calendar);
  THRONG_TRY(const std::string match, sql::match_sql(reader, series.match));
  const auto [value, ok] = measured(series);
  const std::string rows =
      fmt::format("SELECT p, {} AS b, {} AS v, {} AS ok{} FROM {} AS e WHERE {} AND ({})", bucket.expression, value, ok,
                  labels.selected(), reader.events(), sql::in_range(buckets.range), match);
  return Rows{&series, std::move(bucket.keys), 0, rows};
}

// One row per session with a matching event; its label is that of the first of them.
Result<Rows> session_rows(const TrendQuestion& question, const TrendSeriesQuestion& series, const Buckets& buckets,
                          const sql::Reader& reader, const SqlLabels& labels) {
  auto bucket = bucket_of(question, buckets, reader.context().calendar);
  THRONG_TRY(const std::string match, sql::match_sql(reader, series.match));
  std::vector<std::string> carried = {fmt::format("toUInt8({})", match)};
  std::string first;
  for (const SqlLabels::Column& column : labels.event_columns()) {
    carried.push_back(column.expression);
    first += fmt::format(", argMinIf(c{}, i, c1 = 1) AS {}", carried.size(), column.name);
  }
  const std::string events = sql::session_rows(reader, kTrendSessions, carried);
  const std::string sessions = fmt::format(
      "SELECT p, n, toInt64(min(ms)) AS ts_ms, toDateTime(intDiv(min(ms), 1000), 'UTC') AS ts, max(c1) AS fits{} FROM "
      "({}) AS rows GROUP BY p, n",
      first, events);
  const std::string rows =
      fmt::format("SELECT p, {} AS b, 0 AS v, 1 AS ok{} FROM ({}) AS sessions WHERE fits = 1 AND {}", bucket.expression,
                  labels.carried(), sessions, sql::in_range(buckets.range));
  return Rows{&series, std::move(bucket.keys), 0, rows};
}

std::string instants(const std::vector<Instant>& list) {
  std::vector<std::int64_t> ms;
  for (const Instant t : list) ms.push_back(to_ms(t));
  return fmt::format("[{}]", fmt::join(ms, ","));
}

// One row per person, label and bucket that looks at one of the person's events. `past`: begun windows, `low`: ended
// ones.
Result<Rows> active_rows(const TrendSeriesQuestion& series, const Buckets& buckets, const sql::Reader& reader,
                         const SqlLabels& labels) {
  THRONG_TRY(const auto windows, internal::active_windows(buckets, active_days(series.measure), reader.context()));
  THRONG_TRY(const std::string match, sql::match_sql(reader, series.match));
  Rows out{&series, {}, windows.last, ""};
  for (std::size_t i = 0; i < windows.count(); ++i) out.keys.push_back(static_cast<std::int64_t>(i));
  if (windows.count() == 0) out.keys.push_back(0);
  const std::string none = "emptyArrayInt64()";
  const std::string seen = fmt::format(
      "SELECT p, ts_ms, toInt64(arrayCount(lt -> lt <= ts_ms, {})) AS low, toInt64(arrayCount(lt -> lt <= ts_ms, {})) "
      "AS past{} FROM {} AS e WHERE {} AND ({})",
      windows.count() == 0 ? none : instants(windows.ends), windows.count() == 0 ? none : instants(windows.begins),
      labels.selected(), reader.events(), sql::in_range(windows.span()), match);
  const std::string carried = labels.carried();
  const std::string once =
      fmt::format("SELECT DISTINCT p, low, past{} FROM ({}) AS seen WHERE low < past", carried, seen);
  out.query = fmt::format(
      "SELECT p, b, 0 AS v, 1 AS ok{0} FROM (SELECT p, low, arrayMap(ln -> toInt64(ln) + low, "
      "range(toUInt64(past - low))) AS bs{0} FROM ({1}) AS once) AS spread ARRAY JOIN bs AS b",
      carried, once);
  return out;
}

Result<Rows> rows_of(const TrendQuestion& question, const TrendSeriesQuestion& series, const Buckets& buckets,
                     const sql::Reader& reader, const SqlLabels& labels) {
  const auto counted = [&]() -> Result<Rows> {
    if (active_days(series.measure) != 0) return active_rows(series, buckets, reader, labels);
    if (series.measure == Measure::sessions) return session_rows(question, series, buckets, reader, labels);
    return event_rows(question, series, buckets, reader, labels);
  };
  THRONG_TRY(Rows rows, counted());
  rows.query = labels.labelled("p, b, v, ok", rows.query);
  return rows;
}

Result<Prepared> prepare(const TrendQuestion& question, const SqlStore& store, const AskContext& context) {
  Prepared out;
  THRONG_TRY(out.reader, sql::Reader::open(store, context));
  THRONG_TRY(const auto extent, out.reader.extent(question.range));
  THRONG_TRY(out.frames, internal::trend_frames(question, context, extent));
  THRONG_TRY(const std::string match, sql::match_sql(out.reader, question.series[0].match));
  THRONG_TRY(auto labels, SqlLabels::create(question.breakdowns, out.reader,
                                            fmt::format("{} AS e WHERE {} AND ({})", out.reader.events(),
                                                        sql::in_range(out.frames[0].range), match)));
  out.labels.emplace(std::move(labels));
  for (const Buckets& buckets : out.frames) {
    out.rows.emplace_back();
    for (const TrendSeriesQuestion& series : question.series) {
      THRONG_TRY(Rows rows, rows_of(question, series, buckets, out.reader, *out.labels));
      out.rows.back().push_back(std::move(rows));
    }
  }
  return out;
}

double quantile_of(Measure measure) {
  switch (measure) {
    case Measure::p75: return 0.75;
    case Measure::p90: return 0.9;
    case Measure::p95: return 0.95;
    case Measure::p99: return 0.99;
    default: return 0.5;
  }
}

// "(…) AS m, (…) AS n": the measure, and over how many values it was taken. `last`: over all buckets together.
std::string aggregate_of(Measure measure, std::optional<std::size_t> last) {
  if (active_days(measure) != 0 && last)
    return fmt::format("toFloat64(uniqExactIf(p, b = {})) AS m, count() AS n", *last);
  switch (measure) {
    case Measure::dau:
    case Measure::wau:
    case Measure::mau: return "toFloat64(uniqExact(p)) AS m, count() AS n";
    case Measure::sessions:
    case Measure::total: return "toFloat64(count()) AS m, count() AS n";
    case Measure::persons: return "toFloat64(uniqExact(p)) AS m, count() AS n";
    case Measure::per_person: return "count() / uniqExact(p) AS m, count() AS n";
    case Measure::sum: return "sumIf(v, ok) AS m, count() AS n";
    case Measure::avg: return "sumIf(v, ok) / countIf(ok) AS m, countIf(ok) AS n";
    case Measure::min: return "minIf(v, ok) AS m, countIf(ok) AS n";
    case Measure::max: return "maxIf(v, ok) AS m, countIf(ok) AS n";
    case Measure::distinct: return "toFloat64(uniqExactIf(v, ok)) AS m, count() AS n";
    default: return "arraySort(groupArrayIf(v, ok)) AS vs, count() AS n";
  }
}

bool is_percentile(Measure measure) {
  return measure == Measure::median || measure == Measure::p75 || measure == Measure::p90 || measure == Measure::p95 ||
         measure == Measure::p99;
}

// A query for (keys…, m, n) grouped by the keys; `last` as in aggregate_of.
std::string measure_query(Measure measure, const std::string& keys, const std::string& rows,
                          std::optional<std::size_t> last) {
  const std::string grouped =
      fmt::format("SELECT {}, {} FROM ({}) AS matching GROUP BY {}", keys, aggregate_of(measure, last), rows, keys);
  if (!is_percentile(measure)) return grouped;
  // Array elements count from 1; the element past the end is never weighed, as there the fraction is 0.
  return fmt::format(
      "SELECT {0}, vs[low] + (vs[least(low + 1, n)] - vs[low]) * (at - floor(at)) AS m, n FROM "
      "(SELECT {0}, vs, n, at, toUInt64(floor(at)) + 1 AS low FROM "
      "(SELECT {0}, vs, length(vs) AS n, toFloat64(greatest(length(vs), 1) - 1) * {1} AS at FROM ({2}) AS grouped) AS "
      "ranked) AS placed",
      keys, quantile_of(measure), grouped);
}

Labels labels_at(const warehouse::Block& block, std::size_t width, std::size_t row) {
  Labels labels;
  for (std::size_t i = 0; i < width; ++i) labels.push_back(block.get<std::string>(i)[row]);
  return labels;
}

// The labels of the answer, $other aside; without breakdown one list of an empty text.
Result<std::vector<Labels>> top_labels(const TrendQuestion& question, const Prepared& prepared) {
  if (question.breakdowns.empty()) return std::vector<Labels>{{""}};
  const std::string list = prepared.labels->list("l");
  const Rows& first = prepared.rows[0][0];
  THRONG_TRY(const auto block,
             prepared.reader.rows(
                 fmt::format("SELECT {0}, m, n FROM ({1}) AS totals WHERE {2} ORDER BY n = 0, m DESC, {0} LIMIT {3}",
                             list, measure_query(question.series[0].measure, list, first.query, first.last),
                             prepared.labels->no_literal_other(), question.top)));
  std::vector<Labels> top;
  for (std::size_t i = 0; i < block.rows; ++i) top.push_back(labels_at(block, prepared.labels->width(), i));
  return top;
}

std::optional<double> value_of_nothing(Measure measure) {
  const bool counts = measure == Measure::total || measure == Measure::persons || measure == Measure::sum ||
                      measure == Measure::distinct || measure == Measure::sessions || active_days(measure) != 0;
  return counts ? std::optional(0.0) : std::nullopt;
}

// The values of one series over one frame: one row per label that is kept, and one for the rest.
class Answerer {
 public:
  Answerer(const TrendQuestion& question, const Prepared& prepared, const std::vector<Labels>& top)
      : question_(question), prepared_(prepared), top_(top) {
    for (const Labels& label : top) index_.try_emplace(label, index_.size());
  }

  bool others() const { return others_; }
  Result<std::vector<TrendValues>> values(const Rows& rows, std::size_t buckets) {
    const Measure measure = rows.series->measure;
    const auto nothing = value_of_nothing(measure);
    values_.assign(top_.size() + 1, {std::vector(buckets, nothing), nothing});
    const std::string query =
        fmt::format("SELECT p, b, v, ok{} FROM ({}) AS unfolded", prepared_.labels->grouped(top_), rows.query);
    const std::string list = prepared_.labels->list("s");
    THRONG_CHECK(read(measure_query(measure, list, query, rows.last), nullptr));
    if (question_.calendar || question_.bucket != BucketUnit::total) {
      THRONG_CHECK(read(measure_query(measure, list + ", b", query, std::nullopt), &rows.keys));
      return std::move(values_);
    }
    for (TrendValues& row : values_) std::fill(row.values.begin(), row.values.end(), row.total);
    return std::move(values_);
  }

 private:
  // keys: the query is by bucket too.
  Result<void> read(const std::string& query, const std::vector<std::int64_t>* keys) {
    THRONG_TRY(const auto block, prepared_.reader.rows(query));
    const std::size_t width = prepared_.labels->width();
    const std::size_t m = keys != nullptr ? width + 1 : width;
    for (std::size_t i = 0; i < block.rows; ++i) {
      const auto label = index_.find(labels_at(block, width, i));
      const bool other = label == index_.end();
      others_ = others_ || other;
      if (block.get<std::uint64_t>(m + 1)[i] == 0) continue;
      TrendValues& row = values_[other ? top_.size() : label->second];
      const double value = block.get<double>(m)[i];
      if (keys == nullptr) {
        row.total = value;
        continue;
      }
      const std::int64_t key = block.get<std::int64_t>(width)[i];
      THRONG_TRY(const std::size_t bucket, sql::bucket_with(*keys, key));
      row.values[bucket] = value;
    }
    return {};
  }

  const TrendQuestion& question_;
  const Prepared& prepared_;
  const std::vector<Labels>& top_;
  std::map<Labels, std::size_t> index_;
  std::vector<TrendValues> values_;
  bool others_ = false;
};

Result<internal::MeasuredTrend> measure(const TrendQuestion& question, const Prepared& prepared) {
  internal::MeasuredTrend out;
  THRONG_TRY(out.labels, top_labels(question, prepared));
  const std::vector<Labels> top = out.labels;
  Answerer answerer(question, prepared, top);
  for (std::size_t frame = 0; frame < prepared.frames.size(); ++frame) {
    out.frames.emplace_back();
    for (const Rows& rows : prepared.rows[frame]) {
      THRONG_TRY(auto values, answerer.values(rows, width_of(question, prepared.frames[frame])));
      out.frames.back().push_back(std::move(values));
    }
  }
  if (answerer.others()) out.labels.push_back({std::string(model::kOther)});
  if (question.breakdowns.empty()) out.labels[0].clear();
  return out;
}

// A query for the persons whom one series counts for the cell.
std::string counted_by(const Rows& rows, const TrendCell& cell, const std::string& of_labels) {
  std::string where = "ok";
  const bool active = active_days(rows.series->measure) != 0;
  if (cell.bucket || active) where += fmt::format(" AND b = {}", rows.keys[cell.bucket ? *cell.bucket : rows.last]);
  return fmt::format("SELECT p FROM ({}) AS matching WHERE {}{}", rows.query, where, of_labels);
}

}  // namespace

Result<TrendAnswer> run_sql(const TrendQuestion& question, const SqlStore& store, const AskContext& context) {
  THRONG_TRY(const Prepared prepared, prepare(question, store, context));
  THRONG_TRY(auto measured, measure(question, prepared));
  return internal::compose_trend(question, prepared.frames, std::move(measured), context);
}

Result<PersonList> persons_sql(const TrendQuestion& question, const TrendCell& cell, const SqlStore& store,
                               const AskContext& context) {
  THRONG_TRY(const Prepared prepared, prepare(question, store, context));
  const std::size_t frame = cell.previous ? 1 : 0;
  if (frame >= prepared.frames.size()) return invalid("previous", "the question compares with nothing");
  THRONG_CHECK(validate(cell, question, width_of(question, prepared.frames[frame])));
  std::string of_labels;
  if (cell.labels && !question.breakdowns.empty()) {
    std::vector<Labels> top;
    if (is_rest(*cell.labels)) {
      THRONG_TRY(top, top_labels(question, prepared));
    }
    of_labels = " AND " + prepared.labels->is_of(*cell.labels, top);
  }
  std::vector<std::string> counted;
  for (const std::size_t series : series_of(cell, question))
    counted.push_back(counted_by(prepared.rows[frame][series], cell, of_labels));
  if (counted.empty()) return PersonList();
  return prepared.reader.persons(
      fmt::format("SELECT DISTINCT p FROM ({}) AS counted", fmt::join(counted, " UNION ALL ")));
}

}  // namespace throng::analyze
