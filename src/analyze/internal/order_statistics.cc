#include "analyze/internal/order_statistics.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "analyze/internal/run_on.h"

namespace throng::analyze::internal {
namespace {

using Lists = std::span<const std::vector<std::int64_t>>;

constexpr std::size_t kCells = 4096;

struct Extent {
  std::int64_t least = std::numeric_limits<std::int64_t>::max();
  std::int64_t greatest = std::numeric_limits<std::int64_t>::min();

  void add(const Extent& other) {
    least = std::min(least, other.least);
    greatest = std::max(greatest, other.greatest);
  }
};

Extent extent_of(Lists lists) {
  Extent extent;
  for (const auto& list : lists) {
    for (const std::int64_t value : list) extent.add({value, value});
  }
  return extent;
}

std::uint64_t size_of(Lists lists) {
  std::uint64_t values = 0;
  for (const auto& list : lists) values += list.size();
  return values;
}

// Parts an extent into at most so many cells of equal width.
struct Scale {
  Scale(const Extent& extent, std::size_t cells) : least(extent.least) {
    const std::uint64_t span = offset(extent.greatest);
    while ((span >> shift) >= cells) ++shift;
    count = static_cast<std::size_t>(span >> shift) + 1;
  }
  std::uint64_t offset(std::int64_t value) const {
    return static_cast<std::uint64_t>(value) - static_cast<std::uint64_t>(least);
  }
  std::size_t cell(std::int64_t value) const { return static_cast<std::size_t>(offset(value) >> shift); }

  std::int64_t least;
  int shift = 0;
  std::size_t count = 0;
};

// Values by their leading bits.
class Cells {
 public:
  explicit Cells(const Scale& scale) : scale_(scale), counts_(scale.count) {}
  Cells(Lists lists, const Scale& scale) : Cells(scale) {
    for (const auto& list : lists) {
      for (const std::int64_t value : list) ++counts_[scale.cell(value)];
    }
    values_ = size_of(lists);
  }
  void add(const Cells& other) {
    for (std::size_t i = 0; i < counts_.size(); ++i) counts_[i] += other.counts_[i];
    values_ += other.values_;
  }

  // Of the lists that were counted.
  std::optional<double> percentile(Lists lists, double p) const {
    if (values_ == 0) return std::nullopt;
    const double position = p * static_cast<double>(values_ - 1);
    const double below = std::floor(position);
    const auto [value, next] = pair_at(lists, static_cast<std::uint64_t>(below));
    const auto low = static_cast<double>(value);
    return low + (position - below) * (static_cast<double>(next) - low);
  }

 private:
  // The value of that rank (from 0) and the one after it, if there is one.
  std::pair<std::int64_t, std::int64_t> pair_at(Lists lists, std::uint64_t rank) const {
    std::size_t first = 0;
    std::uint64_t before = 0;
    while (before + counts_[first] <= rank) before += counts_[first++];
    std::size_t last = first;
    for (std::uint64_t end = before + counts_[first]; end <= rank + 1 && last + 1 < counts_.size();)
      end += counts_[++last];
    // The cells' offsets lie in [begin, begin + width]: one comparison, as nearly all values lie elsewhere.
    const std::uint64_t begin = std::uint64_t{first} << scale_.shift;
    const std::uint64_t width = (std::uint64_t{last - first + 1} << scale_.shift) - 1;
    std::vector<std::int64_t> values;
    for (const auto& list : lists) {
      for (const std::int64_t value : list) {
        if (scale_.offset(value) - begin <= width) values.push_back(value);
      }
    }
    const auto at = values.begin() + static_cast<std::ptrdiff_t>(rank - before);
    std::nth_element(values.begin(), at, values.end());
    return {*at, at + 1 == values.end() ? *at : *std::min_element(at + 1, values.end())};
  }

  Scale scale_;
  std::vector<std::uint64_t> counts_;
  std::uint64_t values_ = 0;
};

}  // namespace

std::vector<std::optional<double>> percentiles_of(Lists lists, std::span<const double> ps) {
  std::vector<std::optional<double>> out(ps.size());
  if (size_of(lists) == 0) return out;
  const Cells cells(lists, Scale(extent_of(lists), kCells));
  for (std::size_t i = 0; i < ps.size(); ++i) out[i] = cells.percentile(lists, ps[i]);
  return out;
}

std::optional<double> percentile_of(Lists lists, double p) { return percentiles_of(lists, {&p, 1})[0]; }

GroupPercentiles percentiles_by_group(Lists lists, std::size_t groups, double p, WorkerPool* pool) {
  GroupPercentiles out{std::vector<std::optional<double>>(groups), std::nullopt};
  if (size_of(lists) == 0) return out;
  const auto of_group = [&](std::size_t group) {
    const std::size_t size = lists.size() / groups;
    return lists.subspan(group * size, size);
  };
  std::vector<Extent> extents(groups);
  run_on(pool, groups, [&](std::size_t group) { extents[group] = extent_of(of_group(group)); });
  for (std::size_t group = 1; group < groups; ++group) extents[0].add(extents[group]);
  // The more groups, the fewer cells each: a bounded number of them in all.
  const Scale scale(extents[0], std::max<std::size_t>(kCells * 64 / std::max<std::size_t>(groups, 64), 16));
  std::vector<Cells> cells(groups, Cells(scale));
  run_on(pool, groups, [&](std::size_t group) { cells[group] = Cells(of_group(group), scale); });
  Cells all(scale);
  for (const Cells& each : cells) all.add(each);
  // All together first: it takes longest.
  run_on(pool, groups + 1, [&](std::size_t task) {
    if (task == 0) {
      out.all = all.percentile(lists, p);
    } else {
      out.each[task - 1] = cells[task - 1].percentile(of_group(task - 1), p);
    }
  });
  return out;
}

}  // namespace throng::analyze::internal
