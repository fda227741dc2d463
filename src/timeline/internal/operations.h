// Traits that operations other than setting were made on (model/profile_op.h): then the last word is not the whole
// truth, and every operation is kept in the order of its event.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "model/profile_op.h"
#include "timeline/views.h"

namespace throng::timeline {

struct Operation {
  std::uint64_t key = 0;
  std::uint32_t number = 0;  // of the event: orders what the key leaves open
  model::ProfileOp op = model::ProfileOp::set;
  ValueCode operand = 0;  // in the column's dictionary
};

// Of the runs of one slice. Empty where a trait was only ever set.
struct Operations {
  std::vector<Operation> all;
  std::vector<std::uint32_t> offsets;  // one more than runs
  std::uint64_t bytes() const { return all.size() * sizeof(all[0]) + offsets.size() * sizeof(offsets[0]); }
};

// What the operations on one trait of one person come to.
struct FoldedTrait {
  std::uint64_t said = 0;  // 1 + key of the last
  ValueCode code = 0;
  double number = 0;
};
using FoldedTraits = std::unordered_map<model::PersonNumber, FoldedTrait>;

}  // namespace throng::timeline
