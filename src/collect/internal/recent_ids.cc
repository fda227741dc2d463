#include "collect/internal/recent_ids.h"

#include <algorithm>
#include <cstring>
#include <random>
#include <utility>

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace throng::collect {
namespace {

using Words = std::array<std::uint64_t, 2>;
constexpr Words kFree = {0, 0};
constexpr std::size_t kFirstSlots = 1024;

Words words_of(const model::EventId& id) {
  Words words;
  std::memcpy(words.data(), id.bytes.data(), sizeof words);
  return words;
}

std::int64_t day_number(Instant t) { return std::chrono::floor<std::chrono::days>(t).time_since_epoch().count(); }

}  // namespace

// Clients choose the ids: the seed keeps them from choosing collisions.
RecentIds::RecentIds(Duration span) : span_(span), seed_((std::uint64_t{std::random_device{}()} << 32) | 1) {}

std::size_t RecentIds::slot_of(const Day& day, const Words& id) const {
  const std::size_t mask = day.slots.size() - 1;
  std::size_t at = XXH3_64bits_withSeed(id.data(), sizeof id, seed_) & mask;
  while (day.slots[at] != kFree && day.slots[at] != id) at = (at + 1) & mask;
  return at;
}

bool RecentIds::contains(const model::EventId& id) const {
  const Words words = words_of(id);
  const std::uint64_t hash = XXH3_64bits_withSeed(words.data(), sizeof words, seed_);
  for (const Day& day : days_) __builtin_prefetch(&day.slots[hash & (day.slots.size() - 1)]);
  return std::any_of(days_.begin(), days_.end(), [&](const Day& day) {
    return words == kFree ? day.has_zero : day.slots[slot_of(day, words)] == words;
  });
}

RecentIds::Day& RecentIds::day_of(Instant received) {
  const std::int64_t number = day_number(received);
  const auto found = std::find_if(days_.begin(), days_.end(), [&](const Day& day) { return day.day == number; });
  if (found != days_.end()) return *found;
  Day& day = days_.emplace_back();
  day.day = number;
  day.slots.assign(kFirstSlots, kFree);
  return day;
}

void RecentIds::grow(Day& day) {
  std::vector<Words> old(day.slots.size() * 2, kFree);
  old.swap(day.slots);
  for (const Words& id : old) {
    if (id != kFree) day.slots[slot_of(day, id)] = id;
  }
}

void RecentIds::insert(const model::EventId& id, Instant received) {
  Day& day = day_of(received);
  const Words words = words_of(id);
  ++day.size;
  if (words == kFree) {
    day.has_zero = true;
    return;
  }
  if (day.size * 10 > day.slots.size() * 7) grow(day);
  day.slots[slot_of(day, words)] = words;
}

void RecentIds::take_back(const model::EventId& id, Instant received) {
  Day& day = day_of(received);
  const Words words = words_of(id);
  --day.size;
  if (words == kFree) {
    day.has_zero = false;
    return;
  }
  const std::size_t mask = day.slots.size() - 1;
  std::size_t at = slot_of(day, words);
  day.slots[at] = kFree;
  for (at = (at + 1) & mask; day.slots[at] != kFree; at = (at + 1) & mask) {
    const Words moved = std::exchange(day.slots[at], kFree);
    day.slots[slot_of(day, moved)] = moved;
  }
}

void RecentIds::forget(Instant now) {
  const std::int64_t oldest = day_number(now - span_);
  std::erase_if(days_, [&](const Day& day) { return day.day < oldest; });
}

std::size_t RecentIds::size() const {
  std::size_t total = 0;
  for (const Day& day : days_) total += day.size;
  return total;
}

}  // namespace throng::collect
