#include "audience/ledger_costs.h"

namespace throng::audience {

static_assert(ledger::kCostUnits == analyze::kMoneyUnits);

Result<std::vector<analyze::Cost>> LedgerCosts::between(const std::string& first, const std::string& last) const {
  THRONG_TRY(const auto rows, ledger::list_costs(*db_, project_, {.first = first, .last = last}));
  std::vector<analyze::Cost> costs;
  for (const ledger::Cost& row : rows) costs.push_back({row.day, row.channel, row.units, row.clicks, row.impressions});
  return costs;
}

// A ledger that cannot be read fails again, and says so, when the costs themselves are asked for.
std::uint64_t LedgerCosts::version() const { return ledger::costs_version(*db_, project_).value_or(0); }

}  // namespace throng::audience
