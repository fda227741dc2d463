#include "analyze/sql/sessions.h"

#include <fmt/format.h>

#include "analyze/sql/chain.h"
#include "analyze/sql/filter.h"

namespace throng::analyze::sql {
namespace {

std::string sorted_activity(const Reader& reader, const SessionRule& rule, const std::vector<std::string>& carried) {
  std::string named;
  std::string listed;
  for (std::size_t k = 1; k <= carried.size(); ++k) {
    named += fmt::format(", {} AS c{}", carried[k - 1], k);
    listed += fmt::format(", c{}", k);
  }
  return fmt::format(
      "SELECT p, arraySort(groupArray((ms, tie, oid, sid{0}))) AS evs FROM (SELECT p, ts_ms AS ms, tie, {1} AS oid, "
      "{2} AS sid{3} FROM {4} AS e WHERE {5}) AS activity GROUP BY p",
      listed, kOrderId, rule.client_ids ? "session" : "''", named, reader.events(), is_activity_sql());
}

}  // namespace

// Events without an id that time does not part from the one before never begin a session and never change the running
// id. All others are marks: each is judged by the mark before it, then they are put back among the rest.
std::string session_arrays(const Reader& reader, const SessionRule& rule, const std::vector<std::string>& carried) {
  const std::string sorted = sorted_activity(reader, rule, carried);
  const std::string spread = fmt::format(
      "SELECT p, evs, arrayEnumerate(evs) AS places, arrayMap(le -> tupleElement(le, 4), evs) AS sids, "
      "arrayDifference(arrayMap(le -> toInt64(tupleElement(le, 1)), evs)) AS gaps FROM ({}) AS sorted",
      sorted);
  const std::string is_mark = fmt::format("lp = 1 OR ls != '' OR lg > {}", rule.timeout.count());
  const std::string marked = fmt::format(
      "SELECT p, evs, arrayFilter((lp, ls, lg) -> NOT ({0}), places, sids, gaps) AS rest, "
      "arrayFilter((lp, ls, lg) -> {0}, places, sids, gaps) AS marks, "
      "arrayFilter((ls, lp, lg) -> {0}, sids, places, gaps) AS mark_ids, "
      "arrayFilter((lg, lp, ls) -> {0}, gaps, places, sids) AS mark_gaps FROM ({1}) AS spread",
      is_mark, spread);
  const std::string judged = fmt::format(
      "SELECT p, evs, rest, arrayMap((lp, ls, lb, lg) -> (lp, toUInt8(multiIf(lp = 1, 1, ls != '' AND lb != '', ls != "
      "lb, lg > {}))), marks, mark_ids, arrayPushFront(arrayPopBack(mark_ids), ''), mark_gaps) AS begins FROM ({}) AS "
      "marked",
      rule.timeout.count(), marked);
  return fmt::format(
      "SELECT p, evs, arrayCumSum(arrayMap(lt -> tupleElement(lt, 2), arraySort(arrayConcat(begins, arrayMap(lp -> "
      "(lp, "
      "toUInt8(0)), rest))))) AS ns FROM ({}) AS judged",
      judged);
}

std::string session_rows(const Reader& reader, const SessionRule& rule, const std::vector<std::string>& carried) {
  std::string columns;
  for (std::size_t k = 1; k <= carried.size(); ++k) {
    columns += fmt::format(", tupleElement(ev, {}) AS c{}", kFirstCarried + static_cast<int>(k) - 1, k);
  }
  return fmt::format(
      "SELECT p, n, i, tupleElement(ev, 1) AS ms{} FROM (SELECT p, evs, ns, arrayEnumerate(evs) AS places FROM ({}) AS "
      "arrays) AS numbered ARRAY JOIN evs AS ev, ns AS n, places AS i",
      columns, session_arrays(reader, rule, carried));
}

}  // namespace throng::analyze::sql
