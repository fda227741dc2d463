#include "analyze/trend/internal/plain_counts.h"

#include "analyze/internal/timeline_ask.h"

namespace throng::analyze::internal {
namespace {

using timeline::Stretch;

// A person's events come in order, so a person is new in a bucket whenever the bucket differs from that of the
// matching event before. No branch depends on that: what does not count adds 0. Neighbouring events add to different
// lanes, as an addition would have to wait for the one before it to the same place.
class SliceCounter {
 public:
  explicit SliceCounter(const TrendPass& pass)
      : pass_(pass),
        outside_(static_cast<std::uint32_t>(pass.buckets->count())),
        events_(kLanes * (outside_ + 2)),  // the buckets, outside, and nowhere yet
        persons_(kLanes * (outside_ + 2)) {}

  void add(const Stretch& stretch);
  void add_days(const Stretch& stretch);
  void add_to(PlainCounts& all) const {
    for (std::size_t at = 0; at < kLanes * outside_; ++at) {
      all.events[at / kLanes] += events_[at];
      all.persons[at / kLanes] += persons_[at];
    }
    all.persons_in_range += persons_in_range_;
  }

 private:
  static constexpr std::size_t kLanes = 4;
  static constexpr std::size_t kTile = 4096;  // events whose buckets are found at a time, to stay in the first cache

  template <bool kWithEvents>
  void count(const Stretch& stretch, std::size_t first_person, std::size_t last_person);

  const TrendPass& pass_;
  std::uint32_t outside_;
  std::vector<std::uint32_t> events_, persons_;
  std::uint64_t persons_in_range_ = 0;
  std::vector<std::uint16_t> buckets_;  // of a tile
};

void SliceCounter::add(const Stretch& stretch) {
  const auto& offsets = stretch.offsets;
  for (std::size_t first = 0; first < stretch.persons.size();) {
    std::size_t last = first + 1;
    while (last < stretch.persons.size() && offsets[last + 1] - offsets[first] <= kTile) ++last;
    const std::size_t size = offsets[last] - offsets[first];
    if (buckets_.size() < size) buckets_.resize(size);
    pass_.buckets->buckets_of(stretch.keys.subspan(offsets[first], size), buckets_.data());
    if (pass_.measure == Measure::persons) {
      count<false>(stretch, first, last);
    } else {
      count<true>(stretch, first, last);
    }
    first = last;
  }
}

// The same by days: a fraction of the events, and each says at once whether anything on it matches.
void SliceCounter::add_days(const Stretch& stretch) {
  const DayBuckets& buckets = *pass_.days;
  const Stretch::Column& column = stretch.columns[*pass_.program->days()];
  const std::uint64_t wanted = pass_.program->event_mask(pass_.match);
  const timeline::ValueCode* const days = column.values.codes.data();
  const std::uint64_t* const masks = column.values.masks.data();
  std::uint32_t* const persons = persons_.data();
  const std::uint32_t outside = outside_;
  std::uint64_t persons_in_range = 0;
  std::size_t i = column.offsets.front();
  for (const std::uint32_t end : column.offsets.subspan(1)) {
    std::uint32_t bucket = outside + 1, inside = 0;
    for (; i < end; ++i) {
      const std::uint32_t before = bucket;
      const std::uint32_t here = buckets.bucket_of(days[i]);
      bucket = (masks[i] & wanted) != 0 ? here : before;
      persons[bucket * kLanes + i % kLanes] += bucket != before ? 1 : 0;
      inside |= bucket < outside ? 1 : 0;
    }
    persons_in_range += inside;
  }
  persons_in_range_ += persons_in_range;
}

template <bool kWithEvents>
void SliceCounter::count(const Stretch& stretch, std::size_t first_person, std::size_t last_person) {
  const std::uint32_t outside = outside_;
  const std::size_t base = stretch.offsets[first_person];
  const std::uint8_t* const taken = pass_.program->names(pass_.match).data();
  const std::uint16_t* const buckets = buckets_.data();
  const timeline::EventCode* const names = stretch.names.data() + base;
  std::uint32_t* const events = events_.data();
  std::uint32_t* const persons = persons_.data();
  std::uint64_t persons_in_range = 0;
  std::size_t i = 0;
  for (std::size_t person = first_person; person < last_person; ++person) {
    const std::size_t end = stretch.offsets[person + 1] - base;
    std::uint32_t bucket = outside + 1, inside = 0;
    for (; i < end; ++i) {
      const std::uint32_t before = bucket;
      const std::uint8_t matches = taken[names[i]];
      bucket = matches != 0 ? buckets[i] : before;
      const std::size_t at = bucket * kLanes + i % kLanes;
      persons[at] += bucket != before ? 1 : 0;
      if constexpr (kWithEvents) events[at] += matches;
      inside |= bucket < outside ? 1 : 0;
    }
    persons_in_range += inside;
  }
  persons_in_range_ += persons_in_range;
}

}  // namespace

Result<PlainCounts> count_plain(const TrendPass& pass, const timeline::Snapshot& snapshot, WorkerPool& pool,
                                const std::stop_token& stop) {
  PlainCounts all;
  all.events.resize(pass.buckets->count());
  all.persons.resize(pass.buckets->count());
  if (pass.buckets->count() == 0) return all;
  THRONG_CHECK(timeline::parallel_scan(
      snapshot, pool, stop, [&] { return SliceCounter(pass); },
      [&](SliceCounter& counter, const Stretch& stretch) {
        if (pass.days != nullptr) {
          counter.add_days(stretch);
        } else {
          counter.add(stretch);
        }
      },
      [&](SliceCounter&& counter) { counter.add_to(all); }));
  return all;
}

}  // namespace throng::analyze::internal
