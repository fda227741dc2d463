#include "timeline/internal/block.h"

#include <algorithm>
#include <functional>
#include <numeric>

namespace throng::timeline {
namespace {

void append_event(Block& to, const Block& from, std::size_t event) {
  to.keys.push_back(from.keys[event]);
  to.names.push_back(from.names[event]);
  to.refs.push_back(from.refs[event]);
}

// Appends the events of these runs in order of key; ties keep the order of the runs.
void append_merged(Block& to, const Block& from, std::vector<std::uint32_t>& runs) {
  std::vector<std::uint32_t> order;
  for (const std::uint32_t run : runs) {
    for (std::uint32_t i = from.offsets[run]; i < from.offsets[run + 1]; ++i) order.push_back(i);
  }
  std::sort(order.begin(), order.end(),
            [&](auto a, auto b) { return from.keys[a] != from.keys[b] ? from.keys[a] < from.keys[b] : a < b; });
  for (const std::uint32_t event : order) append_event(to, from, event);
}

}  // namespace

std::size_t Block::find(model::PersonNumber owner) const {
  const auto found = std::lower_bound(owners.begin(), owners.end(), owner);
  return found != owners.end() && *found == owner ? static_cast<std::size_t>(found - owners.begin()) : kNoRun;
}

void Block::close_run(model::PersonNumber owner) {
  std::uint64_t mask = 0;
  for (std::size_t i = offsets.back(); i < names.size(); ++i) mask |= mask_of(names[i]);
  owners.push_back(owner);
  masks.push_back(mask);
  offsets.push_back(static_cast<std::uint32_t>(keys.size()));
}

std::uint64_t Block::bytes() const {
  return owners.size() * (sizeof(owners[0]) + sizeof(offsets[0]) + sizeof(masks[0])) +
         keys.size() * (sizeof(keys[0]) + sizeof(names[0]) + sizeof(refs[0])) + slots.size() * sizeof(slots[0]);
}

std::size_t slice_of(model::PersonNumber owner, std::size_t slices) {
  const std::uint64_t mixed = (owner * std::uint64_t{0x9E3779B97F4A7C15}) >> 32U;
  return static_cast<std::size_t>((mixed * slices) >> 32U);
}

Block BlockBuilder::finish() {
  const bool ascending =
      std::adjacent_find(block_.owners.begin(), block_.owners.end(), std::greater_equal<>{}) == block_.owners.end();
  if (ascending) {
    block_.keys.shrink_to_fit();
    block_.names.shrink_to_fit();
    block_.refs.shrink_to_fit();
    return std::move(block_);
  }
  std::vector<std::uint32_t> order(block_.runs());
  std::iota(order.begin(), order.end(), 0U);
  std::sort(order.begin(), order.end(), [&](auto a, auto b) {
    return block_.owners[a] != block_.owners[b] ? block_.owners[a] < block_.owners[b] : a < b;
  });
  Block sorted;
  sorted.keys.reserve(block_.keys.size());
  sorted.names.reserve(block_.names.size());
  sorted.refs.reserve(block_.refs.size());
  std::vector<std::uint32_t> runs;
  for (std::size_t i = 0; i < order.size();) {
    const model::PersonNumber owner = block_.owners[order[i]];
    for (runs.clear(); i < order.size() && block_.owners[order[i]] == owner; ++i) runs.push_back(order[i]);
    if (runs.size() > 1) {
      append_merged(sorted, block_, runs);
    } else {
      for (std::uint32_t e = block_.offsets[runs[0]]; e < block_.offsets[runs[0] + 1]; ++e)
        append_event(sorted, block_, e);
    }
    sorted.close_run(owner);
  }
  block_ = Block{};
  return sorted;
}

}  // namespace throng::timeline
