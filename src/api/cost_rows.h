// Costs as people write them: rows of a CSV file, and of JSON.
#pragma once

#include <vector>

#include "api/messages/costs.h"
#include "collect/import/byte_source.h"
#include "ledger/costs.h"

namespace throng::api {

// A table whose first row names the columns: day, channel, cost, and perhaps clicks and impressions, in any order.
// Errors name the line and the column: "line 7, cost".
Result<std::vector<ledger::Cost>> read_cost_csv(collect::ByteSource& source);

// Errors: invalid_argument (rows[3].cost).
Result<std::vector<ledger::Cost>> costs_of(const std::vector<CostRow>& rows);
CostRow row_of(const ledger::Cost& cost);

}  // namespace throng::api
