// What was spent on whom to come: amounts per channel and local day. Handed in by whoever asks, like memberships.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/calendar.h"
#include "base/result.h"

namespace throng::analyze {

// Money in fixed point, so that shares of it add up exactly.
inline constexpr std::int64_t kMoneyUnits = 10'000;  // of 1
inline constexpr double kMaxMoney = 1e11;            // a greater value is no value
inline double money(std::int64_t units) { return static_cast<double>(units) / static_cast<double>(kMoneyUnits); }
// Rounded, halves away from zero. Empty for what is no number or beyond kMaxMoney.
std::optional<std::int64_t> money_units(double value);

struct Cost {
  std::string day;  // 2026-01-31, of the project's calendar
  std::string channel;
  std::int64_t units = 0;
  std::uint64_t clicks = 0;
  std::uint64_t impressions = 0;
};

class Costs {
 public:
  virtual ~Costs() = default;
  // Of the days from `first` up to `last`, that excluded; ordered by day and channel.
  virtual Result<std::vector<Cost>> between(const std::string& first, const std::string& last) const = 0;
  // Another one whenever a cost changed.
  virtual std::uint64_t version() const { return 0; }
};
const Costs& no_costs();

// The first day that begins at or after an instant.
std::string first_day_in(Instant begin, const Calendar& calendar);

struct CostSum {
  std::int64_t units = 0;
  std::uint64_t clicks = 0;
  std::uint64_t impressions = 0;
  void add(const Cost& cost);
  void add(const CostSum& cost);
};
using CostByChannel = std::map<std::string, CostSum>;

// Sums per channel over the days that begin in the range.
Result<CostByChannel> costs_in(const Costs& costs, TimeRange range, const Calendar& calendar);

}  // namespace throng::analyze
