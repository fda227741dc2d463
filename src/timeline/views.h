// What a scan hands to kernels: persons and their events as columns. Views are valid inside the visit only.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "model/event.h"

namespace throng::timeline {

using EventCode = std::uint16_t;
using ValueCode = std::uint32_t;  // 0: missing

// Only the member of the column's kind is set.
struct ColumnView {
  std::span<const ValueCode> codes;
  std::span<const double> numbers;
};

// One person's events in order.
struct PersonView {
  model::PersonNumber person = 0;  // the representative
  std::uint64_t event_mask = 0;    // bit (code & 63) of every event
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
    ColumnView values;  // per event; traits: per person
    bool trait = false;
    std::span<const std::uint64_t> said;  // traits: 1 + key of the $identify that said so; 0: none ever did
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
        const Stretch::Column& column = stretch.columns[c];
        columns_[c] = column.trait ? part(column.values, i, 1) : part(column.values, first, size);
      }
      person.person = stretch.persons[i];
      person.event_mask = stretch.event_masks[i];
      person.keys = stretch.keys.subspan(first, size);
      person.names = stretch.names.subspan(first, size);
      visit(person);
    }
  }

 private:
  static ColumnView part(const ColumnView& all, std::size_t first, std::size_t size) {
    if (all.numbers.empty()) return {all.codes.subspan(first, size), {}};
    return {{}, all.numbers.subspan(first, size)};
  }
  std::vector<ColumnView> columns_;
};

}  // namespace throng::timeline
