// The questions that were compared from the first day on.
#include <algorithm>

#include "analyze/funnel/spec.h"
#include "analyze/retention/spec.h"
#include "analyze/segment/spec.h"
#include "analyze/trend/spec.h"
#include "bench/bench.h"

namespace throng::bench {
namespace {

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

// Conversion within one category, broken by what is taken out again, per city. A removal ends every attempt of its
// line, so the peers part each line at its removals.
Comparison funnel_options(const Bench& b) {
  const std::string question = fmt::format(
      R"({{"steps":[{{"event":"Product List Viewed"}},{{"event":"Product Viewed"}},{{"event":"Product Added"}}],"window":"7d",)"
      R"("hold":["event.category"],"exclusions":[{{"match":{{"event":"Product Removed"}}}}],"breakdown":"person.city","top":100,"range":{}}})",
      b.last_days(90));
  const auto ours = [&] {
    Numbers values;
    for (const auto& group : parsed<analyze::FunnelAnswer>(b.ask("funnel", question)).groups) {
      for (const auto& step : group.steps) values.push_back(step.count);
    }
    std::sort(values.begin(), values.end());
    return values;
  };
  std::vector<Peer> peers;
  for (const char* table : {"held", "held_by_event"}) {
    peers.push_back(
        {fmt::format("windowFunnel over parted lines on {}", table),
         fmt::format(
             "SELECT arrayJoin([countIf(l >= 1), countIf(l >= 2), countIf(l >= 3)]) AS n FROM (SELECT person, max(w) "
             "AS l FROM (SELECT person, category, part, windowFunnel({}, 'strict_once')(ts_ms, event = 'Product List "
             "Viewed', event = 'Product Viewed', event = 'Product Added') AS w FROM (SELECT person, category, ts_ms, "
             "event, sum(event = 'Product Removed') OVER (PARTITION BY person, category ORDER BY ts_ms, tie) AS part "
             "FROM peer.{} WHERE ts_ms >= {} AND ts_ms < {} AND category != '' AND event IN ('Product List Viewed', "
             "'Product Viewed', 'Product Added', 'Product Removed')) AS e GROUP BY person, category, part) AS q GROUP "
             "BY person) AS f ANY LEFT JOIN peer.traits AS t USING person WHERE l >= 1 GROUP BY city ORDER BY n",
             days(7).count(), table, b.ms(90), b.ms(0))});
  }
  return compare(b, "funnel_options", ours, peers);
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

}  // namespace

std::vector<Measure> first_questions() {
  return {{"distinct_daily", distinct_daily},
          {"funnel4", funnel4},
          {"funnel_options", funnel_options},
          {"retention30", retention30},
          {"segment_mix", segment_mix}};
}

}  // namespace throng::bench
