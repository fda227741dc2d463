// Traits of some persons, as they are now: what goes with them in exports and pushes.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "timeline/timeline.h"

namespace throng::audience {

// The traits that were named at the start, read for some persons at a time. Cheap to keep for one export or batch; what
// comes later is not seen.
class PersonTraits {
 public:
  // Errors: those of Timeline::snapshot().
  static Result<PersonTraits> open(timeline::Timeline& timeline, const std::vector<std::string>& traits,
                                   std::stop_token stop);

  // Per person (a representative, each once) the raw JSON of every trait, in the order of `traits`; "" for none.
  using Row = std::vector<std::string_view>;  // into the snapshot's dictionaries: valid as long as this
  std::vector<Row> of(std::span<const model::PersonNumber> persons) const;

  const timeline::Snapshot& snapshot() const { return snapshot_; }

 private:
  PersonTraits(timeline::Snapshot snapshot, std::size_t traits) : snapshot_(std::move(snapshot)), traits_(traits) {}

  timeline::Snapshot snapshot_;
  std::size_t traits_;
};

}  // namespace throng::audience
