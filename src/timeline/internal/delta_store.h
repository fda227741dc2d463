// The events that are not folded into the base yet, with everything a column may be read from.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "model/profile_op.h"
#include "timeline/internal/block.h"

namespace throng::timeline {

struct DeltaEvent {
  model::EventNumber number = 0;
  model::EventId id;
  model::PersonNumber person = 0;
  std::uint64_t key = 0;
  EventCode name = 0;
  std::optional<model::ProfileOp> operation;
  std::string session, channel, device, os, browser, page, props;
};

// Appended to by one writer; a copy handed to a reader sees the events up to its own size and never changes.
class DeltaStore {
 public:
  static constexpr std::uint32_t kSegment = 1024;

  std::uint32_t size() const { return size_; }
  const DeltaEvent& operator[](std::uint32_t slot) const { return segments_[slot / kSegment].get()[slot % kSegment]; }
  std::uint32_t push(DeltaEvent event);

 private:
  std::vector<std::shared_ptr<DeltaEvent[]>> segments_;
  std::uint32_t size_ = 0;
};

// `old` with these events of `store` merged in, in any order; owners as in the layout that `base` belongs to.
struct OwnedSlot {
  model::PersonNumber owner = 0;
  std::uint32_t slot = 0;
};
Block merge_delta(const Block& old, const Block& base, std::vector<OwnedSlot> added, const DeltaStore& store);

}  // namespace throng::timeline
