#include <fstream>

#include "bench/bench.h"

namespace throng::bench {
namespace {

bool is_filled(warehouse::Warehouse& warehouse, const std::string& table) {
  const auto rows = must(query_all(warehouse, "SELECT count() FROM peer." + table), table);
  return rows.get<std::uint64_t>(0)[0] > 0;
}

constexpr std::string_view kResolved =
    " FROM shop.events AS e ANY LEFT JOIN (SELECT src, dst FROM shop.links) AS l ON e.person = l.src";
constexpr std::string_view kPerson = "toUInt32(if(l.dst != 0, l.dst, e.person))";

void make_flat(warehouse::Warehouse& warehouse) {
  const std::string columns = "(person UInt32, ts_ms UInt64, ts DateTime('UTC'), event LowCardinality(String))";
  must(warehouse.execute("CREATE TABLE IF NOT EXISTS peer.by_person " + columns +
                         " ENGINE = MergeTree ORDER BY (person, ts_ms)"),
       "by_person");
  must(warehouse.execute("CREATE TABLE IF NOT EXISTS peer.by_event " + columns +
                         " ENGINE = MergeTree ORDER BY (event, person, ts_ms)"),
       "by_event");
  if (is_filled(warehouse, "by_event")) return;
  must(warehouse.execute(
           fmt::format("INSERT INTO peer.by_person SELECT {}, e.ts_ms, e.ts, e.event{}", kPerson, kResolved)),
       "fill by_person");
  must(warehouse.execute("INSERT INTO peer.by_event SELECT * FROM peer.by_person"), "fill by_event");
}

// In the order of a person's events, ties included, as sessions and paths must know which came first.
void make_ordered(warehouse::Warehouse& warehouse) {
  must(warehouse.execute("CREATE TABLE IF NOT EXISTS peer.ordered (person UInt32, ts_ms UInt64, tie UInt32, ts "
                         "DateTime('UTC'), event LowCardinality(String)) ENGINE = MergeTree ORDER BY (person, ts_ms, "
                         "tie)"),
       "ordered");
  if (is_filled(warehouse, "ordered")) return;
  must(
      warehouse.execute(fmt::format("INSERT INTO peer.ordered SELECT {}, e.ts_ms, e.tie, e.ts, e.event{} WHERE e.event "
                                    "NOT IN ('$identify', '$group', '$alias')",
                                    kPerson, kResolved)),
      "fill ordered");
}

// Events with a category, in order of a person's events in one category, and by event.
void make_held(warehouse::Warehouse& warehouse) {
  const std::string columns =
      "(person UInt32, category LowCardinality(String), ts_ms UInt64, tie UInt32, event LowCardinality(String))";
  must(warehouse.execute("CREATE TABLE IF NOT EXISTS peer.held " + columns +
                         " ENGINE = MergeTree ORDER BY (person, category, ts_ms, tie)"),
       "held");
  must(warehouse.execute("CREATE TABLE IF NOT EXISTS peer.held_by_event " + columns +
                         " ENGINE = MergeTree ORDER BY (event, person, category, ts_ms, tie)"),
       "held_by_event");
  if (is_filled(warehouse, "held_by_event")) return;
  must(warehouse.execute(fmt::format("INSERT INTO peer.held SELECT {}, visitParamExtractString(e.props, 'category'), "
                                     "e.ts_ms, e.tie, e.event{} WHERE visitParamHas(e.props, 'category')",
                                     kPerson, kResolved)),
       "fill held");
  must(warehouse.execute("INSERT INTO peer.held_by_event SELECT * FROM peer.held"), "fill held_by_event");
}

void make_traits(warehouse::Warehouse& warehouse) {
  must(warehouse.execute("CREATE TABLE IF NOT EXISTS peer.traits (person UInt32, city String) ENGINE = MergeTree ORDER "
                         "BY (city, person)"),
       "traits");
  if (is_filled(warehouse, "traits")) return;
  must(warehouse.execute(fmt::format("INSERT INTO peer.traits SELECT p, argMax(c, t) FROM (SELECT {} AS p, "
                                     "visitParamExtractString(e.props, 'city') AS c, e.ts_ms AS t{} WHERE e.event = "
                                     "'$identify' AND visitParamHas(e.props, 'city')) AS i GROUP BY p",
                                     kPerson, kResolved)),
       "fill traits");
}

}  // namespace

void make_peers(warehouse::Warehouse& warehouse) {
  must(warehouse.execute("CREATE DATABASE IF NOT EXISTS peer"), "peer database");
  make_flat(warehouse);
  make_ordered(warehouse);
  make_held(warehouse);
  make_traits(warehouse);
  for (const char* name : {"by_person", "by_event", "ordered", "held", "held_by_event", "traits"})
    must(warehouse.execute(fmt::format("OPTIMIZE TABLE peer.{} FINAL", name)), name);
}

void dump_peers(warehouse::Warehouse& warehouse, const std::string& file) {
  std::ofstream out(file);
  const auto take = [&](const warehouse::Block& block) -> Result<void> {
    std::string lines;
    for (std::size_t i = 0; i < block.rows; ++i) {
      lines += fmt::format("{},{},{},{}\n", block.get<std::uint32_t>(0)[i], block.get<std::uint64_t>(1)[i],
                           block.get<std::uint32_t>(2)[i], block.get<std::string>(3)[i]);
    }
    out << lines;
    return {};
  };
  must(warehouse.query("SELECT person, ts_ms, tie, toString(event) FROM peer.ordered ORDER BY person, ts_ms, tie", {},
                       take),
       "dump");
  out.close();
  if (!out) must<void>(fail(ErrorCode::io, "cannot write " + file), "dump");
}

}  // namespace throng::bench
