// The events of one slice as columns: runs of events, one run per owner, owners ascending.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "timeline/timeline.h"

namespace throng::timeline {

inline constexpr std::size_t kNoRun = static_cast<std::size_t>(-1);

struct Block {
  // Per run.
  std::vector<model::PersonNumber> owners;
  std::vector<std::uint32_t> offsets = {0};  // one more than runs
  std::vector<std::uint64_t> masks;
  // Per event.
  std::vector<std::uint64_t> keys;
  std::vector<EventCode> names;
  std::vector<std::uint32_t> refs;   // event numbers
  // Delta blocks only: where the event stands in the DeltaStore, and how many owners the base does not know.
  std::vector<std::uint32_t> slots;
  std::uint64_t fresh = 0;

  std::size_t runs() const { return owners.size(); }
  std::size_t find(model::PersonNumber owner) const;
  // Makes a run of all events pushed since the last one.
  void close_run(model::PersonNumber owner);
  std::uint64_t bytes() const;
};

std::size_t slice_of(model::PersonNumber owner, std::size_t slices);

// Collects runs in any order of owners; several runs of one owner become one.
class BlockBuilder {
 public:
  Block& events() { return block_; }  // push keys, names and refs here, then close the run
  void close_run(model::PersonNumber owner) { block_.close_run(owner); }
  Block finish();

 private:
  Block block_;
};

}  // namespace throng::timeline
