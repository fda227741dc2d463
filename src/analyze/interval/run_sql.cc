#include "analyze/interval/run_sql.h"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "analyze/sql/breakdown.h"
#include "analyze/sql/bucket.h"
#include "analyze/sql/chain.h"
#include "analyze/sql/filter.h"

namespace throng::analyze {
namespace {

struct Prepared {
  sql::Reader reader;
  Buckets buckets;
  std::vector<std::int64_t> keys;  // of the buckets
  std::string pairs;               // a query for (p, b, v, label): one row per pair
};

// Of the events that match either, in the person's order, an A and the very next one when that is a B.
std::string pairs_query(const IntervalQuestion& question, const std::string& events, TimeRange range) {
  const std::string sorted = fmt::format(
      "SELECT p, arraySort(groupArray((ts_ms, tie, oid, m, b, label))) AS evs FROM ({}) AS marked GROUP BY p", events);
  const std::string neighbours = fmt::format(
      "SELECT p, evs, arrayPushBack(arrayPopFront(arrayMap(le -> toInt64(tupleElement(le, 1)), evs)), toInt64(0)) AS "
      "next_times, arrayPushBack(arrayPopFront(arrayMap(le -> tupleElement(le, 4), evs)), toUInt8(0)) AS next_masks "
      "FROM ({}) AS sorted",
      sorted);
  const std::string pairs = fmt::format(
      "SELECT p, toInt64(tupleElement(x, 1)) AS at, tupleElement(x, 4) AS m, tupleElement(x, 5) AS b, tupleElement(x, "
      "6) AS label, next_time - toInt64(tupleElement(x, 1)) AS v, next_mask FROM ({}) AS neighbours ARRAY JOIN evs AS "
      "x, next_times AS next_time, next_masks AS next_mask",
      neighbours);
  return fmt::format(
      "SELECT p, b, v, label FROM ({}) AS candidates WHERE bitAnd(m, 1) != 0 AND bitAnd(next_mask, 2) != 0 AND v <= {} "
      "AND at >= {} AND at < {}",
      pairs, question.limit.count(), to_ms(range.begin), to_ms(range.end));
}

Result<Prepared> prepare(const IntervalQuestion& question, const SqlStore& store, const AskContext& context) {
  Prepared out;
  THRONG_TRY(out.reader, sql::Reader::open(store, context));
  THRONG_TRY(out.buckets, out.reader.buckets(question.range, question.bucket));
  THRONG_CHECK(check_size(question, out.buckets.count()));
  auto bucket = sql::bucket_sql(question.bucket, context.calendar, out.buckets.bounds);
  out.keys = std::move(bucket.keys);
  THRONG_TRY(const std::string from, sql::match_sql(out.reader, question.from));
  THRONG_TRY(const std::string to, sql::match_sql(out.reader, question.to));
  const TimeRange range = out.buckets.range;
  const std::string events = fmt::format(
      "SELECT p, ts_ms, tie, {} AS oid, toUInt8(if({}, 1, 0) + if({}, 2, 0)) AS m, {} AS b, {} AS label FROM {} AS e "
      "WHERE {}",
      sql::kOrderId, from, to, bucket.expression, sql::event_label(question.breakdown), out.reader.events(),
      sql::in_range({range.begin, range.end + question.limit}));
  const std::string matching =
      fmt::format("SELECT p, ts_ms, tie, oid, m, b, label FROM ({}) AS all WHERE m != 0", events);
  out.pairs = sql::labelled(out.reader, question.breakdown, "p, b, v", pairs_query(question, matching, range));
  return out;
}

Result<internal::Bins> bins_of_pairs(const IntervalQuestion& question, const Prepared& prepared) {
  if (!question.bins.empty()) return bins_of(question, 0);
  THRONG_TRY(const auto block,
             prepared.reader.rows(fmt::format("SELECT count(), max(v) FROM ({}) AS pairs", prepared.pairs)));
  const bool any = block.get<std::uint64_t>(0)[0] > 0;
  return bins_of(question, any ? static_cast<double>(block.get<std::int64_t>(1)[0]) : -1.0);
}

Result<std::vector<std::string>> top_of(const IntervalQuestion& question, const Prepared& prepared) {
  return sql::top_labels(prepared.reader, "count()", question.top, prepared.pairs);
}

// (keys…, n, persons, least, q1, median, q3, greatest, mean), grouped by the keys.
std::string figures_query(const std::string& keys, const std::string& pairs) {
  std::string quartiles;
  for (const double p : {0.25, 0.5, 0.75}) {
    // Array elements count from 1; the element past the end is never weighed, as there the fraction is 0.
    quartiles += fmt::format(
        ", vs[toUInt64(floor((n - 1) * {0})) + 1] + (vs[least(toUInt64(floor((n - 1) * {0})) + 2, n)] - "
        "vs[toUInt64(floor((n - 1) * {0})) + 1]) * ((n - 1) * {0} - floor((n - 1) * {0}))",
        p);
  }
  return fmt::format(
      "SELECT {0}, n, persons, vs[1]{1}, vs[n], total / n FROM (SELECT {0}, arraySort(groupArray(toFloat64(v))) AS vs, "
      "count() AS n, uniqExact(p) AS persons, sum(toFloat64(v)) AS total FROM ({2}) AS pairs GROUP BY {0}) AS grouped",
      keys, quartiles, pairs);
}

IntervalFigures figures_at(const warehouse::Block& block, std::size_t first, std::size_t row) {
  IntervalFigures out;
  out.pairs = block.get<std::uint64_t>(first)[row];
  out.persons = block.get<std::uint64_t>(first + 1)[row];
  std::size_t column = first + 2;
  for (auto* figure : {&out.min_ms, &out.q1_ms, &out.median_ms, &out.q3_ms, &out.max_ms, &out.mean_ms})
    *figure = block.get<double>(column++)[row];
  return out;
}

class Answerer {
 public:
  Answerer(const IntervalQuestion& question, const Prepared& prepared, IntervalAnswer& answer)
      : question_(question), prepared_(prepared), answer_(answer) {}

  Result<void> fill(const internal::Bins& bins) {
    std::string group = "label";
    if (question_.breakdown) {
      THRONG_TRY(const auto top, top_of(question_, prepared_));
      for (const std::string& label : top) add(label);
      group = sql::group_of_label(top);
    } else {
      add("");
    }
    const std::string pairs = fmt::format("SELECT p, b, v, {} AS series, {} AS bin FROM ({}) AS unfolded", group,
                                          internal::place_sql(bins.edges, "v"), prepared_.pairs);
    THRONG_CHECK(read_totals(pairs));
    THRONG_CHECK(read_buckets(pairs));
    return bins.none ? Result<void>{} : read_bins(pairs);
  }

 private:
  IntervalSeries& add(const std::string& label) {
    const auto [at, fresh] = index_.try_emplace(label, answer_.series.size());
    if (fresh) {
      answer_.series.push_back({.label = label});
      answer_.series.back().values.resize(answer_.buckets.size());
      answer_.series.back().bins.resize(answer_.bins.size());
    }
    return answer_.series[at->second];
  }

  Result<void> read_totals(const std::string& pairs) {
    THRONG_TRY(const auto block, prepared_.reader.rows(figures_query("series", pairs)));
    for (std::size_t i = 0; i < block.rows; ++i) add(block.get<std::string>(0)[i]).total = figures_at(block, 1, i);
    return {};
  }

  Result<void> read_buckets(const std::string& pairs) {
    if (question_.bucket == BucketUnit::total) {
      for (IntervalSeries& series : answer_.series) std::fill(series.values.begin(), series.values.end(), series.total);
      return {};
    }
    THRONG_TRY(const auto block, prepared_.reader.rows(figures_query("series, b", pairs)));
    for (std::size_t i = 0; i < block.rows; ++i) {
      const std::int64_t key = block.get<std::int64_t>(1)[i];
      THRONG_TRY(const std::size_t bucket, sql::bucket_with(prepared_.keys, key));
      add(block.get<std::string>(0)[i]).values[bucket] = figures_at(block, 2, i);
    }
    return {};
  }

  Result<void> read_bins(const std::string& pairs) {
    THRONG_TRY(const auto block,
               prepared_.reader.rows(fmt::format(
                   "SELECT series, bin, count(), uniqExact(p) FROM ({}) AS pairs GROUP BY series, bin", pairs)));
    for (std::size_t i = 0; i < block.rows; ++i) {
      add(block.get<std::string>(0)[i]).bins[block.get<std::uint8_t>(1)[i]] = {block.get<std::uint64_t>(2)[i],
                                                                               block.get<std::uint64_t>(3)[i]};
    }
    return {};
  }

  const IntervalQuestion& question_;
  const Prepared& prepared_;
  IntervalAnswer& answer_;
  std::map<std::string, std::size_t> index_;
};

}  // namespace

Result<IntervalAnswer> run_sql(const IntervalQuestion& question, const SqlStore& store, const AskContext& context) {
  THRONG_TRY(const Prepared prepared, prepare(question, store, context));
  THRONG_TRY(const internal::Bins bins, bins_of_pairs(question, prepared));
  IntervalAnswer answer = empty_interval(prepared.buckets, bins, context);
  THRONG_CHECK(Answerer(question, prepared, answer).fill(bins));
  return answer;
}

Result<PersonList> persons_sql(const IntervalQuestion& question, const IntervalCell& cell, const SqlStore& store,
                               const AskContext& context) {
  THRONG_TRY(const Prepared prepared, prepare(question, store, context));
  THRONG_CHECK(validate(cell, question, prepared.buckets.count()));
  std::string where = "1";
  if (cell.bucket) where += fmt::format(" AND b = {}", prepared.keys[*cell.bucket]);
  if (cell.bin) {
    THRONG_TRY(const internal::Bins bins, bins_of_pairs(question, prepared));
    THRONG_CHECK(check_bin(cell, bins));
    where += fmt::format(" AND {} = {}", internal::place_sql(bins.edges, "v"), *cell.bin);
  }
  if (cell.label) {
    THRONG_TRY(const auto top, top_of(question, prepared));
    where += " AND " + sql::is_of_label(*cell.label, top);
  }
  return prepared.reader.persons(fmt::format("SELECT DISTINCT p FROM ({}) AS pairs WHERE {}", prepared.pairs, where));
}

}  // namespace throng::analyze
