// What a scan hands to kernels: persons and their events as columns. Views are valid inside the visit only.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "base/calendar.h"
#include "base/time.h"
#include "model/event.h"

namespace throng::timeline {

using EventCode = std::uint16_t;
using ValueCode = std::uint32_t;  // 0: missing

// Instant and tie of an event in one number, ascending as events are.
inline constexpr int kTieBits = 22;
// Right for instants from 1970 to 2109 (42 bits).
constexpr std::uint64_t key_of(std::int64_t ts_ms, std::uint32_t tie) {
  return (static_cast<std::uint64_t>(ts_ms) << kTieBits) | tie;
}
constexpr std::int64_t ms_of(std::uint64_t key) { return static_cast<std::int64_t>(key >> kTieBits); }
// The least key at or after an instant: keys in [bound(begin), bound(end)) lie in the range, whatever its ends.
constexpr std::uint64_t key_bound(Instant t) {
  if (to_ms(t) <= 0) return 0;
  return to_ms(t) >> (64 - kTieBits) != 0 ? ~std::uint64_t{0} : key_of(to_ms(t), 0);
}

// What is said of one bit per event code. Two codes may share one.
constexpr std::uint64_t mask_of(EventCode code) { return std::uint64_t{1} << (code & 63U); }

// Only the members of the column's kind are set.
struct ColumnView {
  // days: day_number() of local days with events, ascending; sessions: places of their first events, ascending
  std::span<const ValueCode> codes;
  std::span<const double> numbers;
  std::span<const std::uint64_t> masks;  // days, sessions: the event codes seen in each
};
// A local date as days since the day before 1970-01-01.
constexpr ValueCode day_number(CivilDate date) {
  const std::chrono::year_month_day ymd{std::chrono::year{date.year}, std::chrono::month{date.month},
                                        std::chrono::day{date.day}};
  return static_cast<ValueCode>(std::chrono::sys_days{ymd}.time_since_epoch().count() + 1);
}

// One person's events in order.
struct PersonView {
  model::PersonNumber person = 0;  // the representative
  std::uint64_t event_mask = 0;    // of all events
  std::span<const std::uint64_t> keys;
  std::span<const EventCode> names;
  std::span<const ColumnView> columns;  // in the order they were asked for; traits have one value
};

// Persons who lie one after the other in memory: person i has the events from offsets[i] up to offsets[i + 1] of
// the event columns. Kernels that are bound by memory loop over these; the others see one PersonView at a time.
struct Stretch {
  std::span<const model::PersonNumber> persons;
  std::span<const std::uint64_t> event_masks;
  std::span<const std::uint32_t> offsets;  // one more than persons
  std::span<const std::uint64_t> keys;
  std::span<const EventCode> names;
  std::span<const std::uint32_t> numbers;  // event numbers
  struct Column {
    enum class Per { event, person, part };
    Per per = Per::event;
    ColumnView values;
    std::span<const std::uint64_t> said;     // per person: 1 + key of the last operation on it; 0: none ever was
    std::span<const std::uint32_t> offsets;  // per part: person i has those from offsets[i] up to offsets[i + 1]
  };
  std::span<const Column> columns;
};

// Takes stretches apart. One per scan, so that persons cost no allocation.
class PersonWalk {
 public:
  template <class Visit>
  void each(const Stretch& stretch, Visit visit) {
    columns_.resize(stretch.columns.size());
    PersonView person;
    person.columns = columns_;
    for (std::size_t i = 0; i < stretch.persons.size(); ++i) {
      const std::size_t first = stretch.offsets[i];
      const std::size_t size = stretch.offsets[i + 1] - first;
      for (std::size_t c = 0; c < columns_.size(); ++c) {
        columns_[c] = part(stretch.columns[c], i, first, size);
      }
      person.person = stretch.persons[i];
      person.event_mask = stretch.event_masks[i];
      person.keys = stretch.keys.subspan(first, size);
      person.names = stretch.names.subspan(first, size);
      visit(person);
    }
  }

 private:
  static ColumnView part(const Stretch::Column& column, std::size_t person, std::size_t first, std::size_t size) {
    const ColumnView& all = column.values;
    if (column.per == Stretch::Column::Per::person) first = person, size = 1;
    if (column.per == Stretch::Column::Per::part) {
      first = column.offsets[person];
      size = column.offsets[person + 1] - first;
      return {all.codes.subspan(first, size), {}, all.masks.subspan(first, size)};
    }
    if (all.numbers.empty()) return {all.codes.subspan(first, size), {}, {}};
    return {{}, all.numbers.subspan(first, size), {}};
  }
  std::vector<ColumnView> columns_;
};

}  // namespace throng::timeline
