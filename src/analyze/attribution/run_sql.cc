#include "analyze/attribution/run_sql.h"

#include <algorithm>

#include <fmt/format.h>

#include "analyze/attribution/internal/tally.h"
#include "analyze/sql/breakdown.h"
#include "analyze/sql/bucket.h"
#include "analyze/sql/chain.h"
#include "analyze/sql/comparison.h"
#include "analyze/sql/filter.h"
#include "analyze/sql/money.h"
#include "model/value.h"

namespace throng::analyze {
namespace {

using internal::AttributionCounts;

struct Prepared {
  sql::Reader reader;
  Buckets buckets;
  TimeRange range;                 // of these, nothing where there are none
  std::vector<std::int64_t> keys;  // of the buckets
  std::vector<std::string> kept;
  std::string rows;     // (p, ts_ms, tie, oid, t, c, units, b, label): touches (t) and conversions (c)
  std::string persons;  // one row per person of these, see persons_query
};

// Of everyone who has a touch or a conversion: their arrays, event by event (times, is_t, is_c, gs, ds, us, bs) with
// the place of the first conversion (first_c; 0: none), the places of those that count (cs), and of the touches (ti).
std::string persons_query(const AttributionQuestion& question, const Prepared& prepared) {
  const std::string channel =
      prepared.kept.empty() ? std::string("toUInt64(0)") : fmt::format("indexOf({}, label)", [&] {
        std::string list = sql::text_list(prepared.kept);
        list.front() = '[';
        list.back() = ']';
        return list;
      }());
  const std::string direct = question.direct.empty() ? "0" : "label IN " + sql::text_list(question.direct);
  const std::string marked = fmt::format(
      "SELECT p, ts_ms, tie, oid, t, c, units, b, toUInt8(if({0} = 0, {1}, {0})) AS g, toUInt8({2}) AS d FROM ({3}) AS "
      "rows",
      channel, prepared.kept.size() + 1, direct, prepared.rows);
  const std::string sorted = fmt::format(
      "SELECT p, arraySort(groupArray((ts_ms, tie, oid, t, c, g, d, units, b))) AS evs FROM ({}) AS marked GROUP BY p",
      marked);
  const std::string taken = fmt::format(
      "SELECT p, arrayMap(le -> toInt64(tupleElement(le, 1)), evs) AS times, arrayMap(le -> tupleElement(le, 4), evs) "
      "AS is_t, arrayMap(le -> tupleElement(le, 5), evs) AS is_c, arrayMap(le -> tupleElement(le, 6), evs) AS gs, "
      "arrayMap(le -> tupleElement(le, 7), evs) AS ds, arrayMap(le -> tupleElement(le, 8), evs) AS us, arrayMap(le -> "
      "toInt64(tupleElement(le, 9)), evs) AS bs FROM ({}) AS "
      "sorted",
      sorted);
  const bool first = question.conversions == ConversionRule::first;
  return fmt::format(
      "SELECT p, times, gs, ds, us, bs, first_c, arrayFilter((li, lc, lt) -> lc != 0 AND lt >= {0}{1}, "
      "arrayEnumerate(times), is_c, times) AS cs, arrayFilter((li, lf) -> lf != 0, arrayEnumerate(times), is_t) AS ti "
      "FROM (SELECT p, times, is_t, is_c, gs, ds, us, bs, indexOf(is_c, 1) AS first_c FROM ({2}) AS taken) AS placed",
      to_ms(prepared.range.begin), first ? " AND li = first_c" : "", taken);
}

Result<Prepared> prepare(const AttributionQuestion& question, const SqlStore& store, const AskContext& context) {
  Prepared out;
  THRONG_TRY(out.reader, sql::Reader::open(store, context));
  THRONG_TRY(out.buckets, out.reader.buckets(question.range, question.bucket));
  THRONG_CHECK(check_size(question, out.buckets.count()));
  auto bucket = sql::bucket_sql(question.bucket, context.calendar, out.buckets.bounds);
  out.keys = std::move(bucket.keys);
  out.range = out.buckets.range;
  if (out.buckets.count() == 0) out.range.begin = out.range.end;
  THRONG_TRY(const std::string touch, sql::match_sql(out.reader, question.touch));
  THRONG_TRY(const std::string conversion, sql::match_sql(out.reader, question.conversion));
  const bool nothing = out.buckets.count() == 0;
  const TimeRange touched{nothing ? out.range.end : out.range.begin - question.lookback, out.range.end};
  const TimeRange converted{question.conversions == ConversionRule::first ? from_ms(0) : out.range.begin,
                            out.range.end};
  const std::string events = fmt::format(
      "SELECT p, ts_ms, tie, {} AS oid, toUInt8(({}) AND {}) AS touches, toUInt8(({}) AND {}) AS c, {} AS units, {} AS "
      "b, "
      "{} AS label FROM {} AS e WHERE ts_ms < {}",
      sql::kOrderId, touch, sql::in_range(touched), conversion, sql::in_range(converted),
      sql::money_sql(question.value).units, bucket.expression, sql::event_label(question.channel), out.reader.events(),
      to_ms(out.range.end));
  const std::string matching = fmt::format(
      "SELECT p, ts_ms, tie, oid, touches, c, units, b, label FROM ({}) AS all WHERE touches != 0 OR c != 0", events);
  const std::string labelled =
      sql::labelled(out.reader, question.channel, "p, ts_ms, tie, oid, touches, c, units, b", matching);
  out.rows = fmt::format(
      "SELECT p, ts_ms, tie, oid, t, c, units, b, label FROM (SELECT p, ts_ms, tie, oid, toUInt8(touches != 0 AND "
      "label "
      "!= {}) AS t, c, units, b, label FROM ({}) AS labelled) AS either WHERE t != 0 OR c != 0",
      warehouse::quote(model::kNone), labelled);
  THRONG_TRY(out.kept, sql::top_labels(out.reader, "count()", question.top,
                                       fmt::format("SELECT label FROM ({}) AS rows WHERE t != 0", out.rows)));
  out.persons = persons_query(question, out);
  return out;
}

// One row per conversion: (p, b, val, n, pg, ages, free): its path; without touches one of channel 0. `free` is the
// place of the last touch that is not direct (0: there is none).
std::string paths_query(const AttributionQuestion& question, const Prepared& prepared) {
  const std::string conversions =
      fmt::format("SELECT p, times, gs, ds, us, bs, ti, ci FROM ({}) AS persons ARRAY JOIN cs AS ci", prepared.persons);
  const std::string places = fmt::format(
      "SELECT p, times, gs, ds, bs[ci] AS b, us[ci] AS val, times[ci] AS at, arrayFilter(lj -> lj <= ci AND times[lj] "
      ">= times[ci] "
      "- "
      "{}, ti) AS js FROM ({}) AS conversions",
      question.lookback.count(), conversions);
  const std::string paths = fmt::format(
      "SELECT p, b, val, length(js) AS n, if(length(js) = 0, [toUInt8(0)], arrayMap(lj -> gs[lj], js)) AS pg, "
      "if(length(js) = 0, [toUInt8(0)], arrayMap(lj -> ds[lj], js)) AS pd, if(length(js) = 0, [toInt64(0)], "
      "arrayMap(lj -> at - times[lj], js)) AS ages FROM ({}) AS places",
      places);
  return fmt::format(
      "SELECT p, b, val, n, pg, ages, arrayReduce('max', arrayMap((li, ld) -> if(ld = 0, toUInt64(li), toUInt64(0)), "
      "arrayEnumerate(pd), pd)) AS free FROM ({}) AS paths",
      paths);
}

// The weights of a path's touches as an expression over a row of paths_query.
std::string weights_of(AttributionModel model, Duration half_life) {
  constexpr std::string_view kMap = "arrayMap((li, lg) -> toFloat64({}), arrayEnumerate(pg), pg)";
  const auto each = [&](std::string_view weight) { return fmt::format(fmt::runtime(kMap), weight); };
  switch (model) {
    case AttributionModel::first: return each("li = 1");
    case AttributionModel::last: return each("li = length(pg)");
    case AttributionModel::last_non_direct: return each("li = if(free = 0, length(pg), free)");
    case AttributionModel::linear:
    case AttributionModel::markov: return each("1");
    case AttributionModel::position:
      return each("if(length(pg) > 2 AND (li = 1 OR li = length(pg)), 2 * (length(pg) - 2), 1)");
    case AttributionModel::time_decay:
      return fmt::format(
          "arrayMap(la -> greatest(toFloat64(1), floor(exp2(30 - toFloat64(intDiv(la * 1000, {})) / 1000) + 0.5)), "
          "ages)",
          half_life.count());
    case AttributionModel::shapley: return "arrayMap(lu -> toFloat64(lu = 1), arrayEnumerateUniq(pg))";
  }
  return "";
}

// (p, b, model, g, w, credit, worth): what each model credits to each touch of each conversion.
std::string credits_query(const AttributionQuestion& question, const Prepared& prepared) {
  std::string weights, models;
  for (std::size_t m = 0; m < question.models.size(); ++m) {
    weights += (m == 0 ? "" : ", ") + weights_of(question.models[m], question.half_life);
    models += fmt::format("{}toUInt8({})", m == 0 ? "" : ", ", m);
  }
  // Shares of everything up to each touch, rounded, and then the differences of neighbours.
  const auto parts = [](std::string_view whole) {
    return fmt::format(
        "arrayPopFront(arrayDifference(arrayPushFront(arrayMap(ls -> floor({} * (ls / arraySum(ws)) + 0.5), "
        "arrayCumSum(ws)), toFloat64(0))))",
        whole);
  };
  const std::string weighed = fmt::format("SELECT p, b, val, pg, [{}] AS all_ws, [{}] AS all_models FROM ({}) AS paths",
                                          weights, models, paths_query(question, prepared));
  const std::string by_model = fmt::format(
      "SELECT p, b, val, pg, model, ws FROM ({}) AS weighed ARRAY JOIN all_ws AS ws, all_models AS model", weighed);
  const std::string shared =
      fmt::format("SELECT p, b, model, pg, ws, {} AS credits, {} AS worths FROM ({}) AS by_model",
                  parts(fmt::format("{}.0", kCreditUnits)), parts("val"), by_model);
  return fmt::format(
      "SELECT p, b, model, g, w, credit, worth FROM ({}) AS shared ARRAY JOIN pg AS g, ws AS w, credits AS credit, "
      "worths "
      "AS worth",
      shared);
}

class Counting {
 public:
  Counting(const AttributionQuestion& question, const Prepared& prepared)
      : question_(question),
        prepared_(prepared),
        counts_(prepared.kept, question.models.size(), prepared.buckets.count()) {}

  Result<AttributionCounts> count() {
    THRONG_CHECK(read_touches());
    THRONG_CHECK(read_acquired());
    THRONG_CHECK(read_credits());
    THRONG_CHECK(read_steps());
    return std::move(counts_);
  }

 private:
  static constexpr std::uint8_t kAll = 255;  // among channels
  using CreditCounts = internal::CreditCounts;

  Result<warehouse::Block> rows(const std::string& query) const { return prepared_.reader.rows(query); }
  internal::ChannelCounts& channel_at(std::uint8_t k) { return k == kAll ? counts_.total : counts_.channels[k]; }

  Result<void> read_touches() {
    THRONG_TRY(
        const auto block,
        rows(fmt::format(
            "SELECT k, count(), uniqExact(p) FROM (SELECT p, k FROM (SELECT p, gs[tj] AS g FROM (SELECT p, times, "
            "gs, tj FROM ({}) AS persons ARRAY JOIN ti AS tj) AS touches WHERE times[tj] >= {}) AS inside ARRAY "
            "JOIN [g, toUInt8({})] AS k) AS counted GROUP BY k",
            prepared_.persons, to_ms(prepared_.range.begin), kAll)));
    for (std::size_t i = 0; i < block.rows; ++i) {
      auto& channel = channel_at(block.get<std::uint8_t>(0)[i]);
      channel.touches = block.get<std::uint64_t>(1)[i];
      channel.touch_persons = block.get<std::uint64_t>(2)[i];
    }
    return {};
  }

  Result<void> read_acquired();

  // Grouped by `bucket`: (model, channel or kAll, bucket, credits, value, persons, touches with a weight). Shapley
  // comes once more, at the end: it credits every channel of a path once.
  Result<warehouse::Block> credits_by(std::string_view bucket) const {
    AttributionQuestion asked = question_;
    asked.models.push_back(AttributionModel::shapley);
    return rows(
        fmt::format("SELECT model, k, {0} AS part, sum(toInt64(credit)), sum(toInt64(worth)), uniqExactIf(p, w > "
                    "0), countIf(w > 0) FROM (SELECT p, b, model, k, w, credit, worth FROM ({1}) AS credits "
                    "ARRAY JOIN [g, toUInt8({2})] AS k) AS counted GROUP BY model, k, part",
                    bucket, credits_query(asked, prepared_), kAll));
  }

  Result<void> read_credits() {
    THRONG_TRY(const auto all, credits_by("toInt64(0)"));
    for (std::size_t i = 0; i < all.rows; ++i) {
      const std::uint8_t m = all.get<std::uint8_t>(0)[i], k = all.get<std::uint8_t>(1)[i];
      const std::uint64_t persons = all.get<std::uint64_t>(5)[i];
      if (m < question_.models.size()) {
        if (k != kAll) counts_.persons[m][k] = persons;
        continue;
      }
      channel_at(k).persons = persons;
      channel_at(k).conversions = k == kAll ? static_cast<std::uint64_t>(all.get<std::int64_t>(3)[i] / kCreditUnits)
                                            : all.get<std::uint64_t>(6)[i];
    }
    if (question_.bucket == BucketUnit::total) return read_buckets(all, false);
    THRONG_TRY(const auto by_bucket, credits_by("b"));
    return read_buckets(by_bucket, true);
  }

  Result<void> read_buckets(const warehouse::Block& block, bool has_keys) {
    for (std::size_t i = 0; i < block.rows; ++i) {
      std::size_t bucket = 0;
      if (has_keys) {
        THRONG_TRY(bucket, sql::bucket_with(prepared_.keys, block.get<std::int64_t>(2)[i]));
      }
      const std::uint8_t m = block.get<std::uint8_t>(0)[i], k = block.get<std::uint8_t>(1)[i];
      const CreditCounts credit{block.get<std::int64_t>(3)[i], block.get<std::int64_t>(4)[i],
                                block.get<std::uint64_t>(5)[i]};
      if (m == question_.models.size() && k == kAll) counts_.totals[bucket] = credit;
      if (m < question_.models.size() && k != kAll) counts_.credits[m][counts_.cell(k, bucket)] = credit;
    }
    return {};
  }

  // Paths without a conversion, and how often one step followed another on both kinds.
  Result<void> read_steps() {
    const bool first = question_.conversions == ConversionRule::first;
    const std::string lost = fmt::format(
        "SELECT arrayMap(lj -> gs[lj], arrayFilter(lj -> times[lj] >= {} AND NOT arrayExists(lc -> lj <= lc AND "
        "times[lj] >= times[lc] - {}, cs){}, ti)) AS pg FROM ({}) AS persons",
        to_ms(prepared_.range.begin), question_.lookback.count(), first ? " AND (first_c = 0 OR lj < first_c)" : "",
        prepared_.persons);
    const Transitions& steps = counts_.transitions;
    const std::string both = fmt::format(
        "SELECT pg, toUInt8({}) AS last FROM ({}) AS paths WHERE n > 0 UNION ALL SELECT pg, toUInt8({}) AS last FROM "
        "({}) AS lost WHERE length(pg) > 0",
        steps.converted(), paths_query(question_, prepared_), steps.lost(), lost);
    THRONG_TRY(const auto block,
               rows(fmt::format("SELECT a, b, count() FROM (SELECT arrayPushFront(pg, toUInt8(0)) AS froms, "
                                "arrayPushBack(pg, last) AS tos FROM ({}) AS both) AS paths ARRAY JOIN froms AS a, tos "
                                "AS b GROUP BY a, b",
                                both)));
    for (std::size_t i = 0; i < block.rows; ++i) {
      const std::uint8_t to = block.get<std::uint8_t>(1)[i];
      const std::uint64_t times = block.get<std::uint64_t>(2)[i];
      counts_.transitions.at(block.get<std::uint8_t>(0)[i], to) = times;
      if (to == steps.lost()) counts_.unconverted += times;
    }
    return {};
  }

  using Transitions = internal::Transitions;
  const AttributionQuestion& question_;
  const Prepared& prepared_;
  AttributionCounts counts_;
};

// (p, g): the new persons, and the channel of their first touch in the range.
Result<std::string> acquired_query(const Prepared& prepared) {
  THRONG_TRY(const std::string activity, sql::match_sql(prepared.reader, model::EventMatch{}));
  const std::string fresh = fmt::format(
      "SELECT p FROM (SELECT p, min(ts_ms) AS first_ms FROM {} AS e WHERE {} GROUP BY p) AS firsts WHERE first_ms >= "
      "{} "
      "AND first_ms < {}",
      prepared.reader.events(), activity, to_ms(prepared.range.begin), to_ms(prepared.range.end));
  const std::string by = fmt::format(
      "SELECT p, arrayMap(lj -> gs[lj], arrayFilter(lj -> times[lj] >= {}, ti))[1] AS by FROM ({}) AS persons",
      to_ms(prepared.range.begin), prepared.persons);
  return fmt::format(
      "SELECT p, toUInt8(by) AS g FROM (SELECT p FROM ({}) AS new) AS fresh GLOBAL ANY LEFT JOIN (SELECT p, by FROM "
      "({}) AS touched) AS channels USING p",
      fresh, by);
}

Result<void> Counting::read_acquired() {
  THRONG_TRY(const std::string acquired, acquired_query(prepared_));
  THRONG_TRY(const auto block, rows(fmt::format("SELECT g, count() FROM ({}) AS acquired GROUP BY g", acquired)));
  for (std::size_t i = 0; i < block.rows; ++i) {
    const std::uint64_t persons = block.get<std::uint64_t>(1)[i];
    counts_.channels[block.get<std::uint8_t>(0)[i]].acquired = persons;
    counts_.total.acquired += persons;
  }
  return {};
}

Result<std::string> persons_of(const AttributionQuestion& question, const AttributionCell& cell,
                               const Prepared& prepared, std::optional<internal::Channel> channel) {
  if (cell.of == AttributionOf::acquired) {
    THRONG_TRY(const std::string acquired, acquired_query(prepared));
    return fmt::format("SELECT p FROM ({}) AS acquired WHERE {}", acquired,
                       channel ? fmt::format("g = {}", *channel) : "1");
  }
  if (cell.of == AttributionOf::touches) {
    return fmt::format("SELECT p FROM ({}) AS persons WHERE arrayExists(lj -> times[lj] >= {}{}, ti)", prepared.persons,
                       to_ms(prepared.range.begin), channel ? fmt::format(" AND gs[lj] = {}", *channel) : "");
  }
  const std::string inside = cell.bucket ? fmt::format("b = {}", prepared.keys[*cell.bucket]) : "1";
  if (!channel)
    return fmt::format("SELECT DISTINCT p FROM ({}) AS paths WHERE {}", paths_query(question, prepared), inside);
  AttributionQuestion asked = question;
  asked.models = {cell.model.value_or(AttributionModel::linear)};
  return fmt::format("SELECT DISTINCT p FROM ({}) AS credits WHERE g = {} AND w > 0 AND {}",
                     credits_query(asked, prepared), *channel, inside);
}

}  // namespace

Result<AttributionAnswer> run_sql(const AttributionQuestion& question, const SqlStore& store,
                                  const AskContext& context) {
  THRONG_TRY(const Prepared prepared, prepare(question, store, context));
  THRONG_TRY(AttributionCounts counts, Counting(question, prepared).count());
  return internal::answer_of(question, std::move(counts), prepared.buckets, context);
}

Result<PersonList> persons_sql(const AttributionQuestion& question, const AttributionCell& cell, const SqlStore& store,
                               const AskContext& context) {
  THRONG_TRY(const Prepared prepared, prepare(question, store, context));
  THRONG_CHECK(validate(cell, question, prepared.buckets.count()));
  std::optional<internal::Channel> channel;
  if (cell.channel) {
    THRONG_TRY(channel, internal::channel_named(*cell.channel, prepared.kept));
  }
  THRONG_TRY(const std::string query, persons_of(question, cell, prepared, channel));
  return prepared.reader.persons(query);
}

}  // namespace throng::analyze
