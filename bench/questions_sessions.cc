// Paths and sessions: what needs the order of a person's events.
#include <algorithm>

#include "analyze/path/spec.h"
#include "analyze/session/spec.h"
#include "bench/bench.h"

namespace throng::bench {
namespace {

// Edges of the first five events of sessions: how many paths, of how many persons, and the mean time.
Comparison path5(const Bench& b) {
  const std::string question = fmt::format(
      R"({{"sessions":{{"client_ids":false}},"collapse":false,"levels":5,"top":50,"range":{{"between":["{}","{}"]}}}})",
      b.day(90), b.day(0));
  const auto ours = [&] {
    std::vector<std::uint64_t> values;
    const auto answer = parsed<analyze::PathAnswer>(b.ask("path", question));
    for (const auto& edge : answer.edges) {
      values.push_back(edge.paths << 32U | edge.persons);
    }
    std::sort(values.begin(), values.end());
    return values;
  };
  const std::string events = fmt::format("peer.ordered WHERE ts_ms >= {} AND ts_ms < {}", b.ms(90), b.ms(0));
  const auto counted = [](const std::string& steps) {
    return "SELECT l, a, b, avg(t) AS mean, bitOr(bitShiftLeft(count(), 32), uniqExact(person)) AS n FROM (" + steps +
           ") AS steps GROUP BY l, a, b ORDER BY n SETTINGS optimize_aggregation_in_order = 1";
  };
  const std::string arrays = fmt::format(
      "SELECT person, l, s[l].2 AS a, if(l < length(s), s[l + 1].2, '$exit') AS b, s[l + 1].1 - s[l].1 AS t FROM "
      "(SELECT person, arraySlice(arrayJoin(arraySplit((x, g) -> g > 1800000, es, arrayDifference(arrayMap(x -> "
      "toInt64(x.1), es)))), 1, 5) AS s FROM (SELECT person, arraySort(groupArray((ts_ms, tie, event))) AS sorted, "
      "arrayMap(x -> (x.1, x.3), sorted) AS es FROM {} GROUP BY person) AS p) AS sessions ARRAY JOIN range(1, "
      "toUInt64(least(length(s), 4)) + 1) AS l",
      events);
  const std::string in_order = fmt::format(
      "SELECT person, l, s[l].2 AS a, if(l < length(s), s[l + 1].2, '$exit') AS b, s[l + 1].1 - s[l].1 AS t FROM "
      "(SELECT person, arraySlice(arrayJoin(arraySplit((x, g) -> g > 1800000, arrayZip(ts, es), arrayDifference(ts))), "
      "1, 5) AS s FROM (SELECT person, groupArray(toInt64(ts_ms)) AS ts, groupArray(event) AS es FROM (SELECT * FROM "
      "{} "
      "ORDER BY person, ts_ms, tie) AS o GROUP BY person) AS p) AS sessions ARRAY JOIN range(1, "
      "toUInt64(least(length(s), "
      "4)) + 1) AS l",
      events);
  const std::string windows = fmt::format(
      "SELECT person, k AS l, event AS a, next AS b, t FROM (SELECT person, event, row_number() OVER s AS k, "
      "leadInFrame(toString(event), 1, '$exit') OVER s AS next, leadInFrame(ts_ms, 1, ts_ms) OVER s - ts_ms AS t FROM "
      "(SELECT person, ts_ms, tie, event, sum(begins) OVER (PARTITION BY person ORDER BY ts_ms, tie) AS n FROM (SELECT "
      "person, ts_ms, tie, event, ts_ms - lagInFrame(ts_ms, 1, 0) OVER (PARTITION BY person ORDER BY ts_ms, tie) > "
      "1800000 AS begins FROM {}) AS e) AS f WINDOW s AS (PARTITION BY person, n ORDER BY ts_ms, tie ROWS BETWEEN "
      "UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)) AS g WHERE k <= 4",
      events);
  return compare(
      b, "path5", ours,
      {{"sorted arrays", counted(arrays)}, {"arrays read in order", counted(in_order)}, {"windows", counted(windows)}});
}

// Sessions and bounces per day.
Comparison sessions(const Bench& b) {
  const std::string question =
      fmt::format(R"({{"sessions":{{"client_ids":false}},"pages":0,"bucket":"day","range":{}}})", b.last_days(90));
  const auto ours = [&] {
    Numbers values;
    for (const auto& day : parsed<analyze::SessionAnswer>(b.ask("session", question)).all.buckets)
      values.push_back(day.sessions << 32U | day.bounces);
    return values;
  };
  // A session may begin in the range's last half hour and go on after it, but there is nothing after it here.
  const std::string events = fmt::format("peer.ordered WHERE ts_ms >= {} AND ts_ms < {}", b.ms(90), b.ms(0));
  const auto counted = [](const std::string& sessions) {
    return fmt::format(
        "SELECT toDate(toDateTime(intDiv(first, 1000), 'UTC'), '{}') AS d, bitOr(bitShiftLeft(count(), 32), "
        "countIf(views = 1 AND others = 0 AND last - first < 10000)) AS n FROM ({}) AS s GROUP BY d ORDER BY d",
        kZone, sessions);
  };
  const std::string view = "event IN ('$pageview', '$screen')";
  const std::string other = "event NOT IN ('$pageview', '$screen', '$page_leave')";
  const std::string windows = fmt::format(
      "SELECT min(ts_ms) AS first, max(ts_ms) AS last, countIf({0}) AS views, countIf({1}) AS others FROM (SELECT "
      "person, "
      "ts_ms, event, sum(begins) OVER (PARTITION BY person ORDER BY ts_ms, tie) AS n FROM (SELECT person, ts_ms, tie, "
      "event, ts_ms - lagInFrame(ts_ms, 1, 0) OVER (PARTITION BY person ORDER BY ts_ms, tie) > 1800000 AS begins FROM "
      "{2}) AS e) AS f GROUP BY person, n",
      view, other, events);
  const std::string arrays = fmt::format(
      "SELECT s[1].1 AS first, s[-1].1 AS last, arrayCount(x -> x.2 = 1, s) AS views, arrayCount(x -> x.2 = 2, s) AS "
      "others FROM (SELECT arrayJoin(arraySplit((x, g) -> g > 1800000, es, arrayDifference(es.1))) AS s FROM (SELECT "
      "arraySort(groupArray((toInt64(ts_ms), multiIf({0}, 1, {1}, 2, 0)))) AS es FROM {2} GROUP BY person) AS p) AS q",
      view, other, events);
  return compare(b, "sessions", ours, {{"windows", counted(windows)}, {"sorted arrays", counted(arrays)}});
}

}  // namespace

std::vector<Measure> session_questions() { return {{"path5", path5}, {"sessions", sessions}}; }

}  // namespace throng::bench
