// Questions on the timeline against the same questions as ClickHouse SQL, on the same events in one process:
//   throng_questions DATA_DIR     prints bench::Comparison lines as a JSON array
// The SQL runs on two tables made for it, one ordered (person, time), one (event, person, time), merged to one part
// each; the better of its runs counts. Answers must be equal, or the program fails.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <functional>
#include <numeric>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "analyze/funnel/spec.h"
#include "analyze/path/spec.h"
#include "analyze/registry.h"
#include "analyze/retention/spec.h"
#include "analyze/segment/spec.h"
#include "analyze/trend/spec.h"
#include "base/json.h"
#include "bench/compare.h"
#include "timeline/timeline.h"
#include "warehouse/schema.h"
#include "warehouse/warehouse.h"

namespace throng::bench {
namespace {

constexpr int kRuns = 7;
constexpr std::string_view kProject = "shop";
constexpr std::string_view kZone = "Asia/Shanghai";

double milliseconds_of(const std::function<void()>& work) {
  const auto start = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
}

template <class T>
T must(Result<T> result, std::string_view what) {
  if (result) {
    if constexpr (!std::is_void_v<T>)
      return std::move(result).value();
    else
      return;
  }
  fmt::print(stderr, "{}: {}\n", what, describe(result.error()));
  std::exit(1);
}

// The median of some runs after one that warms up.
double median_time(const std::function<void()>& work) {
  work();
  std::vector<double> times(kRuns);
  for (double& t : times) t = milliseconds_of(work);
  std::nth_element(times.begin(), times.begin() + kRuns / 2, times.end());
  return times[kRuns / 2];
}

struct Bench {
  warehouse::Warehouse& warehouse;
  timeline::Timeline& timeline;
  analyze::AskContext context;
  std::int64_t last_ms = 0;  // midnight after the last event

  std::string ask(std::string_view analysis, std::string question) const {
    const analyze::Sources sources{&timeline, &warehouse, std::string(kProject)};
    return must(analyze::ask({std::string(analysis), {std::move(question)}, analyze::Engine::timeline}, sources,
                             context),
                analysis)
        .json;
  }
  std::vector<std::uint64_t> sql(const std::string& text) const {
    std::vector<std::uint64_t> values;
    must(warehouse.query(text, {},
                         [&](const warehouse::Block& block) -> Result<void> {
                           const auto& column = block.get<std::uint64_t>(block.columns.size() - 1);
                           values.insert(values.end(), column.begin(), column.end());
                           return {};
                         }),
         text);
    return values;
  }
  std::string day(int before_end) const { return format_instant(from_ms(last_ms) - days(before_end)); }
  std::int64_t ms(int before_end) const { return last_ms - days(before_end).count(); }
};

struct Peer {
  std::string name;
  std::string sql;
};

// One question: asked on the timeline, then each peer's SQL, whose numbers must be the same.
Comparison compare(const Bench& bench, std::string id, const std::function<std::vector<std::uint64_t>()>& ours,
                   const std::vector<Peer>& peers) {
  Comparison row{.id = std::move(id), .unit = "ms"};
  const std::vector<std::uint64_t> answer = ours();
  row.throng = median_time([&] { ours(); });
  for (const Peer& peer : peers) {
    std::vector<std::uint64_t> theirs = bench.sql(peer.sql);
    const std::vector<std::uint64_t>& mine = answer;
    if (theirs != mine) {
      fmt::print(stderr, "{}: {} answers {} numbers, first {}; the timeline {} numbers, first {}\n", row.id, peer.name,
                 theirs.size(), theirs.empty() ? 0 : theirs[0], mine.size(), mine.empty() ? 0 : mine[0]);
      std::exit(1);
    }
    const double time = median_time([&] { bench.sql(peer.sql); });
    row.note += fmt::format("{}{}: {:.0f} ms", row.note.empty() ? "" : "; ", peer.name, time);
    if (!row.peer || time < *row.peer) {
      row.peer = time;
      row.peer_name = "ClickHouse SQL (chDB), " + peer.name;
    }
  }
  row.ratio = *row.peer / row.throng;
  fmt::print(stderr, "{}: {:.1f} ms, {} {:.1f} ms, {:.1f}x\n", row.id, row.throng, row.peer_name, *row.peer,
             *row.ratio);
  return row;
}

void make_peers(warehouse::Warehouse& warehouse) {
  must(warehouse.execute("CREATE DATABASE IF NOT EXISTS peer"), "peer database");
  const std::string columns = "(person UInt32, ts_ms UInt64, ts DateTime('UTC'), event LowCardinality(String))";
  must(warehouse.execute("CREATE TABLE IF NOT EXISTS peer.by_person " + columns +
                         " ENGINE = MergeTree ORDER BY (person, ts_ms)"),
       "by_person");
  must(warehouse.execute("CREATE TABLE IF NOT EXISTS peer.by_event " + columns +
                         " ENGINE = MergeTree ORDER BY (event, person, ts_ms)"),
       "by_event");
  must(warehouse.execute("CREATE TABLE IF NOT EXISTS peer.traits (person UInt32, city String) ENGINE = MergeTree ORDER "
                         "BY (city, person)"),
       "traits");
  const auto rows = must(query_all(warehouse, "SELECT count() FROM peer.by_person"), "peer rows");
  if (rows.get<std::uint64_t>(0)[0] > 0) return;
  // The peers get persons already resolved: they are spared the join.
  const std::string resolved =
      " FROM shop.events AS e ANY LEFT JOIN (SELECT src, dst FROM shop.links) AS l ON e.person = l.src";
  const std::string person = "toUInt32(if(l.dst != 0, l.dst, e.person))";
  must(warehouse.execute("INSERT INTO peer.by_person SELECT " + person + ", e.ts_ms, e.ts, e.event" + resolved),
       "fill by_person");
  must(warehouse.execute("INSERT INTO peer.by_event SELECT * FROM peer.by_person"), "fill by_event");
  must(warehouse.execute("INSERT INTO peer.traits SELECT p, argMax(c, t) FROM (SELECT " + person +
                         " AS p, visitParamExtractString(e.props, 'city') AS c, e.ts_ms AS t" + resolved +
                         " WHERE e.event = '$identify' AND visitParamHas(e.props, 'city')) AS i GROUP BY p"),
       "fill traits");
  for (const char* name : {"by_person", "by_event", "traits"})
    must(warehouse.execute(fmt::format("OPTIMIZE TABLE peer.{} FINAL", name)), name);
}

template <class Answer>
Answer parsed(const std::string& json) {
  return must(json::read<Answer>(json), "answer");
}

Comparison distinct_daily(const Bench& b) {
  const std::string question =
      fmt::format(R"({{"series":[{{"measure":"persons"}}],"bucket":"day","range":{{"between":["{}","{}"]}}}})",
                  b.day(90), b.day(0));
  const auto ours = [&] {
    std::vector<std::uint64_t> values;
    for (const auto& v : parsed<analyze::TrendAnswer>(b.ask("trend", question)).series.at(0).values)
      values.push_back(static_cast<std::uint64_t>(v.value_or(0)));
    return values;
  };
  const std::string where = fmt::format(
      "WHERE ts_ms >= {} AND ts_ms < {} AND event NOT IN ('$identify', '$group', '$alias') GROUP BY d ORDER BY d",
      b.ms(90), b.ms(0));
  std::vector<Peer> peers;
  for (const char* table : {"by_person", "by_event"}) {
    peers.push_back(
        {fmt::format("uniqExact on {}", table),
         fmt::format("SELECT toDate(ts, '{}') AS d, uniqExact(person) FROM peer.{} {}", kZone, table, where)});
  }
  return compare(b, "distinct_daily", ours, peers);
}

Comparison funnel4(const Bench& b) {
  const std::vector<std::string> steps = {"$pageview", "Product Viewed", "Product Added", "Order Completed"};
  std::string json;
  std::string conditions;
  std::string names;
  for (const std::string& s : steps) {
    json += fmt::format("{}{{\"event\":\"{}\"}}", json.empty() ? "" : ",", s);
    conditions += fmt::format(", event = '{}'", s);
    names += fmt::format("{}'{}'", names.empty() ? "" : ", ", s);
  }
  const std::string question =
      fmt::format(R"({{"steps":[{}],"window":"7d","range":{{"between":["{}","{}"]}}}})", json, b.day(90), b.day(0));
  const auto ours = [&] {
    std::vector<std::uint64_t> values;
    for (const auto& s : parsed<analyze::FunnelAnswer>(b.ask("funnel", question)).all.steps)
      values.push_back(s.persons);
    return values;
  };
  std::vector<Peer> peers;
  for (const char* table : {"by_person", "by_event"}) {
    peers.push_back({fmt::format("windowFunnel on {}", table),
                     fmt::format("SELECT arrayJoin([countIf(l >= 1), countIf(l >= 2), countIf(l >= 3), countIf(l >= "
                                 "4)]) AS n FROM (SELECT person, "
                                 "windowFunnel({}, 'strict_once')(ts_ms{}) AS l FROM peer.{} WHERE event IN ({}) AND "
                                 "ts_ms >= {} AND ts_ms < {} "
                                 "GROUP BY person) AS p SETTINGS optimize_aggregation_in_order = 1",
                                 days(7).count(), conditions, table, names, b.ms(90), b.ms(0))});
  }
  return compare(b, "funnel4", ours, peers);
}

Comparison retention30(const Bench& b) {
  const std::string question =
      fmt::format(R"({{"start":{{}},"back":{{}},"bucket":"day","buckets":30,"range":{{"between":["{}","{}"]}}}})",
                  b.day(60), b.day(30));
  const auto ours = [&] {
    std::vector<std::uint64_t> values;
    for (const auto& row : parsed<analyze::RetentionAnswer>(b.ask("retention", question)).cohorts) {
      for (const std::uint64_t n : row.returned) values.push_back(n);
    }
    return values;
  };
  std::vector<Peer> peers;
  for (const char* table : {"by_person", "by_event"}) {
    peers.push_back(
        {fmt::format("days per person on {}", table),
         fmt::format(
             "SELECT f, k, countIf(has(ds, f + k)) AS n FROM (SELECT person, min(d) AS f, groupUniqArray(d) AS ds FROM "
             "(SELECT person, toRelativeDayNum(ts, '{0}') AS d FROM peer.{1} WHERE event NOT IN ('$identify', "
             "'$group', '$alias')) AS e "
             "GROUP BY person HAVING f >= toRelativeDayNum(toDateTime({2}, 'UTC'), '{0}') AND f < "
             "toRelativeDayNum(toDateTime({3}, 'UTC'), '{0}')) AS p "
             "ARRAY JOIN range(31) AS k GROUP BY f, k ORDER BY f, k",
             kZone, table, b.ms(60) / 1000, b.ms(30) / 1000)});
  }
  return compare(b, "retention30", ours, peers);
}

Comparison segment_mix(const Bench& b) {
  const std::string question = fmt::format(
      R"({{"filter":{{"all":[{{"did":{{"event":"Product Viewed","count":{{"op":">=","value":3}},"within":{{"between":["{}","{}"]}}}}}},)"
      R"({{"did_not":{{"event":"Order Completed"}}}},{{"person":"city","op":"is","value":"Shanghai"}}]}}}})",
      b.day(30), b.day(0));
  const auto ours = [&] {
    return std::vector<std::uint64_t>{parsed<analyze::SegmentAnswer>(b.ask("segment", question)).persons};
  };
  std::vector<Peer> peers;
  for (const char* table : {"by_person", "by_event"}) {
    peers.push_back({fmt::format("IN and NOT IN on {}", table),
                     fmt::format("SELECT count() FROM (SELECT person FROM peer.{0} WHERE event = 'Product Viewed' AND "
                                 "ts_ms >= {1} AND ts_ms < {2} "
                                 "AND person IN (SELECT person FROM peer.traits WHERE city = 'Shanghai') "
                                 "AND person NOT IN (SELECT person FROM peer.{0} WHERE event = 'Order Completed') "
                                 "GROUP BY person HAVING count() >= 3) AS p",
                                 table, b.ms(30), b.ms(0))});
  }
  return compare(b, "segment_mix", ours, peers);
}

// A table in the order of a person's events, ties included, as paths must know which came first.
void make_ordered(warehouse::Warehouse& warehouse) {
  must(warehouse.execute("CREATE TABLE IF NOT EXISTS peer.ordered (person UInt32, ts_ms UInt64, tie UInt32, event "
                         "LowCardinality(String)) ENGINE = MergeTree ORDER BY (person, ts_ms, tie)"),
       "ordered");
  const auto rows = must(query_all(warehouse, "SELECT count() FROM peer.ordered"), "ordered rows");
  if (rows.get<std::uint64_t>(0)[0] > 0) return;
  must(warehouse.execute("INSERT INTO peer.ordered SELECT toUInt32(if(l.dst != 0, l.dst, e.person)), e.ts_ms, e.tie, "
                         "e.event FROM shop.events AS e ANY LEFT JOIN (SELECT src, dst FROM shop.links) AS l ON "
                         "e.person = l.src WHERE e.event NOT IN ('$identify', '$group', '$alias')"),
       "fill ordered");
  must(warehouse.execute("OPTIMIZE TABLE peer.ordered FINAL"), "ordered");
}

// Edges of the first five events of sessions: how many paths, of how many persons, and the mean time.
Comparison path5(const Bench& b) {
  make_ordered(b.warehouse);
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

Comparison bytes_per_event(const timeline::Timeline::Stats& stats, warehouse::Warehouse& warehouse) {
  Comparison row{
      .id = "bytes_per_event", .peer_name = "chDB on disk, compressed, (person, time, event)", .unit = "bytes"};
  row.throng = static_cast<double>(stats.base_bytes) / static_cast<double>(stats.events);
  const auto disk = must(
      query_all(
          warehouse,
          "SELECT sum(bytes_on_disk) FROM system.parts WHERE active AND database = 'peer' AND table = 'by_person'"),
      "size");
  row.peer = static_cast<double>(disk.get<std::uint64_t>(0)[0]) / static_cast<double>(stats.events);
  row.ratio = *row.peer / row.throng;
  row.note = fmt::format("base columns in memory, {} events of {} runs; on disk for scale", stats.events, stats.runs);
  return row;
}

}  // namespace
}  // namespace throng::bench

int main(int argc, char** argv) {
  using namespace throng;
  using namespace throng::bench;
  if (argc != 2) {
    fmt::print(stderr, "usage: throng_questions DATA_DIR\n");
    return 2;
  }
  const auto warehouse = must(warehouse::open_embedded({.folder = std::string(argv[1]) + "/warehouse"}), "warehouse");
  make_peers(*warehouse);
  const auto timeline = must(
      timeline::Timeline::build(*warehouse, {.project = std::string(kProject)}, [](std::uint64_t, std::uint64_t) {}),
      "timeline");
  const Calendar calendar = must(Calendar::create(kZone), "zone");
  const auto last =
      must(query_all(*warehouse, "SELECT toInt64(max(ts_ms)) FROM shop.events"), "last event").get<std::int64_t>(0)[0];
  const Instant end = calendar.advance(calendar.floor(from_ms(last), BucketUnit::day), BucketUnit::day, 1);
  const Bench b{*warehouse, *timeline, {.calendar = calendar, .now = end}, to_ms(end)};
  const std::vector<Comparison> rows = {distinct_daily(b), funnel4(b), retention30(b),
                                        segment_mix(b),    path5(b),   bytes_per_event(timeline->stats(), *warehouse)};
  fmt::print("{}\n", json::to_string(rows));
  return 0;
}
