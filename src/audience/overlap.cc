#include "audience/overlap.h"

#include <algorithm>

namespace throng::audience {

std::vector<Region> regions_of(std::span<const Bitmap> sets) {
  std::vector<Region> regions;
  for (std::uint32_t mask = 1; mask < (std::uint32_t{1} << sets.size()); ++mask) {
    Bitmap inside;
    bool first = true;
    for (std::size_t i = 0; i < sets.size(); ++i) {
      if ((mask >> i & 1U) == 0) continue;
      first ? inside = sets[i] : inside &= sets[i];
      first = false;
    }
    for (std::size_t i = 0; i < sets.size(); ++i) {
      if ((mask >> i & 1U) == 0) inside -= sets[i];
    }
    if (!inside.empty()) regions.push_back({mask, inside.size()});
  }
  std::ranges::sort(regions, [](const Region& a, const Region& b) {
    return a.persons != b.persons ? a.persons > b.persons : a.mask < b.mask;
  });
  return regions;
}

}  // namespace throng::audience
