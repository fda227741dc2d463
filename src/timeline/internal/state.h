// What a snapshot holds: the layout (base blocks), what came since (delta, overlay of links), loaded columns.
#pragma once

#include <map>
#include <memory>
#include <vector>

#include "timeline/internal/block.h"
#include "timeline/internal/delta_store.h"
#include "timeline/internal/dictionary.h"
#include "timeline/internal/groups.h"
#include "timeline/internal/operations.h"
#include "timeline/internal/parts.h"

namespace throng::timeline {

// Base blocks and the links they were laid out with: an owner is the representative of that time.
struct Layout {
  std::uint64_t id = 0;
  std::vector<std::shared_ptr<const Block>> slices;
  Groups groups;  // numbers -> owners
  std::uint64_t events = 0;
  std::uint64_t runs = 0;
  std::uint64_t bytes = 0;
  model::EventNumber last_number = 0;  // every event of the base has a number up to this
  std::uint64_t first_key = ~std::uint64_t{0};
  std::uint64_t last_key = 0;
};

// Links newer than the layout: owners -> representatives.
struct Overlay {
  Groups groups;
  // Per slice, ascending: owners that belong to somebody else now, and representatives of several owners.
  std::vector<std::vector<model::PersonNumber>> moved;
  struct Gathered {
    model::PersonNumber representative = 0;
    std::vector<model::PersonNumber> owners;
  };
  std::vector<std::vector<Gathered>> gathered;
};
std::shared_ptr<const Overlay> make_overlay(Groups groups, std::size_t slices);

struct Core {
  std::uint64_t version = 0;
  std::shared_ptr<const Layout> layout;
  std::vector<std::shared_ptr<const Block>> delta;  // per slice
  std::shared_ptr<const Overlay> overlay;
  DeltaStore store;
  Dictionary::View names;
  std::uint64_t events = 0;
  std::uint64_t persons = 0;
  std::uint64_t first_key = ~std::uint64_t{0};
  std::uint64_t last_key = 0;
  model::EventNumber last_number = 0;
  std::vector<std::uint64_t> changed;   // per event code: the version that last brought one; 0: that of the layout
  std::uint64_t everybody_changed = 0;  // the version that last brought links, or read everything anew

  model::PersonNumber owner_of(model::PersonNumber number) const { return layout->groups.representative(number); }
  model::PersonNumber representative(model::PersonNumber number) const {
    return overlay->groups.representative(owner_of(number));
  }
};
// Sets events and persons from the blocks.
void count(Core& core);

// One column over the base blocks of one slice.
struct SliceColumn {
  std::vector<ValueCode> codes;        // per event; traits: per run; parts: as in ColumnView
  std::vector<double> numbers;         // per event; traits: per run
  std::vector<std::uint64_t> keys;     // traits: 1 + key of the last operation on it; 0: none ever was
  Operations operations;               // traits that are not only set
  std::vector<std::uint64_t> masks;    // parts
  std::vector<std::uint32_t> offsets;  // parts: where those of a run begin; one more than runs
  std::uint64_t bytes() const {
    return codes.size() * sizeof(codes[0]) + numbers.size() * sizeof(numbers[0]) + keys.size() * sizeof(keys[0]) +
           masks.size() * sizeof(masks[0]) + offsets.size() * sizeof(offsets[0]) + operations.bytes();
  }
};
using BaseColumn = std::vector<SliceColumn>;

// One column over a segment of the DeltaStore.
struct DeltaColumn {
  std::vector<ValueCode> codes;
  std::vector<double> numbers;
  std::vector<std::uint8_t> says;  // traits: this event is an operation on it
};

struct BoundColumn {
  ColumnRef ref;
  std::shared_ptr<const BaseColumn> base;
  std::vector<std::shared_ptr<const DeltaColumn>> delta;
  Dictionary::View dictionary;
  std::shared_ptr<const PartTable> parts;
  std::shared_ptr<const FoldedTraits> folded;  // of persons whose operations lie in several places

  Stretch::Column::Per per() const {
    if (has_parts(ref)) return Stretch::Column::Per::part;
    return ref.trait ? Stretch::Column::Per::person : Stretch::Column::Per::event;
  }
  ValueCode delta_code(std::uint32_t slot) const {
    return delta[slot / DeltaStore::kSegment]->codes[slot % DeltaStore::kSegment];
  }
  double delta_number(std::uint32_t slot) const {
    return delta[slot / DeltaStore::kSegment]->numbers[slot % DeltaStore::kSegment];
  }
  bool delta_says(std::uint32_t slot) const {
    return delta[slot / DeltaStore::kSegment]->says[slot % DeltaStore::kSegment] != 0;
  }
};

struct Snapshot::State {
  std::shared_ptr<const Core> core;
  std::vector<BoundColumn> columns;
};

void scan(const Core& core, std::span<const BoundColumn> columns, std::size_t slice,
          FunctionRef<void(const Stretch&)> visit);
void scan_persons(const Core& core, std::span<const BoundColumn> columns,
                  std::span<const model::PersonNumber> representatives, FunctionRef<void(const Stretch&)> visit);

}  // namespace throng::timeline
