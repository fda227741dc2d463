#include "analyze/costs.h"

#include <cmath>

#include <fmt/format.h>

namespace throng::analyze {
namespace {

class NoCosts final : public Costs {
 public:
  Result<std::vector<Cost>> between(const std::string&, const std::string&) const override {
    return std::vector<Cost>{};
  }
};

std::string text_of(CivilDate date) { return fmt::format("{:04}-{:02}-{:02}", date.year, date.month, date.day); }

}  // namespace

const Costs& no_costs() {
  static const NoCosts none;
  return none;
}

std::optional<std::int64_t> money_units(double value) {
  if (!(std::abs(value) <= kMaxMoney)) return std::nullopt;
  const double units = std::floor(std::abs(value) * static_cast<double>(kMoneyUnits) + 0.5);
  return static_cast<std::int64_t>(value < 0 ? -units : units);
}

void CostSum::add(const Cost& cost) { add(CostSum{cost.units, cost.clicks, cost.impressions}); }
void CostSum::add(const CostSum& cost) {
  units += cost.units;
  clicks += cost.clicks;
  impressions += cost.impressions;
}

std::string first_day_in(Instant begin, const Calendar& calendar) {
  const Instant midnight = calendar.floor(begin, BucketUnit::day);
  return text_of(calendar.date_of(midnight == begin ? begin : calendar.advance(midnight, BucketUnit::day, 1)));
}

Result<CostByChannel> costs_in(const Costs& costs, TimeRange range, const Calendar& calendar) {
  CostByChannel sums;
  if (range.begin >= range.end) return sums;
  THRONG_TRY(const auto rows, costs.between(first_day_in(range.begin, calendar), first_day_in(range.end, calendar)));
  for (const Cost& cost : rows) sums[cost.channel].add(cost);
  return sums;
}

}  // namespace throng::analyze
