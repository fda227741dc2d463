#include "timeline/internal/delta_store.h"

#include <algorithm>
#include <tuple>

namespace throng::timeline {
namespace {

void append(Block& out, const DeltaEvent& event, std::uint32_t slot) {
  out.keys.push_back(event.key);
  out.names.push_back(event.name);
  out.refs.push_back(static_cast<std::uint32_t>(event.number));
  out.slots.push_back(slot);
}

void copy_runs(Block& out, const Block& old, std::size_t begin, std::size_t end) {
  if (begin == end) return;
  const std::uint32_t first = old.offsets[begin];
  const std::uint32_t last = old.offsets[end];
  const auto shift = static_cast<std::uint32_t>(out.keys.size());
  out.owners.insert(out.owners.end(), old.owners.begin() + static_cast<std::ptrdiff_t>(begin), old.owners.begin() + static_cast<std::ptrdiff_t>(end));
  out.masks.insert(out.masks.end(), old.masks.begin() + static_cast<std::ptrdiff_t>(begin), old.masks.begin() + static_cast<std::ptrdiff_t>(end));
  for (std::size_t run = begin; run < end; ++run) out.offsets.push_back(old.offsets[run + 1] - first + shift);
  const auto copy = [&](auto& to, const auto& from) {
    to.insert(to.end(), from.begin() + static_cast<std::ptrdiff_t>(first), from.begin() + static_cast<std::ptrdiff_t>(last));
  };
  copy(out.keys, old.keys);
  copy(out.names, old.names);
  copy(out.refs, old.refs);
  copy(out.slots, old.slots);
}

}  // namespace

std::uint32_t DeltaStore::push(DeltaEvent event) {
  if (size_ % kSegment == 0) segments_.push_back(std::shared_ptr<DeltaEvent[]>(new DeltaEvent[kSegment]));
  segments_.back().get()[size_ % kSegment] = std::move(event);
  return size_++;
}

Block merge_delta(const Block& old, const Block& base, std::vector<OwnedSlot> added, const DeltaStore& store) {
  const auto order = [&](std::uint32_t slot) {
    const DeltaEvent& event = store[slot];
    return std::tie(event.key, event.id, event.number);
  };
  std::sort(added.begin(), added.end(), [&](const OwnedSlot& a, const OwnedSlot& b) {
    return a.owner != b.owner ? a.owner < b.owner : order(a.slot) < order(b.slot);
  });
  Block out;
  out.fresh = old.fresh;
  std::size_t copied = 0;  // runs of old
  for (std::size_t i = 0; i < added.size();) {
    const model::PersonNumber owner = added[i].owner;
    const auto from = old.owners.begin() + static_cast<std::ptrdiff_t>(copied);
    const auto run = static_cast<std::size_t>(std::lower_bound(from, old.owners.end(), owner) - old.owners.begin());
    copy_runs(out, old, copied, run);
    copied = run;
    std::uint32_t event = 0, end = 0;
    if (run < old.runs() && old.owners[run] == owner) {
      event = old.offsets[run];
      end = old.offsets[run + 1];
      ++copied;
    } else if (base.find(owner) == kNoRun) {
      ++out.fresh;
    }
    const auto append_old = [&] { append(out, store[old.slots[event]], old.slots[event]); };
    for (; i < added.size() && added[i].owner == owner; ++i) {
      for (; event < end && order(old.slots[event]) < order(added[i].slot); ++event) append_old();
      append(out, store[added[i].slot], added[i].slot);
    }
    for (; event < end; ++event) append_old();
    out.close_run(owner);
  }
  copy_runs(out, old, copied, old.runs());
  return out;
}

}  // namespace throng::timeline
