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
  const auto disk = must(
      query_all(
          b.warehouse,
          "SELECT sum(bytes_on_disk) FROM system.parts WHERE active AND database = 'peer' AND table = 'by_person'"),
      "size");
  row.peer = static_cast<double>(disk.get<std::uint64_t>(0)[0]) / static_cast<double>(stats.events);
  row.ratio = *row.peer / row.throng;
  row.note = fmt::format("base columns in memory, {} events of {} runs; on disk for scale", stats.events, stats.runs);
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

}  // namespace

std::vector<Measure> memory_figures() {
  return {{"bytes_per_event", bytes_per_event}, {"bandwidth", bandwidth}, {"scan_speed", scan_speed}};
}

}  // namespace throng::bench
