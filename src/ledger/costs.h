// What a project spent per day and channel. Few rows, told again when the truth about a day changes: a row is replaced
// by the next one of its day and channel.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ledger/db.h"

namespace throng::ledger {

inline constexpr std::int64_t kCostUnits = 10'000;  // of 1 of the project's currency
inline constexpr std::int64_t kMaxCostUnits = std::int64_t{1'000'000'000} * kCostUnits;
inline constexpr std::uint64_t kMaxCostCount = 1'000'000'000'000;  // clicks, impressions
inline constexpr std::size_t kMaxCostChannel = 200;
inline constexpr std::size_t kMaxCosts = 200'000;  // in a project
inline constexpr std::size_t kMaxCostsAtOnce = 20'000;

struct Cost {
  std::string day;  // 2026-01-31, of the project's calendar
  std::string channel;
  std::int64_t units = 0;
  std::uint64_t clicks = 0;
  std::uint64_t impressions = 0;
  bool operator==(const Cost&) const = default;
};

// Whether a text is a date that exists.
bool is_day(std::string_view text);
// Errors: invalid_argument naming the field: day, channel, cost, clicks or impressions.
Result<void> check(const Cost& cost);

// All or none. Errors: invalid_argument ("rows[3].day"), not_found (project), too_large.
Result<void> put_costs(Db& db, std::string_view project, std::span<const Cost> costs);

struct CostDays {
  std::string first = "0000-00-00";
  std::string last = "9999-99-99";  // excluded
  std::string channel;              // "": all
};
// By day, then by channel.
Result<std::vector<Cost>> list_costs(Db& db, std::string_view project, const CostDays& days);
// How many there were.
Result<std::uint64_t> remove_costs(Db& db, std::string_view project, const CostDays& days);

// Grows with every change of the project's costs.
Result<std::uint64_t> costs_version(Db& db, std::string_view project);

}  // namespace throng::ledger
