#include "bench/bench.h"

#include <algorithm>
#include <chrono>

namespace throng::bench {
namespace {

constexpr int kRuns = 7;

double milliseconds_of(const std::function<void()>& work) {
  const auto start = std::chrono::steady_clock::now();
  work();
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
}

}  // namespace

double median_time(const std::function<void()>& work) {
  work();
  std::vector<double> times(kRuns);
  for (double& t : times) t = milliseconds_of(work);
  std::nth_element(times.begin(), times.begin() + kRuns / 2, times.end());
  return times[kRuns / 2];
}

std::string Bench::ask(std::string_view analysis, std::string question) const {
  return must(analyze::ask({std::string(analysis), {std::move(question)}, analyze::Engine::timeline}, sources(),
                           context),
              analysis)
      .json;
}

Numbers Bench::sql(const std::string& text) const {
  Numbers values;
  must(warehouse.query(text, {.max_memory = std::uint64_t{10} << 30},
                       [&](const warehouse::Block& block) -> Result<void> {
                         const auto& column = block.get<std::uint64_t>(block.columns.size() - 1);
                         values.insert(values.end(), column.begin(), column.end());
                         return {};
                       }),
       text);
  return values;
}

Comparison compare(const Bench& bench, std::string id, const std::function<Numbers()>& ours,
                   const std::vector<Peer>& peers) {
  Comparison row{.id = std::move(id), .unit = "ms"};
  const Numbers answer = ours();
  (*bench.answers)[row.id] = answer;
  row.throng = median_time([&] { ours(); });
  if (!bench.peers) {
    fmt::print(stderr, "{}: {:.1f} ms\n", row.id, row.throng);
    return row;
  }
  for (const Peer& peer : peers) {
    Numbers theirs = bench.sql(peer.sql);
    const Numbers& mine = answer;
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

}  // namespace throng::bench
