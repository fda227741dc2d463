// One person's traits through time, out of the operations on them (model/profile_op.h).
#pragma once

#include <string>
#include <string_view>

#include "api/internal/app_state.h"
#include "base/function_ref.h"
#include "base/result.h"
#include "warehouse/warehouse.h"

namespace throng::api {

inline constexpr std::size_t kMostOperations = 100'000;  // of one person that are looked at, the newest

// The order of a person's operations, backwards: of ORDER BY.
inline constexpr std::string_view kNewestFirst = "ts_ms DESC, tie DESC, toUInt128(event_id) DESC";

// A query for those operations, newest first: event, props, then `columns`. `persons`: a list in brackets.
std::string operations_query(const App& app, std::string_view persons, std::string_view columns);

struct TraitStep {
  std::string name;
  std::string value;    // raw, "" for none
  std::size_t row = 0;  // of the block
};
// Every operation on every trait, oldest first, with what the trait is then.
void each_trait_step(const warehouse::Block& block, FunctionRef<void(const TraitStep&)> sink);

// A condition: the event sets traits, so that their operands are values. "event IN (...)".
std::string sets_traits();

}  // namespace throng::api
