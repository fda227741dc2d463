// What memory holds and how fast it can be read here.
#include <numeric>

#include "bench/bench.h"

namespace throng::bench {
namespace {

Comparison bytes_per_event(const Bench& b) {
  const timeline::Timeline::Stats stats = b.timeline.stats();
  Comparison row{
      .id = "bytes_per_event", .peer_name = "chDB on disk, compressed, (person, time, event)", .unit = "bytes"};
  row.throng = static_cast<double>(stats.base_bytes) / static_cast<double>(stats.events);
  row.note = fmt::format("base columns in memory, {} events of {} runs; on disk for scale", stats.events, stats.runs);
  if (!b.peers) return row;
  const auto disk = must(
      query_all(
          b.warehouse,
          "SELECT sum(bytes_on_disk) FROM system.parts WHERE active AND database = 'peer' AND table = 'by_person'"),
      "size");
  row.peer = static_cast<double>(disk.get<std::uint64_t>(0)[0]) / static_cast<double>(stats.events);
  row.ratio = *row.peer / row.throng;
  return row;
}

// Sums of an array far larger than any cache, on as many threads as scans have (STREAM's reading part, McCalpin 1995).
Comparison bandwidth(const Bench& b) {
  constexpr std::size_t kWords = std::size_t{1} << 27U;  // 1 GiB
  constexpr std::size_t kParts = 64;
  const std::vector<std::uint64_t> words(kWords, 1);
  std::vector<std::uint64_t> sums(kParts);
  const double ms = median_time([&] {
    b.timeline.pool().run(kParts, [&](std::size_t part) {
      const auto begin = words.begin() + static_cast<std::ptrdiff_t>(part * (kWords / kParts));
      sums[part] = std::accumulate(begin, begin + static_cast<std::ptrdiff_t>(kWords / kParts), std::uint64_t{0});
    });
  });
  if (std::accumulate(sums.begin(), sums.end(), std::uint64_t{0}) != kWords) std::exit(1);
  Comparison row{.id = "bandwidth", .peer_name = "none", .unit = "GB/s"};
  row.throng = static_cast<double>(kWords * sizeof(std::uint64_t)) / ms / 1e6;
  row.note = fmt::format("reading 1 GiB in order on {} threads", b.timeline.pool().width());
  return row;
}

// A scan that looks at instant and name of every event: how fast it goes through its 10 bytes an event.
Comparison scan_speed(const Bench& b) {
  const double machine = bandwidth(b).throng;
  const std::string question =
      fmt::format(R"({{"series":[{{"measure":"total"}}],"bucket":"hour","range":{}}})", b.last_days(90));
  const double ms = median_time([&] { b.ask("trend", question); });
  Comparison row{.id = "scan_speed", .peer = machine, .peer_name = "reading in order", .unit = "GB/s"};
  row.throng = static_cast<double>(b.timeline.stats().events) * 10 / ms / 1e6;
  row.ratio = row.throng / machine;
  row.note =
      fmt::format("events per hour over 90 days in {:.1f} ms, 10 bytes an event; the rest is finding the bucket", ms);
  return row;
}

// Everything that the timelines hold after the questions before.
Comparison timeline_megabytes(const Bench& b) {
  const timeline::Timeline::Stats stats = b.timeline.stats();
  Comparison row{.id = "timeline_megabytes", .peer_name = "none", .unit = "MB"};
  row.throng = static_cast<double>(stats.base_bytes + stats.column_bytes) / 1e6;
  row.note = fmt::format("base {:.0f} MB, {} columns {:.0f} MB", static_cast<double>(stats.base_bytes) / 1e6,
                         stats.columns, static_cast<double>(stats.column_bytes) / 1e6);
  return row;
}

// A timeline whose memory has room for two code columns beside the base: questions take turns in it, and one that needs
// more at once is answered by SQL.
Comparison beyond_memory(const Bench& b) {
  const std::uint64_t events = b.timeline.stats().events;
  timeline::TimelineOptions options{.project = std::string(kProject)};
  options.memory_budget = b.timeline.stats().base_bytes + events * 10;
  const auto small =
      must(timeline::Timeline::build(b.warehouse, options, [](std::uint64_t, std::uint64_t) {}), "small timeline");
  const analyze::Sources sources{small.get(), &b.warehouse, std::string(kProject)};
  const auto ask = [&](const std::string& breakdown, const std::string& where) {
    const std::string question = fmt::format(
        R"({{"series":[{{"match":{{{}}}}}],"bucket":"week","breakdowns":[{{"property":"event.{}"}}],"range":{}}})",
        where, breakdown, b.last_days(90));
    const auto answered =
        must(analyze::ask({"trend", {question}, analyze::Engine::automatic}, sources, b.context), where);
    if (answered.json != b.ask("trend", question)) must<void>(fail(ErrorCode::internal, question), "another answer");
    return answered;
  };
  int in_memory = 0;
  for (const char* property : {"$channel", "$device", "$os", "$browser", "$channel"}) {
    in_memory += ask(property, "").engine == analyze::Engine::timeline ? 1 : 0;
  }
  const auto by_sql =
      ask("$channel", R"("where":{"all":[{"event":"$device","op":"is_set"},{"event":"$os","op":"is_set"}]})");
  if (by_sql.engine != analyze::Engine::sql) must<void>(fail(ErrorCode::internal, "the timeline"), "answered");
  Comparison row{.id = "beyond_memory", .throng = by_sql.milliseconds, .peer_name = "none", .unit = "ms"};
  row.note = fmt::format(
      "memory for two property columns of {} events: {} of 5 questions about 4 properties in memory, {} columns there "
      "at "
      "the end; the question about three at once by SQL in {:.0f} ms; all answers as with memory for all",
      events, in_memory, small->stats().columns, by_sql.milliseconds);
  return row;
}

}  // namespace

std::vector<Measure> memory_figures() {
  return {{"bytes_per_event", bytes_per_event},
          {"bandwidth", bandwidth},
          {"scan_speed", scan_speed},
          {"timeline_megabytes", timeline_megabytes},
          {"beyond_memory", beyond_memory}};
}

}  // namespace throng::bench
