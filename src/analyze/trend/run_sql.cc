#include "analyze/trend/run_sql.h"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "analyze/sql/bucket.h"
#include "analyze/sql/comparison.h"
#include "analyze/sql/filter.h"
#include "model/value.h"

namespace throng::analyze {
namespace {

struct Prepared {
  sql::Reader reader;
  Buckets buckets;
  std::vector<std::int64_t> keys;  // of the buckets
  std::string rows;                // a query for (p, b, label, v, ok): one row per matching event
};

// The value measured, and whether there is one.
std::pair<std::string, std::string> measured(const TrendQuestion& question) {
  if (!needs_property(question.measure)) return {"0", "1"};
  const auto value = sql::ValueSql::event(question.property);
  if (question.measure == Measure::distinct) return {value.stored(), value.present()};
  return {value.number(), value.is_number()};
}

// Labels by trait come from a join, as they are the same for all events of a person.
std::string labelled(const TrendQuestion& question, const sql::Reader& reader, const std::string& rows) {
  if (!question.breakdown || question.breakdown->scope == Scope::event) return rows;
  const std::string label = sql::ValueSql::raw("t").label();
  return fmt::format(
      "SELECT p, b, {} AS label, v, ok FROM ({}) AS events GLOBAL ANY LEFT JOIN (SELECT p, v AS t FROM ({}) AS latest) "
      "AS traits USING p",
      label, rows, sql::trait_query(reader, question.breakdown->name));
}

Result<Prepared> prepare(const TrendQuestion& question, const SqlStore& store, const AskContext& context) {
  Prepared out;
  THRONG_TRY(out.reader, sql::Reader::open(store, context));
  THRONG_TRY(out.buckets, out.reader.buckets(question.range, question.bucket));
  auto bucket = sql::bucket_sql(question.bucket, context.calendar, out.buckets.bounds);
  if (!bucket.keys.empty()) bucket.keys.pop_back();
  out.keys = std::move(bucket.keys);
  THRONG_TRY(const std::string match, sql::match_sql(out.reader, question.match));
  const bool by_event = question.breakdown && question.breakdown->scope == Scope::event;
  const std::string label = by_event ? sql::ValueSql::event(question.breakdown->name).label() : "''";
  const auto [value, ok] = measured(question);
  const std::string rows =
      fmt::format("SELECT p, {} AS b, {} AS label, {} AS v, {} AS ok FROM {} AS e WHERE {} AND ({})", bucket.expression,
                  label, value, ok, out.reader.events(), sql::in_range(out.buckets.range), match);
  out.rows = labelled(question, out.reader, rows);
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

// "(…) AS m, (…) AS n": the measure, and over how many values it was taken.
std::string aggregate_of(Measure measure) {
  switch (measure) {
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

// A query for (keys…, m, n) grouped by the keys.
std::string measure_query(Measure measure, const std::string& keys, const std::string& rows) {
  const std::string grouped =
      fmt::format("SELECT {}, {} FROM ({}) AS matching GROUP BY {}", keys, aggregate_of(measure), rows, keys);
  if (!is_percentile(measure)) return grouped;
  // Array elements count from 1; the element past the end is never weighed, as there the fraction is 0.
  return fmt::format(
      "SELECT {0}, vs[low] + (vs[least(low + 1, n)] - vs[low]) * (at - floor(at)) AS m, n FROM "
      "(SELECT {0}, vs, n, at, toUInt64(floor(at)) + 1 AS low FROM "
      "(SELECT {0}, vs, length(vs) AS n, toFloat64(greatest(length(vs), 1) - 1) * {1} AS at FROM ({2}) AS grouped) AS "
      "ranked) AS placed",
      keys, quantile_of(measure), grouped);
}

Result<std::vector<std::string>> top_labels(const TrendQuestion& question, const Prepared& prepared) {
  THRONG_TRY(
      const auto block,
      prepared.reader.rows(fmt::format(
          "SELECT label, m, n FROM ({}) AS totals WHERE label != {} ORDER BY n = 0, m DESC, label LIMIT {}",
          measure_query(question.measure, "label", prepared.rows), warehouse::quote(model::kOther), question.top)));
  return block.rows == 0 ? std::vector<std::string>() : block.get<std::string>(0);
}

// The rows with every label that is not kept replaced.
std::string folded(const std::string& rows, const std::vector<std::string>& top) {
  if (top.empty())
    return fmt::format("SELECT p, b, {} AS series, v, ok FROM ({}) AS unfolded", warehouse::quote(model::kOther), rows);
  return fmt::format("SELECT p, b, if(label IN {}, label, {}) AS series, v, ok FROM ({}) AS unfolded",
                     sql::text_list(top), warehouse::quote(model::kOther), rows);
}

std::optional<double> value_of_nothing(Measure measure) {
  const bool counts = measure == Measure::total || measure == Measure::persons || measure == Measure::sum ||
                      measure == Measure::distinct;
  return counts ? std::optional(0.0) : std::nullopt;
}

class Answerer {
 public:
  Answerer(const TrendQuestion& question, const Prepared& prepared) : question_(question), prepared_(prepared) {}

  Result<std::vector<TrendSeries>> series() {
    std::string rows = fmt::format("SELECT p, b, label AS series, v, ok FROM ({}) AS unfolded", prepared_.rows);
    if (question_.breakdown) {
      THRONG_TRY(const auto top, top_labels(question_, prepared_));
      for (const std::string& label : top) add(label);
      rows = folded(prepared_.rows, top);
    } else {
      add("");
    }
    THRONG_CHECK(read(measure_query(question_.measure, "series", rows), false));
    if (question_.bucket != BucketUnit::total) {
      THRONG_CHECK(read(measure_query(question_.measure, "series, b", rows), true));
      return std::move(series_);
    }
    for (TrendSeries& series : series_) std::fill(series.values.begin(), series.values.end(), series.total);
    return std::move(series_);
  }

 private:
  TrendSeries& add(const std::string& label) {
    const auto [at, fresh] = index_.try_emplace(label, series_.size());
    if (fresh) {
      const auto nothing = value_of_nothing(question_.measure);
      series_.push_back({label, std::vector(prepared_.buckets.count(), nothing), nothing});
    }
    return series_[at->second];
  }

  Result<void> read(const std::string& query, bool by_bucket) {
    THRONG_TRY(const auto block, prepared_.reader.rows(query));
    const std::size_t m = by_bucket ? 2 : 1;
    for (std::size_t i = 0; i < block.rows; ++i) {
      if (block.get<std::uint64_t>(m + 1)[i] == 0) {
        add(block.get<std::string>(0)[i]);
        continue;
      }
      const double value = block.get<double>(m)[i];
      TrendSeries& series = add(block.get<std::string>(0)[i]);
      if (!by_bucket) {
        series.total = value;
        continue;
      }
      const auto& keys = prepared_.keys;
      const auto at = std::lower_bound(keys.begin(), keys.end(), block.get<std::int64_t>(1)[i]);
      if (at == keys.end() || *at != block.get<std::int64_t>(1)[i]) {
        return fail(ErrorCode::internal, "the warehouse's calendar disagrees with the project's");
      }
      series.values[static_cast<std::size_t>(at - keys.begin())] = value;
    }
    return {};
  }

  const TrendQuestion& question_;
  const Prepared& prepared_;
  std::vector<TrendSeries> series_;
  std::map<std::string, std::size_t> index_;
};

}  // namespace

Result<TrendAnswer> run_sql(const TrendQuestion& question, const SqlStore& store, const AskContext& context) {
  THRONG_TRY(const Prepared prepared, prepare(question, store, context));
  TrendAnswer answer = empty_trend(prepared.buckets, context);
  THRONG_TRY(answer.series, Answerer(question, prepared).series());
  return answer;
}

Result<PersonList> persons_sql(const TrendQuestion& question, const TrendCell& cell, const SqlStore& store,
                               const AskContext& context) {
  THRONG_TRY(const Prepared prepared, prepare(question, store, context));
  THRONG_CHECK(validate(cell, question, prepared.buckets.count()));
  std::string where = "1";
  if (cell.bucket) where += fmt::format(" AND b = {}", prepared.keys[*cell.bucket]);
  if (cell.label && *cell.label == model::kOther) {
    THRONG_TRY(const auto top, top_labels(question, prepared));
    if (!top.empty()) where += " AND label NOT IN " + sql::text_list(top);
  } else if (cell.label) {
    where += " AND label = " + warehouse::quote(*cell.label);
  }
  return prepared.reader.persons(fmt::format("SELECT DISTINCT p FROM ({}) AS matching WHERE {}", prepared.rows, where));
}

}  // namespace throng::analyze
