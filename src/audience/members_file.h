// Lists of persons that people bring along: ids or values of a trait, to be matched with who is known.
#pragma once

#include <string>
#include <vector>

#include "analyze/registry.h"
#include "base/bitmap.h"
#include "collect/collector.h"

namespace throng::audience {

inline constexpr std::size_t kMaxListed = 500'000;
inline constexpr std::size_t kShownUnmatched = 1000;

struct Matched {
  Bitmap persons;
  std::uint64_t matched = 0;           // values that led to somebody
  std::uint64_t unmatched = 0;         // values that led to nobody
  std::vector<std::string> not_found;  // the first kShownUnmatched of them
};

// `trait` "": values are ids, of users or, if there is no such user, of visitors. Else they are labels of that trait;
// one may lead to several persons. Blank ones are skipped. Errors: too_large (more than kMaxListed), those of a trait.
Result<Matched> match(std::span<const std::string> values, const std::string& trait,
                      const collect::Collector& collector, timeline::Timeline& timeline,
                      const analyze::AskContext& context);

}  // namespace throng::audience
