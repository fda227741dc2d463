#include "analyze/internal/order_statistics.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace throng::analyze::internal {
namespace {

using Lists = std::span<const std::vector<std::int64_t>>;

struct Extent {
  std::int64_t least = 0, greatest = 0;
  std::uint64_t values = 0;
};

Extent extent_of(Lists lists) {
  constexpr auto kMost = std::numeric_limits<std::int64_t>::max();
  std::int64_t least = kMost;
  std::int64_t greatest = -kMost - 1;
  std::uint64_t values = 0;
  for (const auto& list : lists) {
    for (const std::int64_t value : list) {
      least = std::min(least, value);
      greatest = std::max(greatest, value);
    }
    values += list.size();
  }
  return {least, greatest, values};
}

// Values by their leading bits, in cells of equal width.
class Cells {
 public:
  Cells(Lists lists, const Extent& extent) : lists_(lists), least_(extent.least) {
    const std::uint64_t span = offset(extent.greatest);
    while ((span >> shift_) >= kCells) ++shift_;
    counts_.resize((span >> shift_) + 1);
    for (const auto& list : lists) {
      for (const std::int64_t value : list) ++counts_[cell(value)];
    }
  }

  // The value of that rank (from 0) and the one after it, if there is one.
  std::pair<std::int64_t, std::int64_t> pair_at(std::uint64_t rank) const {
    std::size_t first = 0;
    std::uint64_t before = 0;
    while (before + counts_[first] <= rank) before += counts_[first++];
    std::size_t last = first;
    for (std::uint64_t end = before + counts_[first]; end <= rank + 1 && last + 1 < counts_.size();)
      end += counts_[++last];
    std::vector<std::int64_t> values;
    for (const auto& list : lists_) {
      for (const std::int64_t value : list) {
        if (cell(value) >= first && cell(value) <= last) values.push_back(value);
      }
    }
    const auto at = values.begin() + static_cast<std::ptrdiff_t>(rank - before);
    std::nth_element(values.begin(), at, values.end());
    return {*at, at + 1 == values.end() ? *at : *std::min_element(at + 1, values.end())};
  }

 private:
  static constexpr std::uint64_t kCells = 4096;
  std::uint64_t offset(std::int64_t value) const {
    return static_cast<std::uint64_t>(value) - static_cast<std::uint64_t>(least_);
  }
  std::size_t cell(std::int64_t value) const { return static_cast<std::size_t>(offset(value) >> shift_); }

  Lists lists_;
  std::int64_t least_;
  int shift_ = 0;
  std::vector<std::uint64_t> counts_;
};

}  // namespace

std::vector<std::optional<double>> percentiles_of(Lists lists, std::span<const double> ps) {
  std::vector<std::optional<double>> out(ps.size());
  const Extent extent = extent_of(lists);
  if (extent.values == 0) return out;
  const Cells cells(lists, extent);
  for (std::size_t i = 0; i < ps.size(); ++i) {
    const double position = ps[i] * static_cast<double>(extent.values - 1);
    const double below = std::floor(position);
    const auto [value, next] = cells.pair_at(static_cast<std::uint64_t>(below));
    const auto low = static_cast<double>(value);
    out[i] = low + (position - below) * (static_cast<double>(next) - low);
  }
  return out;
}

std::optional<double> percentile_of(Lists lists, double p) { return percentiles_of(lists, {&p, 1})[0]; }

}  // namespace throng::analyze::internal
