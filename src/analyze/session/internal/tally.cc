#include "analyze/session/internal/tally.h"

#include "analyze/internal/order_statistics.h"
#include "analyze/internal/run_on.h"

namespace throng::analyze::internal {
namespace {

std::optional<double> ratio(std::uint64_t a, std::uint64_t b) {
  return b == 0 ? std::nullopt : std::optional(static_cast<double>(a) / static_cast<double>(b));
}

}  // namespace

void SessionTally::Sum::add(const Sum& other) {
  counts.sessions += other.counts.sessions;
  counts.persons += other.counts.persons;
  counts.events += other.counts.events;
  counts.views += other.counts.views;
  counts.bounces += other.counts.bounces;
  length_ms += other.length_ms;
}

// A person in several buckets is one.
SessionTally::Sum SessionTally::total() const {
  Sum sum;
  for (const Sum& bucket : buckets_) sum.add(bucket);
  sum.counts.persons = persons_;
  return sum;
}

SessionNumbers SessionTally::Sum::numbers(std::optional<double> median_ms) const {
  SessionNumbers out = counts;
  out.events_per_session = ratio(out.events, out.sessions);
  out.pages_per_session = ratio(out.views, out.sessions);
  out.sessions_per_person = ratio(out.sessions, out.persons);
  out.bounce_rate = ratio(out.bounces, out.sessions);
  if (out.sessions > 0) out.mean_ms = static_cast<double>(length_ms) / static_cast<double>(out.sessions);
  out.median_ms = median_ms;
  return out;
}

std::vector<std::vector<std::int64_t>> SessionTally::take_lengths() {
  std::vector<std::vector<std::int64_t>> lists(buckets_.size());
  for (std::size_t bucket = 0; bucket < lists.size(); ++bucket) lists[bucket].reserve(buckets_[bucket].counts.sessions);
  for (const Length& length : lengths_) lists[length.bucket].push_back(length.ms);
  lengths_ = {};
  return lists;
}

SessionSeries SessionTally::series(std::string label, std::vector<SessionTally> parts, WorkerPool* pool) {
  const std::size_t buckets = parts[0].buckets_.size();
  // The lengths of one bucket stand together.
  std::vector<std::vector<std::int64_t>> lengths(buckets * parts.size());
  run_on(pool, parts.size(), [&](std::size_t part) {
    auto lists = parts[part].take_lengths();
    for (std::size_t bucket = 0; bucket < buckets; ++bucket)
      lengths[bucket * parts.size() + part] = std::move(lists[bucket]);
  });
  const GroupPercentiles medians = percentiles_by_group(lengths, buckets, 0.5, pool);
  Sum total;
  for (const SessionTally& part : parts) total.add(part.total());
  SessionSeries out{std::move(label), {}, total.numbers(medians.all)};
  for (std::size_t bucket = 0; bucket < buckets; ++bucket) {
    Sum sum;
    for (const SessionTally& part : parts) sum.add(part.buckets_[bucket]);
    out.buckets.push_back(sum.numbers(medians.each[bucket]));
  }
  return out;
}

}  // namespace throng::analyze::internal
