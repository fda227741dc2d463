#include "timeline/internal/days.h"

#include "base/calendar.h"

namespace throng::timeline {
namespace {

// New events come in every day: the table need not be made anew for each.
constexpr Duration kAhead = throng::days(400);

}  // namespace

Result<std::shared_ptr<const DayTable>> DayTable::create(const std::string& zone, std::uint64_t first_key,
                                                         std::uint64_t last_key) {
  THRONG_TRY(const Calendar calendar, Calendar::create(zone));
  std::vector<Instant> midnights;
  if (first_key <= last_key) {
    const TimeRange range{from_ms(ms_of(first_key)), from_ms(ms_of(last_key)) + kAhead};
    midnights = calendar.boundaries(range, BucketUnit::day);
  }
  const std::shared_ptr<DayTable> table(new DayTable(midnights));
  for (const Instant midnight : midnights) table->numbers_.push_back(timeline::day_number(calendar.date_of(midnight)));
  return table;
}

void DayList::add(const DayTable& table, std::span<const std::uint64_t> keys, std::span<const EventCode> names) {
  if (scratch.size() < keys.size()) scratch.resize(keys.size());
  table.index().buckets_of(keys, scratch.data());
  for (std::size_t i = 0; i < keys.size();) {
    const std::uint16_t bucket = scratch[i];
    std::uint64_t mask = 0;
    for (; i < keys.size() && scratch[i] == bucket; ++i) mask |= mask_of(names[i]);
    days.push_back(table.day_number(bucket));
    masks.push_back(mask);
  }
}

}  // namespace throng::timeline
