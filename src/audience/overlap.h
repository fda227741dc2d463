// How sets of persons overlap: every combination and how many are in exactly that one (an UpSet chart; Lex et al.
// 2014).
#pragma once

#include <span>
#include <vector>

#include <boost/describe/class.hpp>

#include "base/bitmap.h"

namespace throng::audience {

inline constexpr std::size_t kMaxOverlap = 5;

struct Region {
  std::uint32_t mask = 0;  // bit i: in set i; never 0
  std::uint64_t persons = 0;
};
BOOST_DESCRIBE_STRUCT(Region, (), (mask, persons))

// Those with persons, the largest first, then by mask. At most kMaxOverlap sets.
std::vector<Region> regions_of(std::span<const Bitmap> sets);

}  // namespace throng::audience
