#include "analyze/session/internal/tally.h"

#include "analyze/internal/order_statistics.h"

namespace throng::analyze::internal {
namespace {

std::optional<double> ratio(std::uint64_t a, std::uint64_t b) {
  return b == 0 ? std::nullopt : std::optional(static_cast<double>(a) / static_cast<double>(b));
}

}  // namespace

void run_on(WorkerPool* pool, std::size_t count, FunctionRef<void(std::size_t)> task) {
  if (pool != nullptr) return pool->run(count, task);
  for (std::size_t i = 0; i < count; ++i) task(i);
}

void SessionTally::Sum::add(const Sum& other) {
  counts.sessions += other.counts.sessions;
  counts.persons += other.counts.persons;
  counts.events += other.counts.events;
  counts.views += other.counts.views;
  counts.bounces += other.counts.bounces;
  length_ms += other.length_ms;
}

SessionNumbers SessionTally::Sum::numbers(std::span<const std::vector<std::int64_t>> lengths) const {
  SessionNumbers out = counts;
  out.events_per_session = ratio(out.events, out.sessions);
  out.pages_per_session = ratio(out.views, out.sessions);
  out.sessions_per_person = ratio(out.sessions, out.persons);
  out.bounce_rate = ratio(out.bounces, out.sessions);
  if (out.sessions > 0) out.mean_ms = static_cast<double>(length_ms) / static_cast<double>(out.sessions);
  out.median_ms = percentile_of(lengths, 0.5);
  return out;
}

SessionSeries SessionTally::series(std::string label, std::vector<SessionTally> parts, WorkerPool* pool) {
  const std::size_t buckets = parts[0].buckets_.size();
  // The lengths of one bucket stand together, as percentiles want them.
  std::vector<std::vector<std::int64_t>> lengths;
  for (std::size_t bucket = 0; bucket < buckets; ++bucket) {
    for (SessionTally& part : parts) lengths.push_back(std::move(part.lengths_[bucket]));
  }
  SessionSeries out{std::move(label), std::vector<SessionNumbers>(buckets), {}};
  run_on(pool, buckets + 1, [&](std::size_t task) {
    Sum sum;
    for (const SessionTally& part : parts) sum.add(task == 0 ? part.total_ : part.buckets_[task - 1]);
    if (task == 0) {
      out.total = sum.numbers(lengths);
    } else {
      out.buckets[task - 1] = sum.numbers(std::span(lengths).subspan((task - 1) * parts.size(), parts.size()));
    }
  });
  return out;
}

}  // namespace throng::analyze::internal
