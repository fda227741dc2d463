#include "api/trait_history.h"

#include <map>

#include <fmt/core.h>

#include "analyze/sql/traits.h"
#include "model/profile_op.h"
#include "model/properties.h"
#include "warehouse/schema.h"

namespace throng::api {

std::string operations_query(const App& app, std::string_view persons, std::string_view columns) {
  return fmt::format("SELECT toString(event), props, {} FROM {} WHERE {} AND person IN {} ORDER BY {} LIMIT {}",
                     columns, warehouse::table(app.project.id, "events"), analyze::sql::is_profile_operation(), persons,
                     kNewestFirst, kMostOperations);
}

void each_trait_step(const warehouse::Block& block, FunctionRef<void(const TraitStep&)> sink) {
  std::map<std::string, std::string> now;
  for (std::size_t row = block.rows; row-- > 0;) {
    const auto op = model::profile_op(block.get<std::string>(0)[row]);
    if (!op) continue;
    if (op == model::ProfileOp::clear) {
      for (auto& [name, value] : now) {
        if (!value.empty()) sink({name, "", row});
        value.clear();
      }
      continue;
    }
    for (const auto& [name, operand] : model::members_of(block.get<std::string>(1)[row])) {
      std::string& value = now[name];
      value = model::after(*op, std::move(value), operand);
      sink({name, value, row});
    }
  }
}

std::string sets_traits() {
  return fmt::format("event IN ({}, {})", warehouse::quote(model::kIdentify), warehouse::quote(model::kProfileSetOnce));
}

}  // namespace throng::api
