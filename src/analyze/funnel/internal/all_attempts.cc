#include "analyze/funnel/internal/all_attempts.h"

#include <algorithm>
#include <bit>

namespace throng::analyze::internal {

void AllAttempts::consider(std::size_t start) {
  std::uint32_t depth = 1;
  while (depth < reached_.size() && reached_[depth] > start) ++depth;
  if (depth > deepest_.depth) deepest_ = {depth, starts_[start], deepest_.kills_person};
}

void AllAttempts::expire(std::int64_t now, std::int64_t window_ms) {
  for (; front_ < starts_.size() && now - events_[starts_[front_]].ms > window_ms; ++front_) consider(front_);
}

// Those that leave the person out first, as they must not miss an attempt that another ends.
void AllAttempts::exclude(std::uint8_t excluded, const AttemptRules& rules) {
  for (const bool person : {true, false}) {
    for (std::uint32_t x = 0; excluded >> x != 0; ++x) {
      if ((excluded >> x & 1U) != 0 && rules.exclusions[x].person == person) kill(rules.exclusions[x]);
    }
  }
}

// Those that have done `from` steps and not `to`. The front one of them is the deepest.
void AllAttempts::kill(const AttemptRules::Exclusion& exclusion) {
  const std::size_t begin = std::max(reached_[exclusion.to - 1], front_);
  const std::size_t end = reached_[exclusion.from - 1];
  if (begin >= end) return;
  consider(begin);
  deepest_.kills_person = deepest_.kills_person || exclusion.person;
  starts_.erase(starts_.begin() + static_cast<std::ptrdiff_t>(begin),
                starts_.begin() + static_cast<std::ptrdiff_t>(end));
  for (std::size_t& reached : reached_) {
    if (reached >= end) {
      reached -= end - begin;
    } else {
      reached = std::min(reached, begin);
    }
  }
}

// From the last step down, so that an event serves one step of an attempt.
void AllAttempts::advance(std::uint32_t steps) {
  for (std::uint32_t rest = steps & ~1U; rest != 0;) {
    const auto step = static_cast<std::size_t>(std::bit_width(rest) - 1);
    rest &= ~(1U << step);
    reached_[step] = std::max(reached_[step], reached_[step - 1]);
  }
}

AllAttempts::Deepest AllAttempts::find(StepEvents events, std::size_t from, std::size_t to, const AttemptRules& rules) {
  events_ = events;
  starts_.clear();
  reached_.assign(rules.steps, 0);
  front_ = 0;
  deepest_ = {};
  const bool to_the_end = std::any_of(rules.exclusions.begin(), rules.exclusions.end(),
                                      [](const AttemptRules::Exclusion& exclusion) { return exclusion.person; });
  for (std::size_t i = from; i < events.size(); ++i) {
    expire(events[i].ms, rules.window_ms);
    if (i >= to && front_ == starts_.size()) return deepest_;
    if (events[i].excluded != 0) exclude(events[i].excluded, rules);
    advance(events[i].steps);
    if (reached_.back() > front_) {
      consider(front_);
      if (!to_the_end) return deepest_;
    }
    if (events[i].starts && i < to) {
      starts_.push_back(i);
      reached_[0] = starts_.size();
    }
  }
  for (; front_ < starts_.size() && deepest_.depth < rules.steps; ++front_) consider(front_);
  return deepest_;
}

}  // namespace throng::analyze::internal
