#include "analyze/funnel/internal/plain_attempts.h"

#include <bit>
#include <limits>

namespace throng::analyze::internal {
namespace {

using timeline::ms_of;

constexpr std::uint8_t kNoStep = kMaxFunnelSteps + 1;
// Long ago, but so that an instant may be subtracted.
constexpr std::int64_t kNever = std::numeric_limits<std::int64_t>::min() / 2;

}  // namespace

PlainSteps::PlainSteps(std::span<const std::uint32_t> steps_of, std::size_t steps, std::int64_t window_ms)
    : masks_(steps), window_ms_(window_ms) {
  for (const std::uint32_t bits : steps_of) {
    const std::uint8_t step = bits == 0 ? kNoStep : static_cast<std::uint8_t>(std::countr_zero(bits));
    if (step != kNoStep) masks_[step] |= timeline::mask_of(static_cast<timeline::EventCode>(step_of_.size()));
    step_of_.push_back(step);
  }
}

// The steps before the first one that the person has no event of: nobody comes farther. Without a branch, as nobody
// could foresee it.
std::uint32_t PlainSteps::within_reach(std::uint64_t event_mask) const {
  std::uint32_t depth = 0;
  std::uint32_t every = 1;
  for (const std::uint64_t mask : masks_) {
    every &= (event_mask & mask) != 0 ? 1U : 0U;
    depth += every;
  }
  return depth;
}

// started[k]: the latest start from which k steps were reached. Later is always better, so one per step is enough.
// Events of no step work on places of their own, where nothing ever started: the loop has no branch for them.
PlainSteps::Deepest PlainSteps::deepest(const timeline::PersonView& person) const {
  std::array<std::int64_t, kNoStep + 2> started;
  started.fill(kNever);
  Deepest deepest;
  const std::uint32_t within_reach = this->within_reach(person.event_mask);
  const std::size_t size = person.keys.size();
  for (std::size_t i = 0; i < size; ++i) {
    const std::uint64_t key = person.keys[i];
    const std::int64_t now = ms_of(key);
    const std::uint8_t step = step_of_[person.names[i]];
    started[0] = key - begin_ < end_ - begin_ ? now : kNever;
    const std::int64_t start = started[step];
    const bool reached = now - start <= window_ms_;
    started[step + 1U] = reached ? start : started[step + 1U];
    if (reached && step >= deepest.depth) {
      deepest = {step + 1U, now, i};
      if (deepest.depth == within_reach) break;
    }
  }
  return deepest;
}

// The attempt that counts is the first start not too long before that event: no start from there on can have come as
// far any earlier, and all of them came as far with that event.
std::uint32_t PlainSteps::find(const timeline::PersonView& person,
                               std::array<std::uint32_t, kMaxFunnelSteps>& events) const {
  const Deepest deepest = this->deepest(person);
  if (deepest.depth == 0) return 0;
  std::size_t first = deepest.event;
  // Who came no farther than the first step has the first start, which is that event.
  for (std::size_t i = deepest.depth == 1 ? 0 : first; i-- > 0 && deepest.ms - ms_of(person.keys[i]) <= window_ms_;) {
    const std::uint64_t key = person.keys[i];
    if (step_of_[person.names[i]] == 0 && key - begin_ < end_ - begin_) first = i;
  }
  events[0] = static_cast<std::uint32_t>(first);
  std::uint32_t done = 1;
  for (std::size_t i = first + 1; done < deepest.depth; ++i) {
    if (step_of_[person.names[i]] == done) events[done++] = static_cast<std::uint32_t>(i);
  }
  return deepest.depth;
}

}  // namespace throng::analyze::internal
