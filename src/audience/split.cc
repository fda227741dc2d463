#include "audience/split.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

#include <fmt/format.h>

namespace throng::audience {
namespace {

constexpr std::size_t kMaxNameBytes = 200;

// The least number that at least `percent` % of all are below.
double percent_cut(double percent, std::span<const double> sorted) {
  const double needed = percent / 100 * static_cast<double>(sorted.size());
  // 29 % of 100 is a little more than 29 among doubles.
  const auto below = static_cast<std::size_t>(std::ceil(needed * (1 - 1e-12)));
  if (below >= sorted.size()) return std::numeric_limits<double>::infinity();
  const double here = sorted[below];
  if (below == 0 || sorted[below - 1] < here) return here;
  const auto next = std::ranges::upper_bound(sorted, here);
  return next == sorted.end() ? std::numeric_limits<double>::infinity() : *next;
}

}  // namespace

Result<void> check(const Split& split) {
  if (split.cuts.empty() || split.cuts.size() > kMaxSplitCuts)
    return invalid("cuts", fmt::format("expected 1 to {} cuts", kMaxSplitCuts));
  for (std::size_t i = 0; i < split.cuts.size(); ++i) {
    const double cut = split.cuts[i];
    if (!std::isfinite(cut)) return invalid(fmt::format("cuts[{}]", i), "expected a number");
    if (i > 0 && cut <= split.cuts[i - 1]) return invalid(fmt::format("cuts[{}]", i), "cuts ascend");
    if (split.by == CutBy::percent && (cut <= 0 || cut >= 100))
      return invalid(fmt::format("cuts[{}]", i), "expected a percentage between 0 and 100");
  }
  if (split.names.size() != split.cuts.size() + 1)
    return invalid("names", fmt::format("{} cuts make {} parts to name", split.cuts.size(), split.cuts.size() + 1));
  std::set<std::string_view> seen;
  for (std::size_t i = 0; i < split.names.size(); ++i) {
    const std::string& name = split.names[i];
    if (name.empty() || name.size() > kMaxNameBytes)
      return invalid(fmt::format("names[{}]", i), fmt::format("expected 1 to {} bytes", kMaxNameBytes));
    if (!seen.insert(name).second) return invalid(fmt::format("names[{}]", i), "another part has this name");
  }
  return {};
}

std::vector<double> cuts_among(const Split& split, std::span<const double> sorted) {
  if (split.by == CutBy::value) return split.cuts;
  std::vector<double> cuts;
  for (const double percent : split.cuts) cuts.push_back(percent_cut(percent, sorted));
  return cuts;
}

std::size_t part_of(std::span<const double> cuts, double number) {
  return static_cast<std::size_t>(std::ranges::upper_bound(cuts, number) - cuts.begin());
}

}  // namespace throng::audience
