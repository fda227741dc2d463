#include "analyze/sql/money.h"

#include <fmt/format.h>

#include "analyze/costs.h"
#include "analyze/sql/value.h"

namespace throng::analyze::sql {

MoneySql money_sql(const std::string& property) {
  if (property.empty()) return {"1", fmt::format("toFloat64({})", kMoneyUnits)};
  const auto value = ValueSql::event(property);
  const std::string is_money = fmt::format("({} AND abs({}) <= {:.1f})", value.is_number(), value.number(), kMaxMoney);
  return {is_money, fmt::format("if({0}, if({1} < 0, -1, 1) * floor(abs({1}) * {2} + 0.5), toFloat64(0))", is_money,
                                value.number(), kMoneyUnits)};
}

}  // namespace throng::analyze::sql
