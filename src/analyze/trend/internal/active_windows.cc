#include "analyze/trend/internal/active_windows.h"

#include <algorithm>

#include <fmt/core.h>

namespace throng::analyze::internal {
namespace {

std::vector<Instant> edges_of_ends(const ActiveWindows& windows) {
  std::vector<Instant> edges;
  if (windows.count() == 0) return edges;
  edges.push_back(windows.begins.front());
  edges.insert(edges.end(), windows.ends.begin(), windows.ends.end());
  return edges;
}

std::vector<Instant> edges_of_begins(const ActiveWindows& windows) {
  std::vector<Instant> edges = windows.begins;
  edges.erase(std::unique(edges.begin(), edges.end()), edges.end());
  if (!edges.empty()) edges.push_back(windows.ends.back());
  return edges;
}

}  // namespace

Result<ActiveWindows> active_windows(const Buckets& buckets, int days, const AskContext& context) {
  if (buckets.count() > kMaxActiveBuckets) {
    return fail(ErrorCode::too_large,
                fmt::format("dau, wau and mau take at most {} buckets; take a shorter range or a coarser bucket",
                            kMaxActiveBuckets),
                "range");
  }
  ActiveWindows windows;
  const std::vector<Instant> edges = buckets.edges();
  for (std::size_t i = 0; i < buckets.count(); ++i) {
    const Instant last_day = context.calendar.floor(edges[i + 1] - Duration(1), BucketUnit::day);
    windows.begins.push_back(context.calendar.advance(last_day, BucketUnit::day, 1 - days));
    windows.ends.push_back(edges[i + 1]);
  }
  const std::vector<bool> complete = buckets.complete(context.now);
  const auto found = std::find(complete.rbegin(), complete.rend(), true);
  windows.last = complete.empty() ? 0 : complete.size() - 1;
  if (found != complete.rend()) windows.last = static_cast<std::size_t>(complete.rend() - found) - 1;
  return windows;
}

ActiveIndex::ActiveIndex(const ActiveWindows& windows)
    : ends_(edges_of_ends(windows)), begins_(edges_of_begins(windows)), last_(windows.last) {
  for (std::uint32_t i = 0; i < windows.count(); ++i) {
    if (i > 0 && windows.begins[i] == windows.begins[i - 1])
      past_of_begin_.back() = i + 1;
    else
      past_of_begin_.push_back(i + 1);
  }
  past_of_begin_.push_back(0);  // of keys outside
}

}  // namespace throng::analyze::internal
