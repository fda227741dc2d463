// Step 7: the ids of the events received in the last days, exactly.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "base/time.h"
#include "model/event.h"

namespace throng::collect {

// A set of event ids for each day of receipt; days older than the span are dropped whole, so an id is
// remembered for at least the span and at most a day longer. One thread.
class RecentIds {
 public:
  explicit RecentIds(Duration span);

  bool contains(const model::EventId& id) const;
  // The id must not be contained.
  void insert(const model::EventId& id, Instant received);
  // Takes an insert back.
  void take_back(const model::EventId& id, Instant received);
  // Forgets days that ended more than the span before `now`.
  void forget(Instant now);
  std::size_t size() const;

 private:
  struct Day {
    std::int64_t day = 0;
    std::size_t size = 0;
    std::vector<std::array<std::uint64_t, 2>> slots;  // power of two; all zero: free
    bool has_zero = false;                            // the one id that looks like a free slot
  };
  Day& day_of(Instant received);
  std::size_t slot_of(const Day& day, const std::array<std::uint64_t, 2>& id) const;
  void grow(Day& day);

  Duration span_;
  std::uint64_t seed_;
  std::vector<Day> days_;
};

}  // namespace throng::collect
