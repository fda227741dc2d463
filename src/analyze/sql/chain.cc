#include "analyze/sql/chain.h"

#include <fmt/format.h>

#include "analyze/sql/filter.h"

namespace throng::analyze::sql {
namespace {

// Bit k: the event matches step k + 1.
std::string mask_of(const std::vector<std::string>& steps) {
  std::string out;
  for (std::size_t k = 0; k < steps.size(); ++k) {
    out += fmt::format("{}if({}, {}, 0)", k == 0 ? "" : " + ", steps[k], std::uint64_t{1} << k);
  }
  return fmt::format("toUInt32({})", out);
}

// (p, evs): per person the array of (ts_ms, tie, id, mask, carried) in order.
std::string sorted_events(const Reader& reader, const ChainQuestion& question, bool matching_only) {
  return fmt::format(
      "SELECT p, arraySort(groupArray((ts_ms, tie, oid, m, c))) AS evs FROM "
      "(SELECT p, ts_ms, tie, {} AS oid, {} AS m, {} AS c FROM {} AS e WHERE {}) AS marked{} GROUP BY p",
      kOrderId, mask_of(question.steps), question.carried, reader.events(), question.events_where,
      matching_only ? " WHERE m != 0" : "");
}

std::string all_steps(std::size_t count, std::string_view prefix) {
  std::string out;
  for (std::size_t k = 1; k <= count; ++k) out += fmt::format("{}{}{}", k == 1 ? "" : ", ", prefix, k);
  return out;
}

// (p, cs, s1 … sn): the places that match each step; a 0 ends every list.
std::string places_by_step(std::string_view events, std::size_t steps) {
  std::string lists;
  for (std::size_t k = 1; k <= steps; ++k) {
    lists +=
        fmt::format(", arrayPushBack(arrayFilter((lc, lm) -> bitAnd(lm, {}) != 0, codes, masks), toUInt64(0)) AS s{}",
                    std::uint64_t{1} << (k - 1), k);
  }
  return fmt::format(
      "SELECT p, arrayFilter((lr, lm) -> bitAnd(lm, 1) != 0, carries, masks) AS cs{} FROM "
      "(SELECT p, arrayMap((le, li) -> tupleElement(le, 1) * {} + li, evs, arrayEnumerate(evs)) AS codes, "
      "arrayMap(le -> tupleElement(le, 4), evs) AS masks, arrayMap(le -> tupleElement(le, 5), evs) AS carries FROM "
      "({}) AS sorted) "
      "AS coded",
      lists, kPlaces, events);
}

// Adds a2 … an: for every attempt (a1) the place of its k-th step, 0 when there is none.
std::string attempts(std::string query, std::size_t steps) {
  query = fmt::format("SELECT p, cs, {}, arrayPopBack(s1) AS a1 FROM ({}) AS placed WHERE length(s1) > 1",
                      all_steps(steps, "s"), query);
  for (std::size_t k = 2; k <= steps; ++k) {
    query = fmt::format(
        "SELECT p, cs, {}, {}, arrayMap(lx -> if(lx = 0, toUInt64(0), arrayFirst(ly -> ly > lx OR ly = 0, s{})), a{}) "
        "AS a{} "
        "FROM ({}) AS to{}",
        all_steps(steps, "s"), all_steps(k - 1, "a"), k, k - 1, k, query, k);
  }
  return query;
}

// How many steps of each attempt lie inside the window; they are a prefix, as places only grow.
std::string depths(std::size_t steps, Duration window) {
  std::string sum = "1";
  for (std::size_t k = 2; k <= steps; ++k) {
    sum += fmt::format(" + (lx{0} != 0 AND intDiv(lx{0}, {1}) <= intDiv(lx1, {1}) + {2})", k, kPlaces, window.count());
  }
  return fmt::format("arrayMap(({}) -> toUInt8({}), {})", all_steps(steps, "lx"), sum, all_steps(steps, "a"));
}

std::string strict_query(const Reader& reader, const ChainQuestion& question) {
  const std::size_t n = question.steps.size();
  std::string condition =
      fmt::format("bitAnd(lm1, 1) != 0 AND lt{} != 0 AND lt{} <= lt1 + {}", n, n, question.window.count());
  for (std::size_t k = 2; k <= n; ++k) {
    condition += fmt::format(" AND bitAnd(lm{}, {}) != 0", k, std::uint64_t{1} << (k - 1));
  }
  // One array per step, each moved on by one event: what stands at the same index is a run of neighbours.
  std::string query = fmt::format(
      "SELECT p, arrayMap(le -> tupleElement(le, 4), evs) AS ms1, arrayMap(le -> tupleElement(le, 1), evs) AS ts1 FROM "
      "({}) AS sorted",
      sorted_events(reader, question, false));
  for (std::size_t k = 2; k <= n; ++k) {
    query = fmt::format(
        "SELECT p, {0}, {1}, arrayPushBack(arrayPopFront(ms{2}), toUInt32(0)) AS ms{3}, "
        "arrayPushBack(arrayPopFront(ts{2}), toUInt64(0)) "
        "AS ts{3} FROM ({4}) AS moved{3}",
        all_steps(k - 1, "ms"), all_steps(k - 1, "ts"), k - 1, k, query);
  }
  return fmt::format("SELECT p FROM ({}) AS runs WHERE arrayExists(({}, {}) -> {}, {}, {})", query, all_steps(n, "lm"),
                     all_steps(n, "lt"), condition, all_steps(n, "ms"), all_steps(n, "ts"));
}

}  // namespace

std::string chain_query(const Reader& reader, const ChainQuestion& question) {
  const std::size_t n = question.steps.size();
  std::string times;
  for (std::size_t k = 1; k <= n; ++k)
    times += fmt::format("{}if(depth >= {}, intDiv(a{}[best], {}), 0)", k == 1 ? "" : ", ", k, k, kPlaces);
  const std::string attempted = attempts(places_by_step(sorted_events(reader, question, true), n), n);
  const std::string judged = fmt::format("SELECT p, cs, {}, {} AS ds FROM ({}) AS attempted", all_steps(n, "a"),
                                         depths(n, question.window), attempted);
  const std::string chosen =
      fmt::format("SELECT p, cs, {}, arrayReduce('max', ds) AS depth, indexOf(ds, depth) AS best FROM ({}) AS judged",
                  all_steps(n, "a"), judged);
  return fmt::format("SELECT p, depth, [{}] AS places, cs[best] AS carried FROM ({}) AS chosen", times, chosen);
}

Result<std::string> sequence_query(const Reader& reader, const model::Sequence& sequence) {
  ChainQuestion question;
  question.window = sequence.within;
  question.events_where = "1";
  for (const model::EventMatch& step : sequence.steps) {
    THRONG_TRY(std::string match, match_sql(reader, step));
    question.steps.push_back(std::move(match));
  }
  if (sequence.strict) return strict_query(reader, question);
  return fmt::format("SELECT p FROM ({}) AS chains WHERE depth = {}", chain_query(reader, question),
                     question.steps.size());
}

}  // namespace throng::analyze::sql
