#include "analyze/stickiness/spec.h"

#include "analyze/internal/checks.h"

namespace throng::analyze {

std::uint64_t& count_of(ActiveDay& day, ActiveWindow window) {
  switch (window) {
    case ActiveWindow::dau: return day.dau;
    case ActiveWindow::wau: return day.wau;
    default: return day.mau;
  }
}

StickinessGrid grid_of(Buckets buckets, Buckets days, const Calendar& calendar) {
  StickinessGrid grid{std::move(buckets), std::move(days)};
  if (grid.days.count() == 0) return grid;
  std::vector<Instant> before;
  for (std::size_t n = StickinessGrid::kDaysBefore; n > 0; --n)
    before.push_back(calendar.advance(grid.days.bounds.front(), BucketUnit::day, -static_cast<int>(n)));
  grid.days.bounds.insert(grid.days.bounds.begin(), before.begin(), before.end());
  grid.days.range = {grid.days.bounds.front(), grid.days.bounds.back()};
  return grid;
}

Result<void> validate(const StickinessQuestion& question) {
  THRONG_CHECK(internal::check_match("match", question.match));
  THRONG_CHECK(internal::check_range(question.range));
  return internal::check_day_or_longer(question.bucket);
}

Result<void> validate(const StickinessCell& cell, const StickinessGrid& grid) {
  if (cell.buckets.has_value() == cell.day.has_value()) return invalid("buckets", "give either buckets or day");
  if (cell.day && *cell.day >= grid.days_asked()) return invalid("day", "the answer has no such day");
  if (cell.buckets && (*cell.buckets == 0 || *cell.buckets > grid.buckets.count()))
    return invalid("buckets", "the answer has no such row");
  return {};
}

StickinessAnswer empty_stickiness(const StickinessGrid& grid, const AskContext& context) {
  StickinessAnswer answer;
  for (std::size_t n = 1; n <= grid.buckets.count(); ++n)
    answer.histogram.push_back({.buckets = static_cast<std::uint32_t>(n)});
  const auto& bounds = grid.days.bounds;
  for (std::size_t i = 0; i < grid.days_asked(); ++i) {
    const std::size_t at = i + StickinessGrid::kDaysBefore;
    answer.days.push_back({.start = bounds[at], .complete = bounds[at + 1] <= context.now});
  }
  return answer;
}

void complete_stickiness(StickinessAnswer& answer) {
  std::uint64_t at_least = 0;
  for (std::size_t i = answer.histogram.size(); i-- > 0;)
    answer.histogram[i].at_least = at_least += answer.histogram[i].persons;
  for (ActiveDay& day : answer.days) {
    if (day.mau > 0) day.dau_per_mau = static_cast<double>(day.dau) / static_cast<double>(day.mau);
  }
}

}  // namespace throng::analyze
