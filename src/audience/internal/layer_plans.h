// From a scheme to what must be known of persons, and from that to its layers.
#pragma once

#include "audience/layers.h"

namespace throng::audience::internal {

// The layers of those who have a place; whoever of `everyone` has none lies in the rest. A partition of everyone,
// whatever is said of others.
class Partition {
 public:
  Partition(const Bitmap& everyone, std::size_t layers);
  // The first word counts. Persons who are not there are passed over.
  void put(model::PersonNumber person, std::size_t layer);
  void put(const Bitmap& persons, std::size_t layer);
  Assignment named(std::vector<std::string> names) &&;  // one more than there are layers: the rest comes last

 private:
  std::vector<std::uint32_t> persons_;
  std::vector<std::uint8_t> places_;  // of each; the number of layers: the rest
  std::size_t layers_;
};

Plan number_plan(const LayerScheme& scheme);
Plan lifecycle_plan(const LayerScheme& scheme);
Plan rfm_plan(const LayerScheme& scheme);
Plan interest_plan(const LayerScheme& scheme);
Plan rules_plan(const LayerScheme& scheme);

}  // namespace throng::audience::internal
