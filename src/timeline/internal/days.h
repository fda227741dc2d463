// Days columns: from events to the local days they lie on.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "timeline/bucket_index.h"
#include "timeline/timeline.h"

namespace throng::timeline {

// The local days of a zone from the first key to somewhat after the last. Immutable.
class DayTable {
 public:
  // Errors: invalid_argument for an unknown zone.
  static Result<std::shared_ptr<const DayTable>> create(const std::string& zone, std::uint64_t first_key,
                                                        std::uint64_t last_key);
  bool covers(std::uint64_t first_key, std::uint64_t last_key) const {
    return first_key >= index_.begin() && last_key < index_.end();
  }
  const BucketIndex& index() const { return index_; }
  ValueCode day_number(std::uint32_t bucket) const { return numbers_[bucket]; }

 private:
  explicit DayTable(std::span<const Instant> midnights) : index_(midnights) {}
  BucketIndex index_;
  std::vector<ValueCode> numbers_;  // per bucket; a zone may have left out a date
};

// Days as columns, person after person.
struct DayList {
  std::vector<ValueCode> days;
  std::vector<std::uint64_t> masks;
  std::vector<std::uint16_t> scratch;

  // Adds the days of one person's events.
  void add(const DayTable& table, std::span<const std::uint64_t> keys, std::span<const EventCode> names);
};

}  // namespace throng::timeline
